import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Top } from './top.ts';

describe('Top', () => {
  it('keeps what sorting everything would keep, in the same order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 200 }),
        fc.integer({ min: 1, max: 30 }),
        (scores, limit) => {
          const top = new Top(limit);
          scores.forEach((score, id) => {
            top.offer(id, score);
          });
          const want = scores
            .map((score, id) => ({ id, score }))
            .sort((a, b) => b.score - a.score || a.id - b.id)
            .slice(0, limit);
          expect(top.sorted()).toEqual(want);
        },
      ),
    );
  });

  it('keeps of a whole array what offering one by one keeps, of what is admitted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 200 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 4 }),
        fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 })),
        (scores, limit, every, ends) => {
          const [first, second] = ends.map((end) => Math.min(end, scores.length)).sort((a, b) => a - b) as [
            number,
            number,
          ];
          const one = new Top(limit);
          scores.forEach((score, id) => {
            if (id % every === 0 && (id < first || id >= second)) one.offer(id, score);
          });
          const all = new Top(limit);
          all.offerAll(Float32Array.from(scores), [0, first, second, scores.length], (id) => id % every === 0);
          expect(all.sorted()).toEqual(one.sorted());
        },
      ),
    );
  });
});
