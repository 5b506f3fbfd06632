import { describe, expect, it } from 'vitest';
import { BLANK_FEATURES, blankCandidates } from './blanks.ts';
import { NOBODY, sampleLook, sampleReading, sampleTarget } from './sample-look.ts';
import type { Target } from './targets.ts';

function features(targets: Target[], shares: Record<string, number>, uses: Record<string, number>) {
  const look = { ...sampleLook('refund 5 dollars', targets, ({ key }) => shares[key] ?? 0), bindings: [] };
  const shown = targets.filter(({ key }) => uses[key] !== undefined);
  const reading = sampleReading({
    use: shown.map(({ key }) => uses[key]),
    strongest: shown.map(() => -1),
  });
  const found = blankCandidates(look, { reading, shown, near: NOBODY });
  return found.map(({ target: { key }, features: row }) => ({
    key,
    ...Object.fromEntries(BLANK_FEATURES.map((name, i) => [name, row[i]!])),
  }));
}

describe('what a request may have forgotten', () => {
  it('is what others give, or what the reader sees', () =>
    expect(
      features(
        [sampleTarget('--payment'), sampleTarget('--note'), sampleTarget('--reason')],
        { '--payment': 0.9 },
        { '--note': 1.5, '--reason': -4 },
      ),
    ).toMatchObject([
      { key: '--payment', share: 0.9, shown: 0, rivalShare: 0, literals: 1 },
      { key: '--note', share: 0, shown: 1, use: 1.5, rivalShare: 0.9 },
    ]));

  it.each<[string, Target]>([
    ['required: a blank in any case', { ...sampleTarget('--a'), required: true }],
    ['a flag', sampleTarget('--a', 'boolean')],
    ['deep within', { ...sampleTarget('--a'), depth: 2 }],
  ])('is nothing that is %s', (_, one) => expect(features([one], { '--a': 1 }, {})).toEqual([]));
});
