import type { Literal } from '../generate/literal.ts';
import { stem, stemOnce, tokenize } from './tokenize.ts';

/** A request as its writer meant it: slips of the pen in plain words mended, literals where they stand now. */
export interface Meant {
  request: string;
  literals: Literal[];
}

const PLAIN = /(?<![\w./:@#$%&+='’-])[A-Za-z][a-z]{4,23}(?![\w/:@='’-]|\.\w)/g;
/** A word that so many texts have is one that people write. */
const COMMON = 12;
/** So many unknown words of a request are looked at: a text of names alone must not be a thousand times as slow. */
const MOST_UNKNOWN = 16;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/**
 * The request with each plain word that nobody writes taken for the commonest word that one slip makes of it: two letters exchanged, one left out, one too many or another. What is
 * known is left, and so is every literal. `frequency`: of a term, in how many texts it stands.
 */
export function asMeant(request: string, literals: readonly Literal[], frequency: (term: string) => number): Meant {
  let by = 0;
  let out = '';
  let at = 0;
  let unknown = 0;
  const shifts: { from: number; by: number }[] = [];
  for (const { 0: word, index } of request.matchAll(PLAIN)) {
    if (literals.some(({ start, end }) => index < end && index + word.length > start)) continue;
    const lower = word.toLowerCase();
    if (isGrammar(lower) || frequency(stem(lower)) > 0) continue;
    if (++unknown > MOST_UNKNOWN) break;
    const meant = commonest(lower, frequency);
    if (!meant) continue;
    out += request.slice(at, index) + meant;
    at = index + word.length;
    by += meant.length - word.length;
    shifts.push({ from: at, by });
  }
  if (at === 0) return { request, literals: [...literals] };
  const moved = (place: number): number => place + (shifts.findLast(({ from }) => from <= place)?.by ?? 0);
  return {
    request: out + request.slice(at),
    literals: literals.map((literal) => ({ ...literal, start: moved(literal.start), end: moved(literal.end) })),
  };
}

/** Words that say nothing have no terms (`everything`, `thats`). */
const isGrammar = (word: string): boolean =>
  tokenize(word).length === 0 || (word.endsWith('s') && tokenize(word.slice(0, -1)).length === 0);

function commonest(word: string, frequency: (term: string) => number): string | undefined {
  let best: string | undefined;
  let most = COMMON - 1;
  for (const other of slipsOf(word)) {
    // Hundreds that no one wrote are not to be remembered.
    const count = frequency(stemOnce(other));
    if (count > most) [best, most] = [other, count];
  }
  return best;
}

/** All that one slip makes of a word. The first letter is seldom wrong. */
function* slipsOf(word: string): Generator<string> {
  for (let i = 0; i + 1 < word.length; i++)
    if (word[i] !== word[i + 1]) yield word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2);
  for (let i = 1; i <= word.length; i++) {
    const [head, tail] = [word.slice(0, i), word.slice(i)];
    if (tail) yield head + tail.slice(1);
    for (const letter of LETTERS) {
      yield head + letter + tail;
      if (tail && letter !== tail[0]) yield head + letter + tail.slice(1);
    }
  }
}
