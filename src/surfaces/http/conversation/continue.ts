import type { Answer, Candidate, CheckedCall } from '../../../schema/answer.ts';
import type { Argument, Call } from '../../../schema/call.ts';
import type { Json } from '../../../schema/operation.ts';
import type { Blank } from '../../cli/explained.ts';
import { readBlank } from '../../cli/interactive/fill-blanks.ts';
import type { Service } from '../../cli/service.ts';
import { styleFor } from '../../cli/style.ts';
import { nounsOf, valueIn } from './follow-up.ts';

/** Writes and checks calls anew: of the service, and so of documents alone. */
type Filling = Pick<Service, 'fill' | 'explain'>;

/** The call with other arguments, if the verifier finds no fault with it; undefined otherwise. */
export async function rewritten(
  service: Filling,
  call: CheckedCall,
  to: Call,
  request: string,
): Promise<CheckedCall | undefined> {
  const filled = await service.fill(to, styleFor(to.surface, 'linux'), request);
  if (filled.findings.some((finding) => finding.severity === 'error')) return undefined;
  return { ...call, call: to, rendered: filled.rendered, findings: filled.findings };
}

/** Adds an argument, or puts it in the place of the one with the same name. */
export function withArgument(call: Call, argument: Argument): Call {
  const there = call.arguments.some((each) => each.name === argument.name);
  return {
    ...call,
    arguments: there
      ? call.arguments.map((each) => (each.name === argument.name ? argument : each))
      : [...call.arguments, argument],
    missing: call.missing.filter((name) => name !== argument.name),
  };
}

const evidenceFrom = (argument: Argument): number => ('start' in argument.from ? argument.from.start : -1);

/**
 * What the words from `offset` on add to `call`: arguments that the engine, asked for both turns together, fills from them. What the
 * earlier words filled stays, unless the later ones say the same argument otherwise.
 */
async function added(
  service: Filling,
  before: CheckedCall,
  after: CheckedCall,
  request: string,
  offset: number,
): Promise<CheckedCall> {
  let now = before;
  for (const argument of after.call.arguments) {
    if (evidenceFrom(argument) < offset) continue;
    const there = before.call.arguments.some((each) => each.name === argument.name);
    if (there && !mentions(request.slice(offset), argument.name)) continue;
    now = (await rewritten(service, now, withArgument(now.call, argument), request)) ?? now;
  }
  return now;
}

/** The value of `text` for this blank, with its place in the request; undefined where there is none, or one that the document forbids. */
function valueFor(blank: Blank, text: string, offset: number): Argument | undefined {
  const at = valueIn(text, nounsOf(blank.name));
  if (!at) return undefined;
  const read = readBlank(blank, text.slice(at.start, at.end));
  if (!('value' in read)) return undefined;
  const value: Json = read.value;
  return { name: blank.name, value, from: { kind: 'request', start: offset + at.start, end: offset + at.end } };
}

export const mentions = (text: string, name: string): boolean =>
  nounsOf(name).some((noun) => new RegExp(`\\b${noun.replace(/[^\w\s]/g, '.')}s?\\b`, 'i').test(text));

/** The one blank that `text` answers: the only one, or the only one that it names. */
async function blankFilled(
  service: Filling,
  call: CheckedCall,
  request: string,
  text: string,
  offset: number,
): Promise<CheckedCall> {
  if (call.call.missing.length === 0) return call;
  const { blanks } = await service.explain(call, request);
  const named = blanks.filter((blank) => mentions(text, blank.name));
  const [only, ...others] = named.length > 0 ? named : blanks;
  if (!only || others.length > 0) return call;
  const argument = valueFor(only, text, offset);
  return (argument && (await rewritten(service, call, withArgument(call.call, argument), request))) ?? call;
}

const operationsOf = (candidate: Candidate | undefined): string =>
  (candidate?.calls ?? []).map((call) => call.call.operation).join(' ');

const usesWordsFrom = (candidate: Candidate, offset: number): boolean =>
  candidate.calls.some((call) => call.call.arguments.some((argument) => evidenceFrom(argument) >= offset));

/** Below this confidence the reading of the first words may give way to one that the later words make twice as likely. */
const UNSURE = 0.5;

/**
 * The answer to a task and what was said after it: the same operations, with what the later words add; or another operation, where the
 * later words make that far more likely. Undefined where they add nothing. `both` is the engine's answer to the two texts in one, of
 * which `text` is the part from `offset` on.
 */
export async function continued(
  service: Filling,
  before: Answer,
  both: Answer,
  text: string,
  offset: number,
): Promise<Answer | undefined> {
  const [best, ...others] = before.candidates;
  const [top] = both.candidates;
  if (!best) return undefined;
  const again = both.candidates.find((candidate) => operationsOf(candidate) === operationsOf(best));
  const better = top && top !== again && !both.abstained && usesWordsFrom(top, offset) ? top : undefined;
  if (better && best.confidence < UNSURE && better.confidence >= 2 * (again?.confidence ?? 0)) return both;
  let calls: CheckedCall[] = [];
  for (const [at, call] of best.calls.entries()) {
    const twin = again?.calls[at];
    calls.push(twin ? await added(service, call, twin, both.request, offset) : call);
  }
  const unchanged = calls.every((call, at) => call === best.calls[at]);
  if (unchanged && better && better.confidence >= UNSURE) return both;
  if (unchanged) calls = await Promise.all(calls.map((call) => blankFilled(service, call, both.request, text, offset)));
  if (calls.every((call, at) => call === best.calls[at])) return better && both;
  return {
    request: both.request,
    abstained: false,
    candidates: [{ ...best, calls }, ...others],
    latencyMs: before.latencyMs + both.latencyMs,
  };
}
