import { fileURLToPath } from 'node:url';
import { table } from '../report/markdown.ts';
import { readJsonLines } from './corpora/files.ts';

/** Why a line of the corpora, which are right by and large, is called wrong. */
export const CAUSES = [
  'fault of the example',
  'newer or older than the documents',
  'our documents lack it',
  'shell text that is not a command',
  'our reading',
] as const;

export interface JudgedAlarm {
  corpus: string;
  /** The command as written, its first 300 characters. */
  line: string;
  /** The first finding: its rule, and what it is about. */
  finding: string;
  /** A cause, a colon, and the detail. */
  why: string;
}

export const causeOf = ({ why }: JudgedAlarm): string => why.slice(0, why.indexOf(': '));

/** Each alarm of eval/scores/check.json, with why it is one. */
export const judgedAlarms = (): JudgedAlarm[] =>
  readJsonLines<JudgedAlarm>(fileURLToPath(new URL('./judged-alarms.jsonl', import.meta.url)));

/** How many alarms have which cause, by corpus. */
export function alarmTable(alarms: readonly JudgedAlarm[]): string {
  const corpora = [...new Set(alarms.map(({ corpus }) => corpus))];
  const row = (name: string, of: readonly JudgedAlarm[]) => [
    name,
    ...corpora.map((corpus) => of.filter((alarm) => alarm.corpus === corpus).length),
    of.length,
  ];
  return table(
    ['cause', ...corpora, 'all'],
    [
      ...CAUSES.map((cause) =>
        row(
          cause,
          alarms.filter((alarm) => causeOf(alarm) === cause),
        ),
      ),
      row('all', alarms),
    ],
  );
}
