import { describe, expect, it } from 'vitest';
import { unseenHit } from '../retriever.ts';
import { rankTogether } from './together.ts';
import type { Ranked } from './verdict.ts';

const hit = (ordinal: number, score: number): Ranked => ({ ...unseenHit(ordinal), score });
// Tens are the provider, hundreds the service.
const of = {
  provider: (o: number): number => Math.floor(o / 10) % 10,
  service: (o: number): number => Math.floor(o / 100),
};
const firsts = (...clauses: Ranked[][]): (number | undefined)[] => rankTogether(clauses, of).map(([h]) => h?.ordinal);

describe('clauses ranked together', () => {
  it.each<[string, Ranked[][], number[]]>([
    ['keep to the provider of the surer clause', [[hit(11, 9)], [hit(21, 2), hit(12, 1)]], [11, 12]],
    ['keep to its service', [[hit(111, 9)], [hit(211, 2), hit(112, 1)]], [111, 112]],
    ['go apart where one is far better', [[hit(11, 9)], [hit(21, 12), hit(12, 1)]], [11, 21]],
    ['are themselves alone', [[hit(11, 1), hit(12, 0)]], [11]],
  ])('%s', (_, clauses, expected) => expect(firsts(...clauses)).toEqual(expected));

  it('may have nothing', () => {
    expect(firsts([], [hit(11, 1)])).toEqual([undefined, 11]);
    expect(firsts([], [])).toEqual([undefined, undefined]);
  });
});
