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

const mentions = (text: string, name: string): boolean =>
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

const CHANGES = /\b(?:instead|make (?:it|that)|rather|change|no,|use)\b/i;

/** "make it 5", "in namespace staging instead": the one argument of that name, or else of that type, gets the new value. */
async function revised(
  service: Filling,
  call: CheckedCall,
  request: string,
  text: string,
  offset: number,
): Promise<CheckedCall> {
  const named = call.call.arguments.filter((argument) => mentions(text, argument.name));
  const at = valueIn(text, named.length === 1 ? nounsOf(named[0]!.name) : []);
  if (!at) return call;
  const words = text.slice(at.start, at.end);
  const isNumber = /^-?\d+(?:\.\d+)?$/.test(words);
  const all = CHANGES.test(text) && call.call.missing.length === 0 ? call.call.arguments : [];
  const fitting = (named.length > 0 ? named : all).filter(
    (argument) => typeof argument.value === (isNumber ? 'number' : 'string'),
  );
  const [argument, ...others] = fitting;
  if (!argument || others.length > 0) return call;
  const value = isNumber ? Number(words) : words;
  const from = { kind: 'request' as const, start: offset + at.start, end: offset + at.end };
  return (
    (await rewritten(service, call, withArgument(call.call, { name: argument.name, value, from }), request)) ?? call
  );
}

const operationsOf = (candidate: Candidate | undefined): string =>
  (candidate?.calls ?? []).map((call) => call.call.operation).join(' ');

/**
 * The answer to a task and what was said after it: the same operations, with what the later words add. Undefined where they add nothing.
 * `both` is the engine's answer to `request`, the two texts in one; `text` stands in it from `offset` on.
 */
export async function continued(
  service: Filling,
  before: Answer,
  both: Answer,
  text: string,
  offset: number,
): Promise<Answer | undefined> {
  const [best] = before.candidates;
  if (!best) return undefined;
  const request = both.request;
  const again = both.candidates.find((candidate) => operationsOf(candidate) === operationsOf(best));
  const calls: CheckedCall[] = [];
  for (const [at, call] of best.calls.entries()) {
    const twin = again?.calls[at];
    let now = twin ? await added(service, call, twin, request, offset) : call;
    if (now === call) now = await blankFilled(service, now, request, text, offset);
    if (now === call) now = await revised(service, now, request, text, offset);
    calls.push(now);
  }
  if (calls.every((call, at) => call === best.calls[at])) return undefined;
  const others = before.candidates.slice(1);
  return {
    request,
    abstained: false,
    candidates: [{ ...best, calls }, ...others],
    latencyMs: before.latencyMs + both.latencyMs,
  };
}
