import type { Answer } from '../../../schema/answer.ts';
import type { Argument, Call } from '../../../schema/call.ts';
import type { Service } from '../../cli/service.ts';
import { mentions, rewritten, withArgument } from './continue.ts';
import { nounsOf, valueIn } from './follow-up.ts';

/** A change of mind, and the words before what is said instead. */
const LEAD =
  /^(?:(?:no|oh|sorry|ok(?:ay)?|please|actually|but|and)[,:]?\s+)*(?:make (?:it|that)|change (?:it|that) to|use|rather|set (?:it|that) to|in|on|for|to)\b\s*/i;
const CHANGES = /\b(?:instead|make (?:it|that)|rather|change|actually)\b|^(?:no,|use\b)/i;
const TAIL = /(?:\s+(?:instead|please|then|rather|though)\b|[.!?,;])+$/i;

/** The task with some of its words replaced. */
export interface Revised {
  answer: Answer;
  /** The words that were replaced, in the request before; half-open. */
  start: number;
  end: number;
  /** How many characters stand there now. */
  length: number;
}

interface Attempt extends Omit<Revised, 'answer'> {
  argument: Argument;
  request: string;
  /** How surely this argument was meant: named, of the same kind of words, a number for a number. */
  weight: number;
}

/** An argument that stands in words of the request. */
const spanOf = ({ from }: Argument): { start: number; end: number; how: string | undefined } | undefined =>
  from.kind === 'request' ? { start: from.start, end: from.end, how: from.how } : undefined;

const sameValue = (a: Argument, b: Argument): boolean => JSON.stringify(a.value) === JSON.stringify(b.value);

function weightOf(text: string, old: Argument, now: Argument): number {
  const how = spanOf(old)?.how;
  if (mentions(text, old.name)) return 3;
  if (how !== undefined && how === spanOf(now)?.how) return 2;
  return typeof old.value === 'number' && typeof now.value === 'number' ? 1 : 0;
}

/** Asks with `words` in the place of what filled `old`: an attempt where just this argument changes. */
async function attempt(
  ask: (request: string) => Promise<Answer>,
  before: { request: string; call: Call },
  old: Argument,
  words: string,
  text: string,
): Promise<Attempt | undefined> {
  const span = spanOf(old);
  if (!span) return undefined;
  const request = before.request.slice(0, span.start) + words + before.request.slice(span.end);
  const again = (await ask(request)).candidates.find(({ calls }) => calls[0]?.call.operation === before.call.operation);
  const given = again?.calls[0]?.call.arguments ?? [];
  const argument = given.find((each) => each.name === old.name);
  const found = argument && spanOf(argument);
  if (!argument || !found || found.start < span.start || found.end > span.start + words.length) return undefined;
  const others = given.filter((each) => each.name !== old.name);
  const moved = others.some((each) => before.call.arguments.some((b) => b.name === each.name && !sameValue(b, each)));
  if (moved) return undefined;
  const { start, end } = span;
  return { argument, request, start, end, length: words.length, weight: weightOf(text, old, argument) };
}

/** Ranges behind the replaced words move with them. */
function shifted(call: Call, { start, end, length }: Omit<Revised, 'answer'>): Call {
  const by = length - (end - start);
  const move = (each: Argument): Argument =>
    'start' in each.from && each.from.start >= end
      ? { ...each, from: { ...each.from, start: each.from.start + by, end: each.from.end + by } }
      : each;
  return { ...call, arguments: call.arguments.map(move) };
}

/**
 * "make it 5", "in namespace staging instead": the task is asked for anew with these words in the place of an earlier value's; where the
 * engine then fills the same argument from them and changes no other, that argument was meant. Undefined where no argument, or more than
 * one, can be meant.
 */
export async function revised(
  service: Pick<Service, 'fill' | 'explain'>,
  ask: (request: string) => Promise<Answer>,
  before: Answer,
  text: string,
): Promise<Revised | undefined> {
  const [best, ...others] = before.candidates;
  const [call, ...more] = best?.calls ?? [];
  if (!best || !call || more.length > 0 || !CHANGES.test(text)) return undefined;
  const words = text.replace(LEAD, '').replace(TAIL, '');
  if (words === '') return undefined;
  const attempts: Attempt[] = [];
  for (const old of call.call.arguments) {
    // "namespace staging" in the place of "prod": the noun stands there already.
    const at = mentions(text, old.name) ? valueIn(words, nounsOf(old.name)) : undefined;
    const value = at ? words.slice(at.start, at.end) : words;
    const made = await attempt(ask, { request: before.request, call: call.call }, old, value, text);
    if (made) attempts.push(made);
  }
  attempts.sort((a, b) => b.weight - a.weight);
  const [first, second] = attempts;
  if (!first || first.weight === second?.weight) return undefined;
  const { argument, request, start, end, length } = first;
  const to = withArgument(shifted(call.call, first), argument);
  const next = await rewritten(service, call, to, request);
  if (!next) return undefined;
  return { answer: { ...before, request, candidates: [{ ...best, calls: [next] }, ...others] }, start, end, length };
}
