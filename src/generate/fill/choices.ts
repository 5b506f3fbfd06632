import { tokenize } from '../../retrieve/tokenize.ts';
import { saidFor } from '../coerce/enums.ts';

/** A value of an enum that words of the request mean. */
export interface Choice {
  value: string;
  /** 1: written out; 0.8: all its words occur, or a phrase that people say for it; below: some of its words. */
  score: number;
  start: number;
  end: number;
}

const MAX_WORDS = 4;
const flat = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '');

/** The runs of one to four words of a request by what they are when flattened: `pay per request` is `payperrequest`. Made once a request. */
export class Windows {
  private readonly byFlat = new Map<string, [start: number, end: number]>();
  private readonly byTerm = new Map<string, [start: number, end: number]>();

  constructor(request: string) {
    const words = [...request.matchAll(/[\p{L}\p{N}][\p{L}\p{N}._/+-]*/gu)].map(
      (m) => [m.index, m.index + m[0].length] as const,
    );
    words.forEach(([start], i) => {
      for (let n = 0; n < MAX_WORDS && i + n < words.length; n++) {
        const end = words[i + n]![1];
        const key = flat(request.slice(start, end));
        if (key && !this.byFlat.has(key)) this.byFlat.set(key, [start, end]);
      }
      for (const term of tokenize(request.slice(start, words[i]![1])))
        if (!this.byTerm.has(term)) this.byTerm.set(term, [start, words[i]![1]]);
    });
  }

  /** Where the value is written, in whatever case and with whatever joints. */
  written(value: string): [number, number] | undefined {
    const key = flat(value);
    return key.length === 0 ? undefined : this.byFlat.get(key);
  }

  term(term: string): [number, number] | undefined {
    return this.byTerm.get(term);
  }
}

const LARGE = 60;
const SYNONYM = 0.8;

/** The choices of an enum that the request may mean, at most three, best first. */
export function choicesIn(windows: Windows, values: readonly string[]): Choice[] {
  const out: Choice[] = [];
  for (const value of values) {
    const at = windows.written(value);
    if (at) {
      out.push({ value, score: 1, start: at[0], end: at[1] });
      continue;
    }
    if (values.length > LARGE) continue;
    const phrase = saidFor(value)
      .map((said) => windows.written(said))
      .find((found) => found !== undefined);
    if (phrase) {
      out.push({ value, score: SYNONYM, start: phrase[0], end: phrase[1] });
      continue;
    }
    const terms = new Set(tokenize(value));
    const found = [...terms].map((t) => windows.term(t)).filter((x) => x !== undefined);
    if (found.length === 0) continue;
    const share = found.length / terms.size;
    out.push({
      value,
      score: share === 1 ? 0.8 : 0.5 * share,
      start: Math.min(...found.map((f) => f[0])),
      end: Math.max(...found.map((f) => f[1])),
    });
  }
  return out.sort((a, b) => b.score - a.score || (a.value < b.value ? -1 : 1)).slice(0, 3);
}
