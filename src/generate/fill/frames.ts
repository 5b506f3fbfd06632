import type { Literal } from '../literal.ts';
import { GRAMMAR, isWhole, type Span } from './spans.ts';
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
  used: Pick<Span, 'start' | 'end'>[];
  /** How like the words' surroundings are, 0 … 1; 1 where there are literals alone. */
  fit: number;
}

const isPlace = (part: Part): part is WordPlace => typeof part !== 'string' && 'word' in part;

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

const wordsOf = (ask: string): string[] => [...ask.matchAll(WORD)].map(([w]) => w.toLowerCase());

/** The words of an ask, with what stands around each. */
export function placesOf(ask: string): Map<string, WordPlace> {
  const words = wordsOf(ask);
  const out = new Map<string, WordPlace>();
  words.forEach((word, i) => {
    if (!out.has(word) && !GRAMMAR.has(word)) out.set(word, { word, ...around(words, i) });
  });
  return out;
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
export function frameOf(parts: readonly Part[], places: ReadonlyMap<string, WordPlace>): Part[] | undefined {
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

const asWritten: Spell = (literal) => literal.text;

/** The frame with literals of the same types and words in like places; undefined where one lacks. */
export function fillFrame(
  parts: readonly Part[],
  literals: readonly Literal[],
  spans: readonly Span[],
  spell = asWritten,
): Filled | undefined {
  const used: Filled['used'] = [];
  const words = new Map<string, Span>();
  let text = '';
  let fit = 0;
  let places = 0;
  for (const [n, part] of parts.entries()) {
    if (typeof part === 'string') text += part;
    else if (isPlace(part)) {
      let best: Span | undefined = words.get(part.word);
      let most = best ? LEAST_FIT : 0;
      if (!best)
        for (const span of spans) {
          if (!isWhole(span) || used.some((u) => u.start < span.end && span.start < u.end)) continue;
          const score = fitOf(part, span);
          if (score > most) [best, most] = [span, score];
        }
      if (!best || most < LEAST_FIT) return undefined;
      words.set(part.word, best);
      text += best.text;
      used.push(best);
      fit += most;
      places++;
    } else {
      const literal = literals.filter((l) => l.type === part.type)[part.nth];
      if (!literal) return undefined;
      used.push(literal);
      const next = parts[n + 1];
      text += spell(literal, text, typeof next === 'string' ? next : '');
    }
  }
  return { text, used, fit: places === 0 ? 1 : fit / places };
}
