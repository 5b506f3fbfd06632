import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import wabt from 'wabt';
import { DOT_WASM } from './dot-wasm.ts';
import { VectorCache } from './vector-cache.ts';
import { decodeVectors, encodeVectors, VectorTable } from './vectors.ts';

const unit = (values: number[]): Float32Array => {
  const norm = Math.hypot(...values) || 1;
  return Float32Array.from(values, (v) => v / norm);
};
const vector = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 32, maxLength: 32 })
  .map((values) => unit(values.some((v) => v !== 0) ? values : [1, ...values.slice(1)]));

describe('a table of vectors', () => {
  it('gives the cosine with every row, to within its eight bits', () => {
    fc.assert(
      fc.property(fc.array(vector, { minLength: 1, maxLength: 40 }), vector, (rows, query) => {
        const table = new VectorTable(decodeVectors(encodeVectors(rows, 32, 'm'), 'test'));
        const scores = table.scores(query);
        rows.forEach((row, r) => {
          expect(scores[r]).toBeCloseTo(
            row.reduce((sum, v, i) => sum + v * query[i]!, 0),
            1,
          );
        });
      }),
      { numRuns: 60 },
    );
  });

  it('gives within runs what it gives of all rows, odd or even', () => {
    fc.assert(
      fc.property(
        fc.array(vector, { minLength: 1, maxLength: 40 }),
        vector,
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 4, maxLength: 4 }),
        (rows, query, ends) => {
          const file = decodeVectors(encodeVectors(rows, 32, 'm'), 'test');
          const all = new VectorTable(file).scores(query);
          const runs = Uint32Array.from(ends, (end) => Math.min(end, rows.length)).sort();
          const some = new VectorTable(file).scores(query, runs);
          for (let n = 0; n < runs.length; n += 2)
            for (let row = runs[n]!; row < runs[n + 1]!; row++) expect(some[row]).toBe(all[row]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['another file', Buffer.from('not a file of vectors at all')],
    ['a broken header', Buffer.concat([Buffer.from('GZVE\u0004\u0000\u0000\u0000', 'latin1'), Buffer.from('{{{{')])],
    ['half a file', encodeVectors([unit([1]), unit([1])], 16, 'm').subarray(0, 50)],
  ])('refuses %s', (_, bytes) => {
    expect(() => decodeVectors(bytes, 'test')).toThrow(/vectors|header/);
  });

  it('is what the source says', async () => {
    const { parseWat } = await wabt();
    const source = readFileSync(new URL('./dot.wat', import.meta.url), 'utf8');
    const { buffer } = parseWat('dot.wat', source, { simd: true }).toBinary({});
    expect(Buffer.from(buffer).toString('base64')).toBe(DOT_WASM);
  });
});

describe('the cache of vectors', () => {
  it('keeps what was made, adds, and begins anew after a damaged write', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gorilla-vectors-'));
    try {
      const first = new VectorCache(folder, 16, 'm');
      const a = unit([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
      first.set('a', a);
      first.save();
      const second = new VectorCache(folder, 16, 'm');
      second.set('b', unit(Array.from(a).reverse()));
      second.save();
      const third = new VectorCache(folder, 16, 'm');
      expect(third.get('a')![0]).toBeCloseTo(a[0]!, 2);
      expect(third.get('b')![0]).toBeCloseTo(a[15]!, 2);
      expect(third.get('c')).toBeUndefined();
      truncateSync(join(folder, 'm.hashes'), 3);
      expect(new VectorCache(folder, 16, 'm').get('a')).toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
