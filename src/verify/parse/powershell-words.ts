import type { Finding } from '../../schema/call.ts';
import type { ShellCommand, ShellWord } from './shell-words.ts';

const QUOTE = /['\u2018\u2019\u201a\u201b]/;
/** A piece of a word: single-quoted, double-quoted, a blank, or bare characters; a backtick takes the next character as it is. */
const PIECE =
  /['\u2018\u2019\u201a\u201b]((?:[^'\u2018\u2019\u201a\u201b]|['\u2018\u2019\u201a\u201b]{2})*)['\u2018\u2019\u201a\u201b]|"((?:[^"`]|`[\s\S]|"")*)"|<([\p{L}\p{N}][\p{L}\p{N}_.-]*)>|((?:[^\s'"\u2018\u2019\u201a\u201b;|&`<]|`[\s\S])+)/uy;

const BACKTICK: Record<string, string> = { n: '\n', r: '\r', t: '\t', '0': '\0' };

const unescaped = (text: string): string => text.replace(/`([\s\S])/g, (_, char: string) => BACKTICK[char] ?? char);

/** The commands of a PowerShell text: native programs with their words. The language itself (cmdlets, blocks, variables' values) is not read. */
export function powershellCommands(text: string): { commands: ShellCommand[]; findings: Finding[] } {
  const commands: ShellCommand[] = [];
  const findings: Finding[] = [];
  let words: ShellWord[] = [];
  let at = 0;
  const end = (): void => {
    if (words.length > 0) commands.push({ words, start: words[0]!.start, end: words.at(-1)!.end });
    words = [];
  };
  while (at < text.length) {
    const space = /(?:[^\S\n]|`\r?\n)+/y;
    space.lastIndex = at;
    at += space.exec(text)?.[0].length ?? 0;
    if (at >= text.length) break;
    if (/[\n;|&]/.test(text[at]!)) {
      end();
      at++;
      continue;
    }
    const word: ShellWord = { value: '', dynamic: false, blank: false, start: at, end: at };
    for (;;) {
      PIECE.lastIndex = at;
      const match = PIECE.exec(text);
      if (!match) break;
      const [whole, single, double, blank, bare] = match;
      if (single !== undefined)
        word.value += single.replace(/(['\u2018\u2019\u201a\u201b])['\u2018\u2019\u201a\u201b]/g, '$1');
      else if (double !== undefined) word.value += unescaped(double.replaceAll('""', '"'));
      else if (blank !== undefined) word.value += `<${blank}>`;
      else word.value += unescaped(bare!);
      word.dynamic ||= /\$/.test(double ?? bare ?? '');
      word.blank = blank !== undefined;
      at += whole.length;
    }
    if (at === word.start) {
      const message = QUOTE.test(text[at]!) || text[at] === '"' ? 'The quote is not closed' : `Unexpected ${text[at]}`;
      findings.push({ code: 'syntax', severity: 'error', message, start: at, end: at + 1 });
      at++;
      continue;
    }
    word.end = at;
    words.push(word);
  }
  end();
  return { commands, findings };
}
