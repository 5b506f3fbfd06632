import type { SourceFile } from '../check/snippet.ts';
import type { Ingested } from '../schema/operation.ts';
import type { TextKind } from '../verify/verify-text.ts';
import { MemoryZoo } from '../zoo/memory.ts';

/** A call that somebody has kept. */
export interface SavedCall {
  text: string;
  kind: TextKind;
  /** Where it stands: the day of the history. */
  where: string;
}

/** A call that was right by the one reading and is not by the other. */
export interface BrokenCall {
  where: string;
  text: string;
  operation?: string;
  message: string;
}

/** Calls that break, of a history. A call that was never right, or is of another API, is not among them. */
export async function brokenCalls(
  before: Ingested[],
  after: Ingested[],
  saved: Iterable<SavedCall>,
): Promise<BrokenCall[]> {
  const calls = [...saved];
  if (calls.length === 0) return [];
  const { verifyText } = await import('../verify/verify-text.ts');
  const [was, is] = [new MemoryZoo(before), new MemoryZoo(after)];
  const broken: BrokenCall[] = [];
  const seen = new Set<string>();
  for (const { text, kind, where } of calls) {
    if (seen.has(text)) continue;
    seen.add(text);
    // A blank is not a value yet; what stands there later is not known.
    const whole = text.replace(/<[\w.-]+>/g, '1');
    for (const { call, findings } of verifyText(was, whole, kind).calls) {
      if (!call || findings.some((one) => one.severity === 'error')) continue;
      const now = verifyText(is, whole, kind).calls;
      const same = now.find((one) => one.call?.operation === call.operation) ?? now[0];
      const error = same?.findings.find((one) => one.severity === 'error');
      if (same?.call && !error) continue;
      broken.push({
        where,
        text,
        operation: call.operation,
        message: error?.message ?? 'it is no call of the API any more',
      });
      break;
    }
  }
  return broken;
}

/** Calls that break, of files. What a script sends with curl is a request too. */
export async function brokenInFiles(
  before: Ingested[],
  after: Ingested[],
  files: Iterable<SourceFile>,
): Promise<BrokenCall[]> {
  const { checkFile } = await import('../check/check-file.ts');
  const [was, is] = [new MemoryZoo(before), new MemoryZoo(after)];
  const broken: BrokenCall[] = [];
  for (const file of files) {
    const { calls } = checkFile(was, file);
    const requests = calls.flatMap(({ text, place }) =>
      /^curl\s/.test(text) ? [{ text, kind: 'curl' as const, where: `${file.path}:${place.line}` }] : [],
    );
    broken.push(...(await brokenCalls(before, after, requests)));
    const right = calls.filter((call) => call.verdict === 'right' && !/^curl\s/.test(call.text));
    if (right.length === 0) continue;
    const now = new Map(checkFile(is, file).calls.map((call) => [call.place.start, call]));
    for (const call of right) {
      const later = now.get(call.place.start);
      if (later?.verdict === 'right') continue;
      const error = later?.findings.find((one) => one.severity === 'error');
      broken.push({
        where: `${file.path}:${call.place.line}`,
        text: call.text,
        ...(call.operation ? { operation: call.operation } : {}),
        message: error?.message ?? later?.why ?? 'it is no call of the API any more',
      });
    }
  }
  return broken;
}
