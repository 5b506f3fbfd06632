import { SEGMENT_FORMAT, type Segment, termHash } from './segment.ts';

/** One thing to be found: an operation's document, or one way of asking for it. Terms are weighted: a word of the name says more than one of the description. */
export interface Entry {
  owner: number;
  terms: Iterable<[term: string, weight: number]>;
}

export interface Bm25 {
  k1: number;
  b: number;
  /** What counts as an entry of middle length: another segment's mean, where scores of both are compared. Absent: this segment's own. */
  averageLength?: number;
}

const IMPACT_SCALE_STEPS = 255;

/** Builds a segment: one pass over the entries, memory of about twelve bytes a posting. Deterministic: same entries, same bytes. */
export function buildSegment(entries: Iterable<Entry>, builtFrom: string, { k1, b, averageLength }: Bm25): Segment {
  const ids = new Map<string, number>();
  const postings: { entries: number[]; weights: number[] }[] = [];
  const owners: number[] = [];
  const lengths: number[] = [];
  for (const entry of entries) {
    const number = owners.length;
    owners.push(entry.owner);
    let length = 0;
    for (const [term, weight] of entry.terms) {
      length += weight;
      let id = ids.get(term);
      if (id === undefined) {
        id = postings.length;
        ids.set(term, id);
        postings.push({ entries: [], weights: [] });
      }
      const p = postings[id]!;
      const last = p.entries.length - 1;
      if (p.entries[last] === number) p.weights[last]! += weight;
      else {
        p.entries.push(number);
        p.weights.push(weight);
      }
    }
    lengths.push(length);
  }
  const average = averageLength ?? lengths.reduce((a, l) => a + l, 0) / Math.max(1, lengths.length);
  const order = [...ids].map(([term, id]) => ({ hash: termHash(term), id })).sort((x, y) => x.hash - y.hash);
  const hashes = new Float64Array(order.length);
  const starts = new Uint32Array(order.length + 1);
  const dfs = new Uint32Array(order.length);
  const impactScale = k1 + 1;
  let bytes = new Uint8Array(1 << 20);
  let size = 0;
  const push = (byte: number): void => {
    if (size === bytes.length) {
      const larger = new Uint8Array(bytes.length * 2);
      larger.set(bytes);
      bytes = larger;
    }
    bytes[size++] = byte;
  };
  order.forEach(({ hash, id }, i) => {
    const p = postings[id]!;
    hashes[i] = hash;
    starts[i] = size;
    dfs[i] = p.entries.length;
    let previous = -1;
    p.entries.forEach((entry, j) => {
      let gap = entry - previous - 1;
      previous = entry;
      while (gap >= 0x80) {
        push((gap & 0x7f) | 0x80);
        gap >>>= 7;
      }
      push(gap);
      const tf = p.weights[j]!;
      const impact = (tf * (k1 + 1)) / (tf + k1 * (1 - b + (b * lengths[entry]!) / average));
      push(Math.max(1, Math.min(IMPACT_SCALE_STEPS, Math.round((impact / impactScale) * IMPACT_SCALE_STEPS))));
    });
  });
  starts[order.length] = size;
  return {
    header: {
      format: SEGMENT_FORMAT,
      entries: owners.length,
      terms: order.length,
      impactScale,
      builtFrom,
      averageLength: average,
    },
    hashes,
    starts,
    dfs,
    owners: Uint32Array.from(owners),
    bytes: bytes.slice(0, size),
  };
}
