const ESCAPE = String.fromCharCode(27);
const ANSI = new RegExp(`${ESCAPE}(?:\\[[0-9;?]*[A-Za-z]|\\][^\\u0007]*\\u0007)`, 'g');
const OVERSTRIKE = new RegExp(`.${String.fromCharCode(8)}`, 'g');
const TAB_WIDTH = 8;

/** Help as plain lines: no colours, no overstrikes of man pages, tabs as spaces, `\n` only. */
export function plainLines(text: string): string[] {
  return text.replace(ANSI, '').replace(OVERSTRIKE, '').replace(/\r\n?/g, '\n').split('\n').map(expandTabs);
}

function expandTabs(line: string): string {
  let out = '';
  for (const character of line) {
    if (character === '\t') out += ' '.repeat(TAB_WIDTH - (out.length % TAB_WIDTH));
    else out += character;
  }
  return out.trimEnd();
}

export const indentOf = (line: string): number => line.length - line.trimStart().length;

/** One sentence without a full stop, first letter upper case. */
export function sentence(text: string): string {
  const first =
    text
      .replace(/\s+/g, ' ')
      .trim()
      .split(/(?<=[a-z\d)"'])\. (?=[A-Z])/)[0] ?? '';
  const bare = first.replace(/\.$/, '');
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}
