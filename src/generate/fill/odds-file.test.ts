import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../schema/error.ts';
import { ODDS_TABLES } from './associations.ts';
import { decodeOdds, encodeOdds } from './odds-file.ts';

type Tables = Parameters<typeof encodeOdds>[0];
const odds = fc.uniqueArray(fc.tuple(fc.string({ maxLength: 12 }), fc.double({ min: -6, max: 6, noNaN: true })), {
  selector: ([key]) => key,
  maxLength: 30,
});
const tablesOf = (rows: [string, number][]): Tables =>
  Object.fromEntries(ODDS_TABLES.map((name, n) => [name, new Map(rows.slice(n))])) as unknown as Tables;

describe('a file of log-odds', () => {
  it('gives back what was written, to a step of 0.05, and nothing else', () => {
    fc.assert(
      fc.property(odds, (rows) => {
        const tables = tablesOf(rows);
        const read = decodeOdds(encodeOdds(tables), 'x');
        for (const name of ODDS_TABLES) {
          for (const [key, value] of tables[name]) expect(read[name].get(key)).toBeCloseTo(value, 1);
          expect(read[name].get('a key that nobody has seen')).toBeUndefined();
        }
      }),
    );
  });

  it('refuses what is cut off or something else', () => {
    const file = encodeOdds(tablesOf([['constructor', 1]]));
    expect(() => decodeOdds(file.subarray(0, file.length - 40), 'x')).toThrow(AppError);
    expect(() => decodeOdds(Buffer.alloc(100), 'x')).toThrow(AppError);
  });
});
