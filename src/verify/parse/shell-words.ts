import { type Command, forEachChild, parse, type SyntaxNode, type Word, type WordPart } from 'unbash';
import type { Finding } from '../../schema/call.ts';
import type { Range } from './parsed.ts';

/** A word as the program receives it. */
export interface ShellWord extends Range {
  value: string;
  /** It holds an expansion (`$HOME`, `$(date)`, `*.log`): its value is known only to the shell that runs it. */
  dynamic: boolean;
  /** The word's last part is a blank: `<name>`, unquoted. */
  blank: boolean;
  /** The shell may make none or several words of it: an unquoted expansion, a pattern, `"$@"`. */
  splits?: true;
}

export interface ShellCommand extends Range {
  words: ShellWord[];
}

// Private characters, so that positions stay and the shell grammar sees no redirection in a blank.
const OPEN = '\u{e000}';
const CLOSE = '\u{e001}';

/** Unquoted `<name>` is a blank; quoted ones and those in comments are text. */
function maskBlanks(text: string): string {
  if (!text.includes('<')) return text;
  return text.replace(
    /(?<![^\s;&|(])#[^\n]*|\\[\s\S]|'[^']*'|"(?:[^"\\]|\\[\s\S])*"|<([\p{L}\p{N}][\p{L}\p{N}_.-]*)>(?=$|[\s;&|):/@.,=-])|(?<=[\w:/@=.,-])<([\p{L}\p{N}][\p{L}\p{N}_.-]*)>/gu,
    (whole, alone?: string, within?: string) => {
      const name = alone ?? within;
      return name === undefined ? whole : OPEN + name + CLOSE;
    },
  );
}

const PLAIN: ReadonlySet<string> = new Set(['Literal', 'SingleQuoted', 'AnsiCQuoted']);

function isDynamic(parts: readonly WordPart[] | undefined): boolean {
  return (parts ?? []).some((part) => (part.type === 'DoubleQuoted' ? isDynamic(part.parts) : !PLAIN.has(part.type)));
}

const ALL_OF_A_LIST = /^\$(?:@|\{@|\{!?\w+\[@\])/;

function splits(parts: readonly WordPart[] | undefined): boolean {
  return (parts ?? []).some((part) => {
    if (part.type === 'DoubleQuoted') return part.parts.some(({ text }) => ALL_OF_A_LIST.test(text));
    return !PLAIN.has(part.type) && part.type !== 'ArithmeticExpansion' && part.type !== 'ProcessSubstitution';
  });
}

function shellWord(
  word: Word | { text: string; pos: number; end: number; value?: unknown },
  value: string,
  parts: readonly WordPart[] | undefined,
): ShellWord {
  const blank = value.endsWith(CLOSE) && value.includes(OPEN);
  return {
    value: value.replaceAll(OPEN, '<').replaceAll(CLOSE, '>'),
    // A tilde is no part of its own, but it is the shell's.
    dynamic: isDynamic(parts) || /^~/.test(word.text) || (!blank && value.includes(OPEN)),
    blank,
    start: word.pos,
    end: word.end,
    ...(splits(parts) ? { splits: true as const } : {}),
  };
}

/** The words of a simple command: its program and arguments, without assignments before it and redirections. */
export function wordsOf(command: Command): ShellWord[] {
  const words: ShellWord[] = [];
  if (command.name) words.push(shellWord(command.name, command.name.value, command.name.parts));
  for (const part of command.args) {
    if (part.type === 'Word') words.push(shellWord(part, part.value, part.parts));
    else if (part.value.type === 'Word')
      words.push(shellWord(part, `${part.name}${part.append ? '+' : ''}=${part.value.value}`, part.value.parts));
  }
  return words;
}

/** The syntax tree of a shell text; positions are the text's. */
export function parseShell(text: string): ReturnType<typeof parse> {
  return parse(maskBlanks(text));
}

/** The commands of a shell text in their order, those within pipelines, lists and substitutions too. */
export function shellCommands(text: string): { commands: ShellCommand[]; findings: Finding[] } {
  const script = parseShell(text);
  const commands: ShellCommand[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Command') {
      const words = wordsOf(node);
      if (words.length > 0) commands.push({ words, start: words[0]!.start, end: words.at(-1)!.end });
    }
    forEachChild(node, visit);
  };
  visit(script);
  const findings = (script.errors ?? []).map(
    ({ message, pos }): Finding => ({
      code: 'syntax',
      severity: 'error',
      message,
      start: pos,
      end: Math.min(pos + 1, text.length),
    }),
  );
  return { commands, findings };
}
