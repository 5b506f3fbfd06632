import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOLE } from './dynamic.ts';
import { SubtreeIndex } from './subtree-index.ts';

const index = new SubtreeIndex<string>();
index.add(
  'torch.hub.load',
  [
    { name: 'repo_or_dir', value: 'a/b' },
    { name: 'model', value: 'm' },
  ],
  'm',
);
index.add('torch.hub.load', [{ value: 'a/b' }], 'any of a/b');
index.add('from_pretrained', [{ value: 'bert' }], 'bert');

describe('SubtreeIndex', () => {
  it.each([
    ['by place', 'torch.hub.load', [{ value: 'a/b' }, { value: 'm' }], ['m', 'any of a/b']],
    [
      'by name, in any order',
      'torch.hub.load',
      [
        { name: 'model', value: 'm' },
        { name: 'repo_or_dir', value: 'a/b' },
      ],
      ['m', 'any of a/b'],
    ],
    [
      'with more arguments',
      'torch.hub.load',
      [{ value: 'a/b' }, { value: 'm' }, { name: 'x', value: 1 }],
      ['m', 'any of a/b'],
    ],
    ['a literal that differs', 'torch.hub.load', [{ value: 'a/b' }, { value: 'mm' }], ['any of a/b']],
    ['no substring', 'from_pretrained', [{ value: 'not-bert' }], []],
    ['no fall-through', 'print', [{ value: 'bert' }], []],
    ['a hole', 'from_pretrained', [{ value: HOLE }], []],
    ['another place', 'torch.hub.load', [{ value: 'm' }, { value: 'a/b' }], []],
  ])('%s', (_, callee, given, want) => expect(index.match(callee, given)).toEqual(want));

  it('finds what a walk through all patterns finds', () => {
    const literal = fc.record({ name: fc.constantFrom('a', 'b', 'c'), value: fc.integer({ min: 0, max: 2 }) });
    const list = fc.uniqueArray(literal, { selector: ({ name }) => name, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(list, { maxLength: 12 }), list, (patterns, call) => {
        const made = new SubtreeIndex<number>();
        for (const [item, pattern] of patterns.entries()) made.add('f', pattern, item);
        const holds = (pattern: typeof call): boolean =>
          pattern.every((one) => call.some((other) => other.name === one.name && other.value === one.value));
        const want = patterns.flatMap((pattern, item) => (holds(pattern) ? [item] : []));
        expect(made.match('f', call).sort((a, b) => a - b)).toEqual(want);
      }),
    );
  });
});
