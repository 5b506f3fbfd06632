import { describe, expect, it } from 'vitest';
import { DENSE_ABSTAIN_FEATURES, type Filled, SPLIT_FEATURES, servesSurely, splitFeatures } from './verdict.ts';

const list: Filled = { taken: 1, confidence: 0.8, blanks: 0, left: 1, serves: 2 };
const whole: Filled = { taken: 0.5, confidence: 0.9, blanks: 1, left: 3, serves: -1 };

function named(kind: Parameters<typeof splitFeatures>[1]): Record<string, number> {
  const row = splitFeatures(2, kind, list, whole, 6);
  expect(row).toHaveLength(SPLIT_FEATURES.length);
  return Object.fromEntries(SPLIT_FEATURES.map((name, n) => [name, row[n]!]));
}

describe('what tells several calls from one', () => {
  const clauses = SPLIT_FEATURES.flatMap((name, n) => (name.startsWith('clauses.') ? [n + 100] : []));
  const joined = SPLIT_FEATURES.flatMap((name, n) => (name.startsWith('joined.') ? [n + 200] : []));

  it('is what they take and leave, beside the best single call', () =>
    expect(named({ clauses })).toMatchObject({
      calls: 2,
      listTaken: 1,
      wholeTaken: 0.5,
      takenGain: 0.5,
      leftGain: 2,
      servesGain: 3,
      wholeBlanks: 1,
      words: 6,
    }));

  it('is nothing of a kind that the list is not of', () => {
    expect(named({ clauses })).toMatchObject({ 'clauses.clauses': clauses[0], 'joined.nearness': 0 });
    expect(named({ joined })).toMatchObject({ 'clauses.clauses': 0, 'joined.nearness': joined[0] });
    expect(named({ clauses, joined })).toMatchObject({ 'clauses.clauses': clauses[0], 'joined.nearness': joined[0] });
  });
});

describe('an operation that surely serves', () => {
  const sure = { literals: 1, literalsTaken: 1, blanks: 0, fillConfidence: 1, margin: 7, denseNobodyGap: 0.05 };
  const rowOf = (features: Record<string, number>): number[] => DENSE_ABSTAIN_FEATURES.map((f) => features[f] ?? 0);

  it('takes all that is named, far ahead of all others', () => expect(servesSurely(rowOf(sure))).toBe(true));

  it.each([
    ['nothing is named', { literals: 0 }],
    ['something is left over', { literalsTaken: 0.5 }],
    ['something is missing', { blanks: 1 }],
    ['a value is doubtful', { fillConfidence: 0.9 }],
    ['another is nearly as good', { margin: 1.5 }],
    ['what nothing serves is as near', { denseNobodyGap: 0 }],
  ])('does not where %s', (_, but) => expect(servesSurely(rowOf({ ...sure, ...but }))).toBe(false));
});
