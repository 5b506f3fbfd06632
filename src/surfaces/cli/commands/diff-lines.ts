import type { Ingested } from '../../../schema/operation.ts';
import type { BrokenCall } from '../../../teach/breaks.ts';
import type { OperationChange, ZooDiff } from '../../../zoo/diff.ts';
import { oneLine, paintFor } from '../paint.ts';
import type { Terminal } from '../terminal.ts';
import { counted } from './teach-report.ts';

const SHOWN = 20;

/** What is different, the breaking first; `all`: without an end. `parts`: both readings, for the summaries. */
export function diffLines(
  diff: ZooDiff,
  parts: Ingested[],
  { colour, width }: Pick<Terminal, 'colour' | 'width'>,
  all = false,
): string[] {
  const paint = paintFor(colour.out);
  const { added, removed, changed } = diff;
  const breaking = changed.filter((one) => one.breaking).length;
  const lines = [
    `${added.length} added, ${removed.length} removed, ${changed.length} changed${breaking > 0 ? ` (${breaking} of them may break calls)` : ''}`,
  ];
  const summaries = new Map(parts.flatMap((part) => part.operations.map((one) => [one.id, one.summary])));
  const section = <T>(list: readonly T[], linesOf: (one: T) => string[]): void => {
    for (const one of all ? list : list.slice(0, SHOWN)) lines.push(...linesOf(one));
    if (!all && list.length > SHOWN) lines.push(`  and ${list.length - SHOWN} more: --all`);
  };
  const head = (sign: string, id: string): string =>
    `${sign} ${id}  ${paint.dim(oneLine(summaries.get(id) ?? '', Math.max(20, width - id.length - 4)))}`;
  section(removed, (id) => [head(paint.red('-'), id)]);
  section(
    [...changed].sort((a, b) => Number(b.breaking) - Number(a.breaking)),
    (one) => [head(paint.yellow(one.breaking ? '!' : '~'), one.id), ...changeLines(one, width)],
  );
  section(added, (id) => [head(paint.green('+'), id)]);
  return lines;
}

function changeLines({ added, removed, changed, what }: OperationChange, width: number): string[] {
  return [
    ...what,
    ...removed.map((name) => `${name} is gone`),
    ...changed.map((one) => `${one.name}: ${one.what.join('; ')}`),
    ...added.map((name) => `${name} is new`),
  ].map((line) => `    ${oneLine(line, width - 4)}`);
}

/** Calls that were right and are not any more. */
export function brokenLines(broken: BrokenCall[], { colour, width }: Pick<Terminal, 'colour' | 'width'>): string[] {
  if (broken.length === 0) return [];
  const paint = paintFor(colour.out);
  const lines = [paint.bold(`${counted(broken.length, 'call')} of yours would break:`)];
  for (const { where, text, message } of broken)
    lines.push(
      `  ${where}  ${oneLine(text, width - where.length - 4)}`,
      `    ${paint.red(oneLine(message, width - 4))}`,
    );
  return lines;
}
