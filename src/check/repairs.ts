import type { Zoo } from '../zoo/zoo.ts';
import type { FoundCall } from './check-file.ts';
import { READERS } from './readers.ts';
import type { ReadCall, ReadFinding } from './reading.ts';

/** A snippet of many faults is a text in another language, or a table: trying each repair would cost the square of its length. */
const MOST_TRIED = 60;

const errorsOf = (calls: readonly ReadCall[]): number =>
  calls.reduce((sum, { findings }) => sum + findings.filter(({ severity }) => severity === 'error').length, 0);

const findingsOf = (calls: readonly ReadCall[]): number => calls.reduce((sum, call) => sum + call.findings.length, 0);

/** The repair keeps its meaning in the outer format only if it is written there as it is: no quotes, no escapes. */
const PLAIN = /^[\w./:@%+,=-]+$/;
/** A manifest is its file, and no format is around it: a number may be put into quotes. */
const QUOTED = /^"[\w./:@%+,=-]+"$/;

/**
 * The findings whose repair, put into the snippet, leaves it with fewer errors and with as many calls: what is offered has been checked itself.
 * A repair within a call of wide range (a whole script) is no repair.
 */
export function proveRepairs(zoo: Zoo, found: readonly FoundCall[]): Set<ReadFinding> {
  const proven = new Set<ReadFinding>();
  const bySnippet = new Map<FoundCall['snippet'], ReadCall[]>();
  for (const { call, snippet } of found) {
    const calls = bySnippet.get(snippet);
    if (calls) calls.push(call);
    else bySnippet.set(snippet, [call]);
  }
  for (const [snippet, calls] of bySnippet) {
    const tries = calls.flatMap(({ findings }) =>
      findings.filter(({ repair, start, end }) => repair !== undefined && start !== undefined && end !== undefined),
    );
    if (tries.length === 0) continue;
    const before = errorsOf(calls);
    const findings = findingsOf(calls);
    for (const finding of tries.slice(0, MOST_TRIED)) {
      const { repair, start, end, severity } = finding;
      if (!PLAIN.test(repair!) && !(snippet.language === 'manifest' && QUOTED.test(repair!))) continue;
      // Places that the snippet's own text does not have one after the other (a folded word) cannot be replaced.
      if (end! <= start! || snippet.offset(end! - 1) - snippet.offset(start!) !== end! - 1 - start!) continue;
      const mended = snippet.text.slice(0, start) + repair + snippet.text.slice(end);
      const after = READERS[snippet.language]?.(zoo, mended);
      if (!after || after.calls.length !== calls.length) continue;
      const errors = errorsOf(after.calls);
      if (severity === 'error' ? errors < before : errors <= before && findingsOf(after.calls) < findings)
        proven.add(finding);
    }
  }
  return proven;
}
