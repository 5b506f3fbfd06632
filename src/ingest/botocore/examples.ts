import type { Example } from '../../schema/operation.ts';
import { cutAt, plainText } from './documentation.ts';

/** An example of a vendor file, before it is known which command it calls. */
export type VendorExample = Omit<Example, 'surface'>;

const TITLE = /^\*\*(.+?)\*\*:?$/;
const UNDERLINE = /^([-=~^"'`#*+])\1{2,}$/;

/** The words for what an example does; empty where they say less than that ("(Windows)"). */
function clean(text: string): string {
  const words = plainText(text)
    .replace(/^(\(?Example\s*\d*[a-z]?\)?\s*[:.-]\s*|\d+[.)]\s*)/i, '')
    .replace(
      /^(?:The following|Following|This)(?: [a-z0-9-]+)?(?: sample)? (?:command|example) ([a-z]+s) /,
      (_, verb: string) => {
        return `${verb.charAt(0).toUpperCase()}${verb.slice(1)} `;
      },
    )
    .replace(/[\s:.]+$/, '');
  return /\w\W+\w/.test(words) ? cutAt(words, 200) : '';
}

/** A command that goes on behind a backslash, or in quotes, on the next line. Ends with the literal block at the latest. */
function readCommand(lines: string[], start: number): { call: string; next: number } {
  let call = '';
  let next = start;
  while (next < lines.length) {
    const line = lines[next] ?? '';
    if (next > start && line.trim() !== '' && !/^\s/.test(line)) break;
    next += 1;
    const part = line.trim().replace(/^\$ /, '');
    const goesOn = /\\$/.test(part);
    call = `${call} ${part.replace(/\s*\\$/, '')}`.trim();
    if (!goesOn && !insideQuotes(call)) break;
  }
  return { call, next };
}

function insideQuotes(text: string): boolean {
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (quote === '') {
      if (letter === '\\') at++;
      else if (letter === "'" || letter === '"') quote = letter;
    } else if (letter === '\\' && quote === '"') at++;
    else if (letter === quote) quote = '';
  }
  return quote !== '';
}

/**
 * The `aws …` commands of one of awscli's example files (reStructuredText), each with what it is for: the title above it, or the
 * sentence before it where the title has a command already.
 */
export function readExamples(text: string): VendorExample[] {
  const lines = text.split(/\r?\n/);
  const examples: VendorExample[] = [];
  let title = '';
  let paragraph: string[] = [];
  let paragraphEnded = false;
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const indented = /^\s/.test(line);
    const underlined = line.trim() !== '' && UNDERLINE.test(lines[at + 1]?.trim() ?? '');
    const heading = TITLE.exec(line.trim())?.[1] ?? (underlined ? line.trim() : undefined);
    if (/^\s+(\$ )?aws /.test(line)) {
      const { call, next } = readCommand(lines, at);
      const instruction = clean(title) || clean(paragraph.join(' '));
      if (instruction) examples.push({ instruction, call });
      title = '';
      at = next;
      continue;
    }
    if (heading !== undefined && !indented) {
      // "(Windows)" says for whom the next command is, not what it does.
      if (/\w\W+\w/.test(heading)) title = heading;
      paragraph = [];
    } else if (line.trim() === '') {
      paragraphEnded = true;
    } else if (!indented && !/^(Command|Input|Output)s?:*$/i.test(line.trim())) {
      paragraph = paragraphEnded ? [line.trim()] : [...paragraph, line.trim()];
      paragraphEnded = false;
    }
    at += underlined ? 2 : 1;
  }
  return examples;
}

/** The longest command path that a call begins with; options of the program may stand before and between (`aws --region x s3 ls`). */
export function commandPathOf(call: string, known: { has(path: string): boolean }): string | undefined {
  const tokens = call.split(/\s+/);
  const path: string[] = ['aws'];
  let found: string | undefined;
  for (let at = 1; at < tokens.length && path.length < 5; at++) {
    const token = tokens[at]!;
    if (token.startsWith('--') && path.length <= 2) {
      if (!/^--(no-|debug)/.test(token) && !token.includes('=')) at++;
      continue;
    }
    path.push(token);
    if (known.has(path.join(' '))) found = path.join(' ');
    if (!/^[a-z][a-z0-9-]*$/.test(token)) break;
  }
  return found;
}
