/** Colours and widths of text for terminals. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
  cyan(text: string): string;
}

const code = (on: number, off: number) => (text: string) => (text === '' ? '' : `\x1b[${on}m${text}\x1b[${off}m`);
const plain = (text: string) => text;

export function paintFor(colour: boolean): Paint {
  if (!colour) return { bold: plain, dim: plain, red: plain, yellow: plain, green: plain, cyan: plain };
  return {
    bold: code(1, 22),
    dim: code(2, 22),
    red: code(31, 39),
    yellow: code(33, 39),
    green: code(32, 39),
    cyan: code(36, 39),
  };
}

/** One line of at most `width` characters, an ellipsis where something is cut. Control characters of documents never reach a terminal. */
export function oneLine(text: string, width: number): string {
  const line = text.replace(/[\s\x00-\x1f\x7f-\x9f]+/g, ' ').trim();
  const room = Math.max(8, width);
  return line.length <= room ? line : `${line.slice(0, room - 1).trimEnd()}…`;
}

/** Terminal escapes in a text of several lines are shown, not obeyed. */
export function printable(text: string): string {
  return text.replace(
    /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** Rows in columns, the last one cut to the width. */
export function table(rows: string[][], width: number): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length - 1));
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return rows.map((row) => {
    const lead = row.slice(0, -1).map((cell, at) => cell.padEnd(widths[at]!));
    const used = widths.slice(0, lead.length).reduce((sum, each) => sum + each + 2, 0);
    return [...lead, oneLine(row[row.length - 1] ?? '', width - used)].join('  ').trimEnd();
  });
}
