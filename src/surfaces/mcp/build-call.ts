import type { AskOptions, Candidate, CheckedCall } from '../../schema/answer.ts';
import type { Json, Source } from '../../schema/operation.ts';
import type { Style } from '../cli/engine.ts';
import type { Blank, ExplainedCall } from '../cli/explained.ts';
import type { Service } from '../cli/service.ts';
import { surfaceOfStyle } from '../cli/style.ts';
import { brief } from './brief.ts';

export interface BuildInput {
  task: string;
  providers?: string[] | undefined;
  surface?: AskOptions['surface'] | undefined;
  style?: Style | undefined;
}

const MOST_CHOICES = 30;

export const documentOf = (source: Source | undefined): { source: string } | Record<string, never> =>
  source ? { source: `${source.package} ${source.version}` } : {};

function blankOf({ name, type, enum: choices, documentation }: Blank) {
  return {
    name,
    type,
    ...(choices ? { choices: choices.slice(0, MOST_CHOICES) } : {}),
    ...(documentation ? { documentation: brief(documentation) } : {}),
  };
}

/** Why a value stands there: the words that say so, or what else it comes from. */
function because({ words, from, how }: ExplainedCall['arguments'][number]): string {
  if (words !== undefined) return how ? `${words} (${how})` : words;
  return from === 'default' ? 'the default of its document' : from === 'example' ? 'an example of its document' : from;
}

async function builtCall(service: Service, one: CheckedCall, task: string, style: Style | undefined) {
  const explained = await service.explain(one, task);
  const values: Record<string, Json> = Object.fromEntries(explained.arguments.map(({ name, value }) => [name, value]));
  return {
    operation: one.operation.id,
    text: style === undefined ? one.rendered.text : await service.render(one.call, style),
    arguments: values,
    because: Object.fromEntries(explained.arguments.map((argument) => [argument.name, because(argument)])),
    blanks: explained.blanks.map(blankOf),
    warnings: one.findings.map(({ message }) => message),
    destructive: one.operation.destructive === true,
    ...documentOf(explained.source),
  };
}

const alternative = ({ calls, confidence }: Candidate) => ({
  operations: calls.map(({ operation }) => operation.id),
  text: calls.map(({ rendered }) => rendered.text).join('\n'),
  confidence,
});

/** The call for a task, with the words behind each value; where nothing serves the task, what comes nearest. */
export async function buildCall(service: Service, { task, providers, surface, style }: BuildInput, offline = false) {
  const where = surface ?? (style && surfaceOfStyle(style));
  const answer = await service.ask(task, {
    limit: 4,
    ...(offline ? { offline } : {}),
    ...(where ? { surface: where } : {}),
    ...(providers?.length ? { scope: providers } : {}),
  });
  const best = answer.abstained ? undefined : answer.candidates[0];
  const others = best ? answer.candidates.slice(1) : answer.candidates;
  return {
    found: best !== undefined,
    confidence: best?.confidence ?? 0,
    calls: best ? await Promise.all(best.calls.map((call) => builtCall(service, call, task, style))) : [],
    alternatives: others.map(alternative),
  };
}
