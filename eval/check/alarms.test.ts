import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { alarmTable, CAUSES, causeOf, judgedAlarms } from './alarms.ts';
import { CORPORA } from './corpora/all.ts';

const alarms = judgedAlarms();

describe('the alarms that were looked at', () => {
  it('are each of a corpus, with a finding and one of the causes', () => {
    const corpora = CORPORA.map(({ name }) => name);
    for (const alarm of alarms) {
      expect(Object.keys(alarm)).toEqual(['corpus', 'line', 'finding', 'why']);
      expect(corpora).toContain(alarm.corpus);
      expect(alarm.line.trim()).not.toBe('');
      expect(alarm.line.length).toBeLessThanOrEqual(300);
      expect(alarm.finding).toMatch(/^[a-z]+(-[a-z]+)+ \S/);
      expect(CAUSES).toContain(causeOf(alarm));
    }
  });
  it('are all that the scores count, in each corpus', () => {
    const scores = JSON.parse(readFileSync(new URL('../scores/check.json', import.meta.url), 'utf8')) as {
      alarms: number;
      precision: Record<string, { alarms: number }>;
    };
    expect(alarms).toHaveLength(scores.alarms);
    for (const [name, { alarms: counted }] of Object.entries(scores.precision))
      expect([name, alarms.filter(({ corpus }) => corpus === name).length]).toEqual([name, counted]);
  });
  it('are counted by cause', () =>
    expect(
      alarmTable([
        { corpus: 'a', line: 'x', finding: 'unknown-option -y', why: 'our reading: z' },
        { corpus: 'b', line: 'x', finding: 'unknown-option -y', why: 'our reading: z' },
      ]),
    ).toContain('| our reading | 1 | 1 | 2 |'));
});
