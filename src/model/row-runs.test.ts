import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runsOf } from './row-runs.ts';

describe('runs of rows', () => {
  it('hold all that is wanted, in rising order, and no block without any', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1000 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 999 }), { maxLength: 20 }),
        (rows, some) => {
          const wanted = new Set(some.filter((row) => row < rows));
          const runs = runsOf(rows, (row) => wanted.has(row));
          expect([...runs]).toEqual([...new Set(runs)].sort((a, b) => a - b));
          const held = new Set<number>();
          for (let n = 0; n < runs.length; n += 2) for (let row = runs[n]!; row < runs[n + 1]!; row++) held.add(row);
          const blocks = new Set([...wanted].map((row) => Math.floor(row / 64)));
          for (let row = 0; row < rows; row++) expect(held.has(row)).toBe(blocks.has(Math.floor(row / 64)));
        },
      ),
    );
  });
});
