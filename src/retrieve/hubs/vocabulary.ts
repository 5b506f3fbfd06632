import { tokenize } from '../tokenize.ts';

/** A text's terms, of length one together. */
export interface TermVector {
  terms: Int32Array;
  weights: Float32Array;
}

/** The terms of a hub's texts, and how rare each is. */
export class Vocabulary {
  private readonly numbers = new Map<string, number>();
  private readonly rarity: number[] = [];

  constructor(texts: readonly string[]) {
    const counts: number[] = [];
    for (const text of texts)
      for (const term of new Set(tokenize(text))) {
        let number = this.numbers.get(term);
        if (number === undefined) this.numbers.set(term, (number = this.numbers.size));
        counts[number] = (counts[number] ?? 0) + 1;
      }
    for (const count of counts) this.rarity.push(1 + Math.log((1 + texts.length) / (1 + count)));
  }

  get size(): number {
    return this.rarity.length;
  }

  /** Words that no text has are left out. */
  vector(text: string): TermVector {
    const counts = new Map<number, number>();
    for (const term of tokenize(text)) {
      const number = this.numbers.get(term);
      if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    const terms = Int32Array.from([...counts.keys()].sort((a, b) => a - b));
    const weights = Float32Array.from(terms, (t) => (1 + Math.log(counts.get(t)!)) * this.rarity[t]!);
    const length = Math.sqrt(weights.reduce((sum, w) => sum + w * w, 0)) || 1;
    for (let n = 0; n < weights.length; n++) weights[n]! /= length;
    return { terms, weights };
  }
}

/** Cosine of two; terms stand in order. */
export function overlap(one: TermVector, other: TermVector): number {
  let sum = 0;
  let b = 0;
  for (let a = 0; a < one.terms.length; a++) {
    while (b < other.terms.length && other.terms[b]! < one.terms[a]!) b++;
    if (other.terms[b] === one.terms[a]) sum += one.weights[a]! * other.weights[b]!;
  }
  return sum;
}
