import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { bars } from './bars.ts';
import { numbersOf, table } from './markdown.ts';
import { evaluationPage, leaderboardPage } from './run.ts';

const audit = (model: string, invented: number) => ({
  model,
  answers: 10,
  withCalls: 9,
  calls: 12,
  invented,
  inventedOperation: 0,
  inventedOption: invented,
  inventedValue: 0,
  clean: 100 - invented,
  mistakes: 0,
  unchecked: 0,
});

describe('the report', () => {
  it('draws bars of anything as SVG that is well-formed', () => {
    expect(XMLValidator.validate(bars('a <b> & "c"', [{ label: "d'<e>", value: 140 }]))).toBe(true);
    expect(XMLValidator.validate(bars('none', []))).toBe(true);
  });
  it('keeps cells in their columns', () => expect(table(['a', 'b'], [['x|y', 1]])).toContain('| x\\|y | 1 |'));
  it('finds all numbers of a result', () =>
    expect(numbersOf({ seed: 1, a: { b: 2, c: [3] }, d: 4 })).toEqual([
      ['a.b', 2],
      ['d', 4],
    ]));
  it('shows a result that it does not know', () => {
    const { page } = evaluationPage([['new-thing', { commit: 'abc', seed: 1, score: 5 }]]);
    expect(page).toContain('## new-thing');
    expect(page).toContain('| score | 5 |');
    expect(page).toContain('commit abc');
  });
  it('puts who invents least first', () => {
    const { page } = leaderboardPage([audit('b', 20), audit('a', 3)]);
    expect(page.indexOf('1. a')).toBeLessThan(page.indexOf('2. b'));
  });
});
