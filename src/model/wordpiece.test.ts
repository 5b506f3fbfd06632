import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordPiece } from './wordpiece.ts';

const pieces = new WordPiece(['[PAD]', 'bucket', '##s', 'my', 'a', '##b', ',', 'cafe', '日'].join('\n'));
const unknown = 100;

describe('the tokenizer', () => {
  it.each([
    ['my buckets', [3, 1, 2]],
    ['My  BUCKET', [3, 1]],
    ['my,my', [3, 6, 3]],
    ['Café', [7]],
    ['日日', [8, 8]],
    ['bucketx', [unknown]],
    ['ab', [4, 5]],
    ['', []],
    ['\u0000 \u200d', []],
    [`${'b'.repeat(101)}`, [unknown]],
  ])('%j', (text, ids) => expect(pieces.encode(text).ids).toEqual(ids));

  it('gives each token its place in the text, in order, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const { ids, starts, ends } = pieces.encode(text);
        let last = 0;
        ids.forEach((_, n) => {
          expect(starts[n]).toBeGreaterThanOrEqual(last === 0 ? 0 : starts[n - 1]!);
          expect(ends[n]).toBeGreaterThan(starts[n]!);
          expect(ends[n]).toBeLessThanOrEqual(text.length);
          last = ends[n]!;
        });
      }),
    );
  });
});
