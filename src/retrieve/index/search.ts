import { type Segment, termHash } from './segment.ts';

/** Which entries match a query and how well. Reused between queries: a search allocates nothing. */
export class Scores {
  /** Per entry; meaningful only for the entries of `touched`. */
  readonly values: Float32Array;
  readonly touched: Uint32Array;
  count = 0;

  constructor(entries: number) {
    this.values = new Float32Array(entries);
    this.touched = new Uint32Array(entries);
  }

  clear(): void {
    for (let i = 0; i < this.count; i++) this.values[this.touched[i]!] = 0;
    this.count = 0;
  }
}

function find(segment: Segment, hash: number): number {
  const { hashes } = segment;
  let low = 0;
  let high = hashes.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const h = hashes[middle]!;
    if (h === hash) return middle;
    if (h < hash) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** BM25's inverse document frequency, never negative. A term that the segment lacks counts as one that occurs once. */
export function inverseFrequency(segment: Segment, df: number): number {
  const n = segment.header.entries;
  return Math.log(1 + (n - df + 0.5) / (Math.max(1, df) + 0.5));
}

/** In how many entries a term occurs. */
export function frequency(segment: Segment, term: string): number {
  const t = find(segment, termHash(term));
  return t < 0 ? 0 : segment.dfs[t]!;
}

/**
 * Adds each entry's BM25 score for the weighted terms to `scores` (cleared first).
 * Returns the score of an entry that would hold every term at full impact: the measure of how much of the query was found.
 *
 * `corpus`: the segment whose rarities count, so that the scores of both can be compared; terms that it lacks are as rare in it as they are here.
 */
export function searchSegment(
  segment: Segment,
  terms: ReadonlyMap<string, number>,
  scores: Scores,
  corpus: Segment = segment,
): number {
  scores.clear();
  const { values, touched } = scores;
  const { bytes, starts, dfs } = segment;
  const scale = segment.header.impactScale / 255;
  let full = 0;
  for (const [term, weight] of terms) {
    const t = find(segment, termHash(term));
    const own = t < 0 ? 0 : dfs[t]!;
    const idf = inverseFrequency(corpus, (corpus !== segment && frequency(corpus, term)) || own) * weight;
    full += idf * segment.header.impactScale;
    if (t < 0) continue;
    const factor = idf * scale;
    let at = starts[t]!;
    const end = starts[t + 1]!;
    let entry = -1;
    while (at < end) {
      let byte = bytes[at++]!;
      let gap = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = bytes[at++]!;
        gap |= (byte & 0x7f) << shift;
      }
      entry += gap + 1;
      const before = values[entry]!;
      if (before === 0) touched[scores.count++] = entry;
      values[entry] = before + factor * bytes[at++]!;
    }
  }
  return full;
}
