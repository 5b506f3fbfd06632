import { nameOn } from '../../schema/locate.ts';
import type { Operation } from '../../schema/operation.ts';
import type { ParsedCall, Range } from '../../verify/parse/parsed.ts';
import { settleHoles } from '../../verify/tree/dynamic.ts';
import { judge } from '../../verify/verify-text.ts';
import type { Zoo } from '../../zoo/zoo.ts';
import type { ReadCall, ReadFinding } from '../reading.ts';

export function notChecked({ start, end }: Range, why: string, operation?: string): ReadCall {
  return { verdict: 'not-checked', start, end, findings: [], why, ...(operation === undefined ? {} : { operation }) };
}

export function unknown({ start, end }: Range, why: string): ReadCall {
  return { verdict: 'unknown', start, end, findings: [], why };
}

/** The call names an operation that its own documents do not have. */
export function noSuchOperation(
  range: Range,
  at: Range,
  message: string,
  repair?: { actual: string; text: string },
): ReadCall {
  const finding: ReadFinding = {
    code: 'unknown-operation',
    severity: 'error',
    message,
    start: at.start,
    end: at.end,
    ...(repair ? { actual: repair.actual, repair: repair.text } : {}),
  };
  return { verdict: 'wrong', start: range.start, end: range.end, findings: [finding] };
}

/** Words of a finding with the names that stand in the code: a document's `--bucket` is `Bucket` to who reads Python. */
function inCodeNames(message: string, operation: Operation, parsed: ParsedCall): string {
  const surface = parsed.call!.surface;
  let text = message;
  for (const parameter of operation.parameters) {
    const own = nameOn(parameter, surface);
    if (own !== parameter.name && text.includes(parameter.name)) text = text.replaceAll(parameter.name, own);
  }
  return text;
}

/**
 * A read call with what its document says of it. `lenient`: the document is known to be incomplete, so that an unknown name is only a warning.
 */
export function judged(zoo: Zoo, text: string, read: ParsedCall, lenient = false): ReadCall {
  const operation = read.call && zoo.operation(zoo.byId(read.call.operation)!);
  const whole = (name: string): boolean =>
    operation?.parameters.some((parameter) => parameter.wholeBody && parameter.name === name) ?? false;
  const parsed = settleHoles(read, whole);
  const { findings } = judge(zoo, text, parsed);
  const shown = findings.map(
    (finding): ReadFinding => ({
      ...finding,
      ...(operation && parsed.call!.surface !== 'cli'
        ? { message: inCodeNames(finding.message, operation, parsed) }
        : {}),
      ...(lenient && finding.code === 'unknown-parameter' ? { severity: 'warning' as const } : {}),
    }),
  );
  const once = shown.filter((finding, index) => {
    const same = (other: ReadFinding): boolean =>
      other.code === finding.code &&
      other.start === finding.start &&
      other.actual === finding.actual &&
      finding.actual !== undefined;
    return shown.findIndex(same) === -1 || shown.findIndex(same) === index;
  });
  const wrong = once.some(({ severity }) => severity === 'error');
  const { start, end } = parsed.range;
  const id = operation ? { operation: operation.id } : {};
  if (!wrong && parsed.open && parsed.call?.arguments.length === 0)
    return { ...id, verdict: 'not-checked', start, end, findings: once, why: 'its arguments come from elsewhere' };
  return { ...id, verdict: wrong ? 'wrong' : 'right', start, end, findings: once };
}
