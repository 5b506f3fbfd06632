import type { Answer, Candidate, CheckedCall } from '../../schema/answer.ts';
import type { Json } from '../../schema/operation.ts';
import type { ExplainedArgument, ExplainedCall } from './explained.ts';
import { oneLine, type Paint, printable } from './paint.ts';

export function textOfCandidate(candidate: Candidate): string {
  return candidate.calls.map((call) => printable(call.rendered.text)).join('\n');
}

export const shownValue = (value: Json) => (typeof value === 'string' ? value : JSON.stringify(value));

/** Why this value: in a person's words. */
export function reasonOf(argument: ExplainedArgument): string {
  const words = argument.words === undefined ? '' : `“${oneLine(argument.words, 60)}”`;
  switch (argument.from) {
    case 'request':
      return argument.how ? `${words} (${argument.how})` : words;
    case 'enum':
      return `${words}, one of the allowed values`;
    case 'flag':
      return words;
    case 'default':
      return 'the only or default value of the document';
    case 'example':
      return `an example of the document: ${argument.how ?? ''}`;
    case 'person':
      return 'given by you';
  }
}

export function explainedLines(call: CheckedCall, explained: ExplainedCall, paint: Paint, width: number): string[] {
  const { operation } = call;
  const lines = [paint.bold(oneLine(`${call.rendered.path}: ${operation.summary}`, width))];
  for (const argument of explained.arguments) {
    lines.push(
      `  ${paint.cyan(argument.name)} ${oneLine(shownValue(argument.value), 60)}  ${paint.dim('←')} ${reasonOf(argument)}`,
    );
    if (argument.documentation) lines.push(`      ${paint.dim(oneLine(argument.documentation, width - 6))}`);
  }
  for (const blank of explained.blanks) {
    const kind = [blank.type, blank.format, blank.enum ? `one of ${blank.enum.slice(0, 6).join(', ')}` : '']
      .filter(Boolean)
      .join(', ');
    lines.push(`  ${paint.yellow(blank.name)} ${paint.yellow('is missing')} (${kind})`);
    if (blank.documentation) lines.push(`      ${paint.dim(oneLine(blank.documentation, width - 6))}`);
  }
  lines.push(...findingLines(call, paint));
  if (operation.destructive) lines.push(`  ${paint.red('This deletes, ends or overwrites something.')}`);
  if (operation.deprecated) lines.push(`  ${paint.yellow('The document calls this deprecated.')}`);
  if (explained.source)
    lines.push(paint.dim(`  documented by ${explained.source.package} ${explained.source.version}`));
  return lines;
}

export function findingLines(call: Pick<CheckedCall, 'findings'>, paint: Paint): string[] {
  return call.findings.map((finding) => {
    const mark = finding.severity === 'error' ? paint.red('error') : paint.yellow('warning');
    return `  ${mark} ${finding.message} (${finding.code})${finding.repair ? `; did you mean ${finding.repair}?` : ''}`;
  });
}

/** The other candidates, or the nearest ones where nothing fits. */
export function runnersUp(answer: Answer, paint: Paint, width: number): string[] {
  const others = answer.abstained ? answer.candidates : answer.candidates.slice(1);
  if (others.length === 0) return [];
  const lines = [paint.dim(answer.abstained ? 'Nearest operations:' : 'Or:')];
  for (const candidate of others) {
    const [first] = candidate.calls;
    const text = candidate.calls.map((call) => call.rendered.text).join(' && ');
    lines.push(`  ${oneLine(text, width - 4)}`);
    if (first) lines.push(`      ${paint.dim(oneLine(first.operation.summary, width - 6))}`);
  }
  return lines;
}
