import { describe, expect, it } from 'vitest';
import type { Reading } from '../../model/reader.ts';
import { findLiterals } from '../literals/find-literals.ts';
import { BLANK_FEATURES, blankCandidates } from './blanks.ts';
import { Casebook } from './cases.ts';
import type { FirstLook } from './fill.ts';
import { spansOf } from './spans.ts';
import type { Target } from './targets.ts';

const target = (name: string, more: Partial<Target> = {}, type: 'string' | 'boolean' = 'string'): Target => ({
  name,
  key: name,
  parameter: { name, in: 'option', type },
  schema: { name, type },
  required: false,
  depth: 0,
  slot: -1,
  many: false,
  tokens: [],
  words: new Set(),
  vocabulary: () => new Set(),
  ...more,
});

function features(targets: Target[], shares: Record<string, number>, uses: Record<string, number>) {
  const request = 'refund 5 dollars';
  const look: FirstLook = {
    targets,
    bindings: [],
    constants: [],
    background: {
      casesUse: () => 0,
      usage: () => 0,
      share: ({ key }) => shares[key] ?? 0,
      lines: 4,
      expected: () => false,
    },
    request,
    spans: spansOf(request, findLiterals(request)),
    context: { provider: 'x', surface: 'cli', now: new Date('2026-01-15T12:00:00Z') },
  };
  const shown = targets.filter(({ key }) => uses[key] !== undefined);
  const reading: Reading = {
    serves: 1,
    use: shown.map(({ key }) => uses[key]),
    strongest: shown.map(() => -1),
    choice: () => undefined,
    span: () => undefined,
    runs: () => [],
  };
  const found = blankCandidates(look, { reading, shown, near: Casebook.of([]) });
  return found.map(({ target: { key }, features: row }) => ({
    key,
    ...Object.fromEntries(BLANK_FEATURES.map((name, i) => [name, row[i]!])),
  }));
}

describe('what a request may have forgotten', () => {
  it('is what others give, or what the reader sees', () =>
    expect(
      features(
        [target('--payment'), target('--note'), target('--reason')],
        { '--payment': 0.9 },
        { '--note': 1.5, '--reason': -4 },
      ),
    ).toMatchObject([
      { key: '--payment', share: 0.9, shown: 0, rivalShare: 0, literals: 1 },
      { key: '--note', share: 0, shown: 1, use: 1.5, rivalShare: 0.9 },
    ]));

  it.each<[string, Target]>([
    ['required: a blank in any case', target('--a', { required: true })],
    ['a flag', target('--a', {}, 'boolean')],
    ['deep within', target('--a', { depth: 2 })],
  ])('is nothing that is %s', (_, one) => expect(features([one], { '--a': 1 }, {})).toEqual([]));
});
