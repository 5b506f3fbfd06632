import type { Json } from '../../../schema/operation.ts';
import { oneLine, printable } from '../../cli/paint.ts';
import type { Structured, StructuredArgument, StructuredCall, StructuredCandidate } from './structured.ts';

/** Documents are other people's: nothing in them becomes markup, HTML or a link in the reader's window. */
function plain(text: string, width: number): string {
  return oneLine(text, width).replace(/[\\`*_[\]<>&|~]|(?<=:)\/\//g, (mark) => (mark === '//' ? '/\\/' : `\\${mark}`));
}

/** Text as code in a line; the fence is longer than any run of backticks within. */
function code(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

const longestRun = (text: string): number => Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));

const LANGUAGES = { cli: 'sh', http: 'sh', python: 'python', typescript: 'ts' } as const;

/** The calls in a fenced block, one below the other. */
export function fenced(calls: readonly StructuredCall[]): string {
  const text = calls.map((call) => printable(call.text)).join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${LANGUAGES[calls[0]?.surface ?? 'cli']}\n${text}\n${fence}\n`;
}

const shown = (value: Json): string => code(oneLine(typeof value === 'string' ? value : JSON.stringify(value), 120));

function reason({ from, words, how, message }: StructuredArgument): string {
  const said = words === undefined ? '' : `“${plain(words, 60)}”`;
  switch (from) {
    case 'request':
      return how ? `${said} (${how})` : said;
    case 'enum':
      return `${said}, one of the allowed values`;
    case 'flag':
      return said;
    case 'default':
      return 'the only or default value of the document';
    case 'example':
      return 'an example of the document';
    case 'person':
      return message === 'system' ? 'the system message' : 'an earlier message';
  }
}

function explanation(call: StructuredCall): string[] {
  const lines = [`${code(oneLine(call.path, 120))}: ${plain(call.summary, 200)}`, ''];
  for (const argument of call.explanation)
    lines.push(`- ${code(argument.name)} is ${shown(argument.value)} from ${reason(argument)}`);
  for (const blank of call.blanks) {
    const about = blank.documentation ? `: ${plain(blank.documentation, 160)}` : '';
    lines.push(`- ${code(blank.name)} is missing (${blank.format ?? blank.type})${about}`);
  }
  for (const finding of call.findings) lines.push(`- ${finding.severity}: ${plain(finding.message, 200)}`);
  if (call.destructive) lines.push('- This deletes, ends or overwrites something.');
  if (call.deprecated) lines.push('- The document calls this deprecated.');
  if (call.source) lines.push('', `Documented by ${plain(`${call.source.package} ${call.source.version}`, 120)}.`);
  return lines;
}

/** One candidate: the call, then why. In parts, as they are streamed. */
export function candidateParts(candidate: StructuredCandidate): string[] {
  return [
    fenced(candidate.calls),
    ...candidate.calls.flatMap(explanation).map((line, at) => (at === 0 ? `\n${line}` : `\n${line}`)),
  ];
}

/** What is said where nothing serves the request. */
export function abstentionParts(answer: Structured): string[] {
  const lines = ['No such call: nothing in the zoo serves this request.'];
  if (answer.candidates.length > 0) lines.push('\n\nThe nearest operations:\n');
  for (const candidate of answer.candidates)
    for (const call of candidate.calls) lines.push(`\n- ${code(oneLine(call.path, 120))}: ${plain(call.summary, 160)}`);
  return lines;
}

/** The answer's text in parts: choice `at` is the candidate `at`. */
export function answerParts(answer: Structured, at = 0): string[] {
  const candidate = answer.candidates[at];
  return answer.abstained || !candidate ? abstentionParts(answer) : candidateParts(candidate);
}
