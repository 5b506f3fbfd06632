import type { CheckedCall } from '../../../schema/answer.ts';
import type { Argument, Finding, RenderedCall } from '../../../schema/call.ts';
import { rounded } from '../../cli/answer-line.ts';
import type { Blank, ExplainedArgument } from '../../cli/explained.ts';
import type { Service } from '../../cli/service.ts';
import type { Answered } from '../conversation/answer-turns.ts';

/** An argument, and the words that filled it: `start` and `end` in `request`, `message` in the list of messages. */
export interface StructuredArgument extends ExplainedArgument {
  start?: number;
  end?: number;
  message?: number | 'system';
}

/** The document that a call was checked against. */
export interface StructuredSource {
  package: string;
  version: string;
  licence: string;
  date?: string;
  /** Where in the document the operation stands. */
  pointer: string;
}

/** One call, as `gorilla --json` has it (docs/schemas/answer.json), with positions. */
export interface StructuredCall extends RenderedCall {
  summary: string;
  provider: string;
  destructive: boolean;
  deprecated: boolean;
  explanation: StructuredArgument[];
  blanks: Blank[];
  findings: Finding[];
  source: StructuredSource | null;
  /** Arguments by canonical name with their provenance: what `POST /api/fill` takes. */
  given: Argument[];
}

export interface StructuredCandidate {
  confidence: number;
  calls: StructuredCall[];
}

/** The extension field `gorilla` of every answer (docs/serve.md). */
export interface Structured {
  /** The text that was answered: the task and what was said after it. */
  request: string;
  abstained: boolean;
  latencyMs: number;
  candidates: StructuredCandidate[];
}

function messageOf(argument: Argument, { segments, given }: Answered): number | 'system' | undefined {
  const { from } = argument;
  if ('start' in from) return segments.find(({ start, end }) => start <= from.start && from.start < end)?.message;
  return from.kind === 'person' ? given.find((each) => each.name === argument.name)?.message : undefined;
}

export async function structuredCall(
  service: Pick<Service, 'explain'>,
  call: CheckedCall,
  answered: Answered,
): Promise<StructuredCall> {
  const { operation } = call;
  const explained = await service.explain(call, answered.answer.request);
  const { source } = explained;
  return {
    ...call.rendered,
    summary: operation.summary,
    provider: operation.provider,
    destructive: operation.destructive === true,
    deprecated: operation.deprecated === true,
    explanation: explained.arguments.map((each, at): StructuredArgument => {
      const argument = call.call.arguments[at]!;
      const message = messageOf(argument, answered);
      const { from } = argument;
      return {
        ...each,
        ...('start' in from ? { start: from.start, end: from.end } : {}),
        ...(message === undefined ? {} : { message }),
      };
    }),
    blanks: explained.blanks,
    findings: call.findings,
    source: source
      ? {
          package: source.package,
          version: source.version,
          licence: source.licence,
          ...(source.date ? { date: source.date } : {}),
          pointer: operation.origin.pointer,
        }
      : null,
    given: call.call.arguments,
  };
}

export async function structured(service: Pick<Service, 'explain'>, answered: Answered): Promise<Structured> {
  const { answer } = answered;
  const candidates: StructuredCandidate[] = [];
  for (const candidate of answer.candidates) {
    const calls: StructuredCall[] = [];
    for (const call of candidate.calls) calls.push(await structuredCall(service, call, answered));
    candidates.push({ confidence: rounded(candidate.confidence, 4), calls });
  }
  return {
    request: answer.request,
    abstained: answer.abstained,
    latencyMs: rounded(answer.latencyMs, 3),
    candidates,
  };
}
