import type { FileReport, Repair } from '../report.ts';

/** The text with repairs put in, last one first; of two that overlap the earlier one is taken. */
export function applied(text: string, repairs: readonly Repair[]): { text: string; count: number } {
  const ordered = [...repairs].sort((a, b) => a.start - b.start || a.end - b.end);
  let out = '';
  let at = 0;
  let count = 0;
  for (const { start, end, text: put } of ordered) {
    if (start < at || end < start || end > text.length || (count > 0 && start === at && start === end)) continue;
    out += text.slice(at, start) + put;
    at = end;
    count++;
  }
  return { text: out + text.slice(at), count };
}

const errorsOf = ({ calls }: FileReport): number =>
  calls.flatMap((call) => call.findings).filter(({ severity }) => severity === 'error').length;

export function safeRepairs({ calls }: FileReport): Repair[] {
  return calls.flatMap((call) => call.findings.flatMap(({ repair }) => (repair?.safe ? [repair] : [])));
}

const MAX_ROUNDS = 5;

/**
 * Applies safe repairs and checks again, until none is left. A round that does not leave fewer errors is taken back, and its repairs are tried
 * one by one; so no file comes out worse than it went in.
 */
export async function mended(
  text: string,
  report: FileReport,
  check: (text: string) => FileReport | Promise<FileReport>,
): Promise<{ text: string; report: FileReport; fixed: number }> {
  let at = { text, report, fixed: 0 };
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const repairs = safeRepairs(at.report);
    if (repairs.length === 0) break;
    const before = at.fixed;
    for (const tried of repairs.length > 1 ? [repairs, ...repairs.map((one) => [one])] : [repairs]) {
      const { text: next, count } = applied(at.text, tried);
      const again = await check(next);
      if (errorsOf(again) >= errorsOf(at.report)) continue;
      at = { text: next, report: again, fixed: at.fixed + count };
      break;
    }
    if (at.fixed === before) break;
  }
  return at;
}
