import type { CheckFinding, Report } from '../report.ts';
import type { Outcome } from '../run/run.ts';
import type { FormatOptions } from './format.ts';
import { plain, sourceOf, suggestion } from './said.ts';

type Mark = (text: string) => string;

const mark =
  (on: number, off: number, colour: boolean): Mark =>
  (text) =>
    colour ? `\x1b[${on}m${text}\x1b[${off}m` : text;

interface Ink {
  bold: Mark;
  dim: Mark;
  error: Mark;
  warning: Mark;
  good: Mark;
}

const inkFor = (colour: boolean): Ink => ({
  bold: mark(1, 22, colour),
  dim: mark(2, 22, colour),
  error: mark(31, 39, colour),
  warning: mark(33, 39, colour),
  good: mark(32, 39, colour),
});

/** Tabs and control characters as one blank each, so that a caret stands below its character. */
const flat = (text: string): string => text.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]/g, ' ');

/** The line of the finding with carets under what is wrong; a long line is cut to the part around it. */
function excerpt(text: string, { place }: CheckFinding, width: number, ink: Ink): string[] {
  const line = flat(text.split('\n', place.line)[place.line - 1] ?? '');
  const number = String(place.line);
  const room = Math.max(20, width - number.length - 5);
  const column = place.column - 1;
  const end = place.endLine === place.line ? place.endColumn - 1 : line.length;
  const from = end > room ? Math.max(0, Math.min(column - 10, line.length - room)) : 0;
  const shown = line.slice(from, from + room).trimEnd();
  const carets = '^'.repeat(Math.max(1, Math.min(end, from + room) - column));
  const gutter = ink.dim(`${' '.repeat(number.length + 2)}| `);
  return [
    `${ink.dim(`${number.padStart(number.length + 1)} |`)} ${shown}`,
    `${gutter}${' '.repeat(column - from)}${(place.endLine === place.line ? ink.bold : ink.dim)(carets)}`,
  ];
}

function findingLines(path: string, text: string, finding: CheckFinding, width: number, ink: Ink): string[] {
  const { place, severity, id, message } = finding;
  const notes = [suggestion(finding), sourceOf(finding), finding.source?.url && plain(finding.source.url)];
  return [
    `${ink.bold(plain(path))}:${place.line}:${place.column} ${ink[severity](severity)} ${plain(message)} ${ink.dim(`[${id}]`)}`,
    ...excerpt(text, finding, width, ink),
    ...notes.flatMap((note) => (note ? [`   ${ink.dim('=')} ${note}`] : [])),
    '',
  ];
}

const many = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

export function summary({ totals }: Report, silent: number, ink: Ink = inkFor(false)): string {
  const { right, wrong, unknown, errors, warnings, files, fixed } = totals;
  const calls = right + wrong + unknown + totals['not-checked'];
  const found =
    errors + warnings === 0
      ? ink.good('No finding')
      : [errors > 0 && ink.error(many(errors, 'error')), warnings > 0 && ink.warning(many(warnings, 'warning'))]
          .filter(Boolean)
          .join(' and ');
  const more = [fixed > 0 && `${many(fixed, 'repair')} made`, silent > 0 && `${silent} known by the baseline`]
    .filter(Boolean)
    .map((part) => `; ${part}`);
  const verdicts = `${right} right, ${wrong} wrong, ${unknown} unknown, ${totals['not-checked']} not checked`;
  return `${found} in ${many(calls, 'call')} of ${many(files, 'file')} (${verdicts})${more.join('')}.`;
}

export function toHuman({ report, texts, silent }: Outcome, { colour, width }: FormatOptions): string {
  const ink = inkFor(colour);
  const lines = report.files.flatMap(({ path, calls, problems }) => [
    ...calls.flatMap((call) =>
      call.findings.flatMap((finding) => findingLines(path, texts.get(path) ?? '', finding, width, ink)),
    ),
    ...problems.map(({ line, message }) => ink.dim(`${plain(path)}:${line} not read: ${plain(message)}`)),
  ]);
  return [...lines, summary(report, silent, ink), ''].join('\n');
}
