import type { Skip } from '../../../schema/operation.ts';
import type { TeachReport } from '../../../teach/teach.ts';
import { oneLine, paintFor } from '../paint.ts';
import type { Terminal } from '../terminal.ts';

const SKIPS_SHOWN = 8;

const FORMAT_NAMES: Record<string, string> = {
  openapi: 'OpenAPI',
  discovery: 'Google discovery',
  aws: 'AWS model',
  fig: 'fig spec',
  help: '--help',
  man: 'manual page',
  mcp: 'MCP',
  graphql: 'GraphQL',
  postman: 'Postman',
  'gorilla-zoo': 'API Zoo',
  markdown: 'Markdown',
  community: 'community zoo',
  package: 'packages',
};

export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** What was learnt, what was not and why, and what the document could say better. */
export function reportLines(
  report: TeachReport,
  { colour, width }: Pick<Terminal, 'colour' | 'width'>,
  dry = false,
): string[] {
  const paint = paintFor(colour.out);
  const { name, format, version, operations, parameters, skipped, hints } = report;
  const what = `${counted(operations, 'operation')}, ${counted(parameters, 'parameter')}`;
  const lines = [
    `${paint.bold(name)}: ${what} (${FORMAT_NAMES[format]}, version ${oneLine(version, 40)})${dry ? ', not taught' : ''}`,
  ];
  if (report.replacesShipped) lines.push('  They stand in for what is shipped of it; gorilla forget brings that back.');
  if (skipped.length > 0) {
    lines.push(`  ${counted(skipped.length, 'thing')} skipped:`);
    const groups = grouped(skipped);
    for (const { reason, count, pointer } of groups.slice(0, SKIPS_SHOWN))
      lines.push(
        `    ${oneLine(`${count > 1 ? `${count} times ` : ''}${reason}${paint.dim(` at ${pointer}`)}`, width - 4)}`,
      );
    if (groups.length > SKIPS_SHOWN)
      lines.push(`    and ${counted(groups.length - SKIPS_SHOWN, 'more reason')}: --json`);
  }
  if (hints.length > 0) lines.push('  The document could say more:');
  for (const hint of hints)
    lines.push(
      `    ${oneLine(hint.message, width - 4)}`,
      `      ${paint.dim(oneLine(hint.examples.join(', '), width - 6))}`,
    );
  return lines;
}

/** Reasons that differ in a name only are one. */
function grouped(skipped: Skip[]): { reason: string; count: number; pointer: string }[] {
  const groups = new Map<string, { reason: string; count: number; pointer: string }>();
  for (const { reason, pointer } of skipped) {
    const kind = reason
      .replace(/(["'`“])[^"'`”]*["'`”]/g, '…')
      .replace(/\d+/g, 'N')
      .replace(/: .*$/, '');
    const known = groups.get(kind);
    if (known) known.count++;
    else groups.set(kind, { reason, count: 1, pointer });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}
