import type { Parameter } from '../../schema/operation.ts';
import { parseSpellings, splitOptionLine } from './option-line.ts';
import { indentOf, plainLines, sentence } from './plain-text.ts';
import { positionalsOf } from './usage.ts';

export interface Subcommand {
  name: string;
  summary: string;
  aliases?: string[];
}

export interface HelpPage {
  summary: string;
  usage: string;
  subcommands: Subcommand[];
  options: Parameter[];
  positionals: Parameter[];
}

const USAGE = /^\s*usage:?\s*/i;
const COMMAND_HEADING =
  /\b(?:sub)?commands?\b|^start a working area|^work on the current|^examine the history|^grow, mark|^collaborate/i;
const GLOBAL_HEADING = /\b(?:global|inherited)\b/i;

/**
 * Reads the help that a program prints of itself: GNU and util-linux, cobra, clap, argparse, commander and yargs, git's `-h`, Go's `flag`.
 * `path` is the command (`kubectl create`). Lines that it does not understand it passes over: help is prose.
 */
export function parseHelp(text: string, path: string): HelpPage {
  const lines = plainLines(text);
  const usage = usageOf(lines);
  const page: HelpPage = {
    summary: summaryOf(lines, path),
    usage,
    subcommands: [],
    options: [],
    positionals: positionalsOf(usage, path),
  };
  const known = new Set<string>();
  let heading = '';
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (isHeading(line, lines[at + 1])) {
      heading = line.trim();
      continue;
    }
    const option = USAGE.test(line) ? undefined : optionAt(lines, at);
    if (option) {
      if (known.has(option.name)) continue;
      known.add(option.name);
      if (GLOBAL_HEADING.test(heading)) option.global = true;
      page.options.push(option);
    } else if (COMMAND_HEADING.test(heading) || /^positional arguments/i.test(heading)) {
      const command = subcommandAt(line, heading, path);
      if (command && !page.subcommands.some(({ name }) => name === command.name)) page.subcommands.push(command);
    }
  }
  return page;
}

/** `Available Commands:`, `OPTIONS`, `start a working area (see also: git help tutorial)`. */
function isHeading(line: string, next: string | undefined): boolean {
  if (line === '' || indentOf(line) > 2 || USAGE.test(line)) return false;
  const text = line.trim();
  if (/^-/.test(text)) return false;
  if (/:$/.test(text)) return text.length < 80;
  if (/^[A-Z][A-Z -]+$/.test(text)) return indentOf(line) === 0;
  return indentOf(line) === 0 && /^\s{2,}\S/.test(next ?? '') && COMMAND_HEADING.test(text);
}

function usageOf(lines: string[]): string {
  const at = lines.findIndex((line) => USAGE.test(line));
  if (at < 0) return '';
  const own = (lines[at] ?? '').replace(USAGE, '').trim();
  const usage = own ? [own] : [];
  for (const line of lines.slice(at + 1)) {
    if (line.trim() === '' || /^\s*or:/i.test(line)) {
      if (usage.length > 0) break;
      continue;
    }
    if (own && indentOf(line) < 4) break;
    if (!own && (indentOf(line) === 0 || usage.length > 0)) break;
    usage.push(line.trim());
  }
  return usage.join(' ');
}

/** The first paragraph that is neither usage nor heading nor a list. */
function summaryOf(lines: string[], path: string): string {
  let inUsage = false;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      if ((lines[at - 1] ?? '').trim() !== '' && !USAGE.test(lines[at - 1] ?? '')) inUsage = false;
      continue;
    }
    if (USAGE.test(line)) inUsage = true;
    if (/^\s*or:/i.test(line)) continue;
    if (inUsage) {
      if (indentOf(line) > 0 || USAGE.test(line)) continue;
      inUsage = false;
    }
    if (
      splitOptionLine(line) ||
      isHeading(line, lines[at + 1]) ||
      /^\s*[\w-]+\s{2,}\S/.test(line) ||
      indentOf(line) > 4
    )
      continue;
    const paragraph: string[] = [];
    for (const next of lines.slice(at)) {
      if (next.trim() === '' || splitOptionLine(next) || isHeading(next, undefined)) break;
      paragraph.push(next.trim());
    }
    const text = sentence(paragraph.join(' '));
    if (text.length > 3 && !new RegExp(`^${path.split(' ')[0]}\\s+v?\\d`, 'i').test(text)) return text;
  }
  return '';
}

function optionAt(lines: string[], at: number): Parameter | undefined {
  const line = lines[at] ?? '';
  const split = splitOptionLine(line);
  if (!split) return undefined;
  const words = split.description ? [split.description] : [];
  for (const next of lines.slice(at + 1)) {
    if (next.trim() === '' || indentOf(next) <= indentOf(line) || splitOptionLine(next)) break;
    words.push(next.trim());
    if (words.length > 6) break;
  }
  return parseSpellings({ ...split, description: words.join(' ') });
}

function subcommandAt(line: string, heading: string, path: string): Subcommand | undefined {
  const program = path.split(' ').at(-1) ?? path;
  const found =
    /^\s{1,10}(?:\$ )?([a-z][\w:.-]*(?:(?:, ?|\|)[a-z][\w:.-]*)*)\*?(?:\s+[<[][^\s]*)*(?:\s{2,}|\s*:\s+|$)(.*)$/.exec(
      line,
    );
  if (!found?.[1]) return undefined;
  const [name, ...aliases] = found[1].replace(/:$/, '').split(/, ?|\|/);
  if (!name || name === program || /^positional/i.test(heading)) return undefined;
  const command: Subcommand = { name, summary: sentence(found[2] ?? '') };
  if (aliases.length > 0) command.aliases = aliases;
  return command;
}
