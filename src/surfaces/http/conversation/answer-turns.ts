import type { Answer, AskOptions } from '../../../schema/answer.ts';
import type { Service } from '../../cli/service.ts';
import { continued } from './continue.ts';
import { type Earlier, type Given, withEarlier } from './earlier.ts';
import { followUpForm } from './follow-up.ts';
import type { Conversation, Turn } from './messages.ts';
import { type Revised, revised } from './revise.ts';

/** Where a message's words stand in the request that was answered: half-open. */
export interface Segment {
  start: number;
  end: number;
  message: number;
}

/** The answer to a conversation. */
export interface Answered {
  /** Its `request` is the task and what was said after it, in one text. */
  answer: Answer;
  segments: Segment[];
  /** Values of messages outside the request. */
  given: Given[];
}

/** Earlier messages of the user that are looked at. */
const MOST_TURNS = 8;
/** Below this the engine's reading of a short message alone is no better than going on with the task before. */
const SURE = 0.5;

/** A sentence's end would cut the request in two. */
const withoutEnd = (text: string): string => text.replace(/(?<=[\w"'`)])[.!?]+\s*$/, '').trimEnd();

const hasBlanks = (answer: Answer): boolean =>
  !answer.abstained && (answer.candidates[0]?.calls ?? []).some((call) => call.call.missing.length > 0);

/** Answers a conversation; each turn is asked for once. */
class Turns {
  readonly #known = new Map<number, Promise<Answered>>();

  constructor(
    private readonly service: Pick<Service, 'ask' | 'fill' | 'explain'>,
    private readonly turns: readonly Turn[],
    private readonly options: AskOptions,
  ) {}

  at(place: number): Promise<Answered> {
    let known = this.#known.get(place);
    if (!known) this.#known.set(place, (known = this.#answer(place)));
    return known;
  }

  async #answer(place: number): Promise<Answered> {
    const turn = this.turns[place]!;
    const form = place === 0 ? 'no' : followUpForm(turn.text);
    if (form === 'no') return this.#alone(turn);
    const before = await this.at(place - 1);
    if (form === 'yes') return (await this.#goingOn(before, turn)) ?? this.#alone(turn);
    const alone = await this.#alone(turn);
    const unsure = alone.answer.abstained || (alone.answer.candidates[0]?.confidence ?? 0) < SURE;
    if (!hasBlanks(before.answer) || !unsure) return alone;
    return (await this.#goingOn(before, turn)) ?? alone;
  }

  async #alone({ text, message }: Turn): Promise<Answered> {
    return {
      answer: await this.service.ask(text, this.options),
      segments: [{ start: 0, end: text.length, message }],
      given: [],
    };
  }

  async #goingOn(before: Answered, { text, message }: Turn): Promise<Answered | undefined> {
    if (before.answer.abstained) return undefined;
    const ask = (words: string) => this.service.ask(words, { ...this.options, limit: 5, unlikely: true });
    const changed = await revised(this.service, ask, before.answer, text);
    if (changed) return { ...before, answer: changed.answer, segments: replaced(before.segments, changed, message) };
    const start = withoutEnd(before.answer.request);
    const offset = start.length + 1;
    const request = `${start} ${text}`;
    const answer = await continued(this.service, before.answer, await ask(request), text, offset);
    const segments = [...before.segments, { start: offset, end: request.length, message }];
    return answer && { ...before, answer, segments };
  }
}

/** The segments after words of one were replaced by those of `message`. */
function replaced(
  segments: readonly Segment[],
  { start, end, length }: Omit<Revised, 'answer'>,
  message: number,
): Segment[] {
  const by = length - (end - start);
  return segments.flatMap((segment) => {
    if (start < segment.start || start >= segment.end)
      return [segment.start >= end ? { ...segment, start: segment.start + by, end: segment.end + by } : segment];
    const parts = [
      { ...segment, end: start },
      { start, end: start + length, message },
      { ...segment, start: start + length, end: segment.end + by },
    ];
    return parts.filter((part) => part.start < part.end);
  });
}

/**
 * The answer to the last message of the user. A message that goes on with the task before ("for bucket acme-logs", "make it 5") changes
 * that task's call; blanks of a new task are filled from earlier turns and from the system message. Nothing is remembered between
 * requests: all comes from the messages.
 */
export async function answerConversation(
  service: Pick<Service, 'ask' | 'fill' | 'explain'>,
  conversation: Conversation,
  options: AskOptions,
): Promise<Answered> {
  const turns = conversation.turns.slice(-MOST_TURNS);
  const all = new Turns(service, turns, options);
  const answered = await all.at(turns.length - 1);
  if (!hasBlanks(answered.answer)) return answered;
  const earlier: Earlier[] = [];
  const used = new Set(answered.segments.map((segment) => segment.message));
  for (const [place, turn] of turns.entries())
    if (!used.has(turn.message)) earlier.push({ answer: (await all.at(place)).answer, message: turn.message });
  const { answer, given } = await withEarlier(service, answered.answer, earlier, conversation.system);
  return { ...answered, answer, given: [...answered.given, ...given] };
}
