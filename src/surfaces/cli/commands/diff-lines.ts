import type { BrokenCall } from '../../../teach/breaks.ts';
import type { OperationChange, ZooDiff } from '../../../zoo/diff.ts';
import { oneLine, paintFor } from '../paint.ts';
import type { Terminal } from '../terminal.ts';
import { counted } from './teach-report.ts';

const SHOWN = 20;

/** What is different, the breaking first; `all`: without an end. */
export function diffLines(diff: ZooDiff, { colour, width }: Pick<Terminal, 'colour' | 'width'>, all = false): string[] {
  const paint = paintFor(colour.out);
  const { added, removed, changed, unchanged } = diff;
  const breaking = changed.filter((one) => one.breaking).length;
  const lines = [
    `${added.length} added, ${removed.length} removed, ${changed.length} changed${breaking > 0 ? ` (${breaking} of them may break calls)` : ''}, ${unchanged.toLocaleString('en')} the same`,
  ];
  const section = (sign: string, list: OperationChange[], paintSign: (text: string) => string): void => {
    for (const one of all ? list : list.slice(0, SHOWN)) {
      lines.push(
        `${paintSign(sign)} ${one.id}  ${paint.dim(oneLine(one.summary, Math.max(20, width - one.id.length - 4)))}`,
      );
      for (const { parameter, what, breaking: breaks } of one.parameters)
        lines.push(`    ${breaks ? paint.red('!') : ' '} ${oneLine(`${parameter} ${what}`, width - 6)}`);
      for (const note of one.notes) lines.push(`      ${oneLine(note, width - 6)}`);
    }
    if (!all && list.length > SHOWN)
      lines.push(`  and ${counted(list.length - SHOWN, 'more')}: --all`.replace('mores', 'more'));
  };
  section('-', removed, paint.red);
  section(
    '~',
    [...changed].sort((a, b) => Number(b.breaking) - Number(a.breaking)),
    paint.yellow,
  );
  section('+', added, paint.green);
  return lines;
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
