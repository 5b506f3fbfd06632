import { describe, expect, it } from 'vitest';
import { type Filled, SPLIT_FEATURES, splitFeatures } from './verdict.ts';

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
