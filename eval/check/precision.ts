import type { Verdict } from '../../src/check/report.ts';
import { readShell } from '../../src/check/shell/read-shell.ts';
import type { Zoo } from '../../src/zoo/zoo.ts';
import { isHeldOut, type ReadCorpus } from './corpora/all.ts';

export interface CorpusResult {
  about: string;
  lines: number;
  /** Lines with a call of an operation that the zoo has, or of one that is said not to exist. */
  judged: number;
  calls: Record<Verdict, number>;
  /** Judged lines in which something is called wrong; all examples are right by and large. */
  alarms: number;
  alarmShare: number;
  /** Of the half on which no document was measured. */
  heldOut: { judged: number; alarms: number; alarmShare: number };
  /** Lines with warnings alone. */
  warned: number;
  byRule: Record<string, number>;
}

export interface Remaining {
  corpus: string;
  place: string;
  rule: string;
  message: string;
  text: string;
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : Number((part / whole).toFixed(5)));

export function measurePrecision(
  zoo: Zoo,
  { name, about, examples }: ReadCorpus,
): { result: CorpusResult; remaining: Remaining[] } {
  const calls: Record<Verdict, number> = { right: 0, wrong: 0, unknown: 0, 'not-checked': 0 };
  const byRule: Record<string, number> = {};
  const remaining: Remaining[] = [];
  const counts = { judged: 0, alarms: 0, warned: 0, heldJudged: 0, heldAlarms: 0 };
  for (const example of examples) {
    const read = readShell(zoo, example.text).calls;
    for (const { verdict } of read) calls[verdict]++;
    const judged = read.some(({ operation, verdict }) => operation !== undefined || verdict === 'wrong');
    const wrong = read.filter(({ verdict }) => verdict === 'wrong');
    const held = isHeldOut(example);
    if (judged) counts.judged++;
    if (judged && held) counts.heldJudged++;
    if (wrong.length > 0) counts.alarms++;
    if (wrong.length > 0 && held) counts.heldAlarms++;
    if (wrong.length === 0 && read.some(({ findings }) => findings.length > 0)) counts.warned++;
    for (const { findings, start, end } of wrong)
      for (const { code, severity, message } of findings) {
        if (severity !== 'error') continue;
        byRule[code] = (byRule[code] ?? 0) + 1;
        remaining.push({
          corpus: name,
          place: example.place,
          rule: code,
          message,
          text: example.text.slice(start, end),
        });
      }
  }
  const { judged, alarms, warned, heldJudged, heldAlarms } = counts;
  const result: CorpusResult = {
    about,
    lines: examples.length,
    judged,
    calls,
    alarms,
    alarmShare: share(alarms, judged),
    heldOut: { judged: heldJudged, alarms: heldAlarms, alarmShare: share(heldAlarms, heldJudged) },
    warned,
    byRule,
  };
  return { result, remaining };
}
