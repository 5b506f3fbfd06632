import type { Literal } from '../literal.ts';
import { GRAMMAR, isWhole, overlap, type Place, type Span } from './spans.ts';
import type { Spell } from './spell.ts';

/** A place of an ask's literal: which of the literals of one type. */
export interface Slot {
  type: string;
  nth: number;
}

/** A place of an ask's ordinary word, known by what stands around it: nearest first, lower case, literals as `<type>`. */
export interface WordPlace {
  word: string;
  before: readonly string[];
  after: readonly string[];
}

/** A value built around what a request says: `Key=`, a literal, `,Value=`, a word. */
export type Part = string | Slot | WordPlace;

export interface Filled {
  text: string;
  /** What of the request went into it. */
  used: Place[];
  /** How like the words' surroundings are, 0 … 1; 1 where there are literals alone. */
  fit: number;
}

export const isPlace = (part: Part): part is WordPlace => typeof part !== 'string' && 'word' in part;

/** The shape of what stands in the request as it is. */
export const SAID = '{}';

/** What is built alike, whatever goes into it: `web=6` and `cart-api=2` are both `{}={}`. */
export const shapeOf = (parts: readonly Part[]): string =>
  parts.map((p) => (typeof p === 'string' ? p : SAID)).join('');

/** Parts that differ in their words alone are the same frame. */
export const frameId = (parts: readonly Part[]): string =>
  JSON.stringify(parts.map((p) => (isPlace(p) ? { word: 0 } : p)));

const WORD = /<[a-z][a-z0-9-]*>|[\p{L}\p{N}][\p{L}\p{N}'’_-]*/gu;
const COMPONENT = /[\p{L}\p{N}][\p{L}\p{N}_-]*/gu;
const AROUND = 2;

const around = (words: readonly string[], i: number): Pick<WordPlace, 'before' | 'after'> => ({
  before: words.slice(Math.max(0, i - AROUND), i).reverse(),
  after: words.slice(i + 1, i + 1 + AROUND),
});

const wordsOf = (ask: string): string[] => (ask.match(WORD) ?? []).map((word) => word.toLowerCase());

/** The words of an ask, each at its first place. */
export class Places {
  private readonly words: readonly string[];
  private readonly first = new Map<string, number>();

  constructor(ask: string) {
    this.words = wordsOf(ask);
    for (const [i, word] of this.words.entries())
      if (!this.first.has(word) && !GRAMMAR.has(word)) this.first.set(word, i);
  }

  has(word: string): boolean {
    return this.first.has(word);
  }

  /** The word with what stands around it. */
  get(word: string): WordPlace | undefined {
    const i = this.first.get(word);
    return i === undefined ? undefined : { word, ...around(this.words, i) };
  }
}

/** The masks of an ask in their order; one that hides a name is also known by what stands around it: another's name may be an ordinary word. */
export function maskedPlaces(ask: string): (WordPlace | undefined)[] {
  return wordsOf(ask).flatMap((word, i, words) => {
    if (!word.startsWith('<')) return [];
    return [word === '<word>' || word === '<name>' ? { word: `${word} ${i}`, ...around(words, i) } : undefined];
  });
}

/**
 * The parts of a value in which words of its ask stand beside marks or literals (`deployment/web`, `web=6`), those words become places. Undefined where
 * none does, or where the value is one word and no more.
 */
export function frameOf(parts: readonly Part[], places: Places): Part[] | undefined {
  const out: Part[] = [];
  let open = 0;
  for (const part of parts) {
    if (typeof part !== 'string') {
      out.push(part);
      continue;
    }
    let at = 0;
    for (const { 0: component, index } of part.matchAll(COMPONENT)) {
      const place = places.get(component.toLowerCase());
      if (!place) continue;
      if (index > at) out.push(part.slice(at, index));
      out.push(place);
      open++;
      at = index + component.length;
    }
    if (at < part.length) out.push(part.slice(at));
  }
  const whole = out.some((p) => typeof p === 'string' && /\s/.test(p));
  return open === 0 || out.length < 2 || out.length > 9 || whole ? undefined : out;
}

/** How like a word's place in the request is to its place in the ask, 0 … 1: the words on either side, or the very word. */
function fitOf(place: WordPlace, span: Span): number {
  const same = span.text.toLowerCase() === place.word ? 3 : 0;
  const side = (a: readonly string[], b: readonly string[]): number =>
    a[0] !== undefined && a[0] === b[0]
      ? a[1] !== undefined && a[1] === b[1]
        ? 3
        : 2
      : a[0] === undefined && b[0] === undefined
        ? 1
        : 0;
  return Math.min(1, (same + side(place.before, span.before) + side(place.after, span.after)) / 6);
}

const LEAST_FIT = 2 / 6;

/** Which words may stand in a place, and how well each does, 0 … 1. */
export type Fit = (place: WordPlace, span: Span) => number;

const literalOf = ({ type, nth }: Slot, literals: readonly Literal[]): Literal | undefined =>
  literals.filter((l) => l.type === type)[nth];

const textOf = (part: Part | undefined): string => (typeof part === 'string' ? part : '');

const asWritten: Spell = (literal) => literal.text;

const surroundings: Fit = (place, span) => {
  const fit = fitOf(place, span);
  return fit >= LEAST_FIT ? fit : 0;
};

/** Of so many words the likeliest are tried in a place, */
const WORDS_IN_PLACE = 2;
/** and so many values come out of one frame. */
const VALUES = 3;

/**
 * The frame with literals of the same types and words in like places, the fittest first; none where one lacks. `alike` says how well a word stands in a place; without, by what
 * stands around them.
 */
export function fillFrame(
  parts: readonly Part[],
  literals: readonly Literal[],
  spans: readonly Span[],
  spell: Spell = asWritten,
  alike: Fit = surroundings,
): Filled[] {
  let open: State[] = [{ text: '', used: [], words: new Map(), sum: 0 }];
  for (const [n, part] of parts.entries()) {
    open = open.flatMap((state): State[] => {
      const { text, used } = state;
      if (typeof part === 'string') return [{ ...state, text: text + part }];
      if (isPlace(part)) return wordsIn(part, state, spans, alike);
      const literal = literalOf(part, literals);
      if (!literal) return [];
      return [{ ...state, text: text + spell(literal, text, textOf(parts[n + 1])), used: [...used, literal] }];
    });
    if (open.length === 0) return [];
  }
  return open
    .map(({ text, used, words, sum }) => ({ text, used, fit: words.size === 0 ? 1 : sum / words.size }))
    .sort((a, b) => b.fit - a.fit)
    .slice(0, VALUES);
}

/** A frame filled so far: `words` are those in its places, `sum` is how well they fit. */
interface State {
  text: string;
  used: Filled['used'];
  words: ReadonlyMap<string, Span>;
  sum: number;
}

/** Whole words and literals, and `team` and `harvest` of `team=harvest`, for a frame with a place for each. */
const mayStand = (span: Span): boolean => isWhole(span) || span.kind === 'part:key' || span.kind === 'part:value';

/** The frame with each of the likeliest words in the next place; a place that comes again takes the same. */
function wordsIn(place: WordPlace, { text, used, words, sum }: State, spans: readonly Span[], alike: Fit): State[] {
  const same = words.get(place.word);
  if (same) return [{ text: text + same.text, used: [...used, same], words, sum }];
  return spans
    .filter((span) => mayStand(span) && !used.some((place) => overlap(place, span)))
    .map((span) => ({ span, score: alike(place, span) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, WORDS_IN_PLACE)
    .map(({ span, score }) => ({
      text: text + span.text,
      used: [...used, span],
      words: new Map(words).set(place.word, span),
      sum: sum + score,
    }));
}

/** Whether the value is the frame with literals of the same types and with words or literals of the request in its places. */
export function isFilled(
  parts: readonly Part[],
  value: string,
  literals: readonly Literal[],
  spans: readonly Span[],
  spell: Spell = asWritten,
): boolean {
  const rest = (n: number, at: number, words: ReadonlyMap<string, string>): boolean => {
    const part = parts[n];
    if (part === undefined) return at === value.length;
    const goesOn = (text: string, known = words): boolean =>
      value.startsWith(text, at) && rest(n + 1, at + text.length, known);
    if (typeof part === 'string') return goesOn(part);
    if (isPlace(part)) {
      const same = words.get(part.word);
      if (same !== undefined) return goesOn(same);
      return spans.some((span) => mayStand(span) && goesOn(span.text, new Map(words).set(part.word, span.text)));
    }
    const literal = literalOf(part, literals);
    return literal !== undefined && goesOn(spell(literal, value.slice(0, at), textOf(parts[n + 1])));
  };
  return rest(0, 0, new Map());
}
