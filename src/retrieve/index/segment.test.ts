import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../schema/error.ts';
import { buildSegment } from './build.ts';
import { Scores, searchSegment } from './search.ts';
import { decodeSegment, encodeSegment } from './segment.ts';

const BM25 = { k1: 1.2, b: 0.5 };
const word = fc.constantFrom('list', 'delete', 'bucket', 'pod', 'node', 'branch', 'tag', 's3', 'role');
const texts = fc.array(fc.array(word, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 40 });

const segmentOf = (docs: string[][]): ReturnType<typeof buildSegment> =>
  buildSegment(
    docs.map((words, owner) => ({ owner, terms: words.map((w): [string, number] => [w, 1]) })),
    'test',
    BM25,
  );

/** BM25 as the textbook has it. */
function naive(docs: string[][], query: string[]): number[] {
  const average = docs.reduce((sum, d) => sum + d.length, 0) / docs.length;
  return docs.map((doc) =>
    query.reduce((sum, term) => {
      const tf = doc.filter((w) => w === term).length;
      const df = docs.filter((d) => d.includes(term)).length;
      const idf = Math.log(1 + (docs.length - df + 0.5) / (Math.max(1, df) + 0.5));
      return sum + (idf * tf * (BM25.k1 + 1)) / (tf + BM25.k1 * (1 - BM25.b + (BM25.b * doc.length) / average));
    }, 0),
  );
}

describe('a segment', () => {
  it('scores as BM25 does, to the precision of its one-byte impacts', () => {
    fc.assert(
      fc.property(texts, fc.uniqueArray(word, { minLength: 1, maxLength: 5 }), (docs, query) => {
        const segment = decodeSegment(encodeSegment(segmentOf(docs)), 'test');
        const scores = new Scores(docs.length);
        searchSegment(segment, new Map(query.map((t) => [t, 1])), scores);
        naive(docs, query).forEach((want, entry) => {
          expect(Math.abs(scores.values[entry]! - want)).toBeLessThan(0.02 * query.length * 4 + 0.01);
        });
      }),
    );
  });

  it('leaves nothing behind from one search to the next', () => {
    const segment = segmentOf([
      ['list', 'pod'],
      ['delete', 'pod'],
    ]);
    const scores = new Scores(2);
    searchSegment(segment, new Map([['list', 1]]), scores);
    searchSegment(segment, new Map([['delete', 1]]), scores);
    expect(scores.values[0]).toBe(0);
    expect(scores.values[1]).toBeGreaterThan(0);
  });

  it('is the same bytes for the same entries', () => {
    const docs = [
      ['list', 'pod'],
      ['delete', 'pod', 'pod'],
    ];
    expect(encodeSegment(segmentOf(docs))).toEqual(encodeSegment(segmentOf(docs)));
  });

  it('refuses every cut and every other beginning with a clear error', () => {
    const bytes = encodeSegment(
      segmentOf([
        ['list', 'pod', 'node'],
        ['delete', 'pod'],
      ]),
    );
    for (let length = 0; length < bytes.length - 8; length++) {
      expect(() => decodeSegment(bytes.slice(0, length), 'x')).toThrow(AppError);
    }
    expect(() => decodeSegment(new Uint8Array(64), 'x')).toThrow(/does not begin/);
  });
});
