/** A piece of a word on a command line: text as the program receives it, or a blank for the person to fill. */
export type Piece = { text: string } | { blank: string };

/** One word of a command line: `--name=<name>` has two pieces. */
export type Word = Piece[];

export const text = (value: string): Word => [{ text: value }];

export function textOf(word: Word): string {
  return word.map((piece) => ('text' in piece ? piece.text : `<${piece.blank}>`)).join('');
}

/** `=` leads an expansion in zsh and `~` one everywhere, so neither may stand first unquoted. */
const POSIX_SAFE = /^(?![=~])[A-Za-z0-9_@%+=:,./~-]+$/;

/** `~/` at the start of a word is the person's own folder, as whoever writes it means: it stays outside of the quotes. */
export function quotePosix(value: string): string {
  if (value.startsWith('~/')) return value === '~/' ? value : `~/${quotePosix(value.slice(2))}`;
  return POSIX_SAFE.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

/** PowerShell splits `-a.b` and `-a:b` at the dot or colon, and takes typographic quotes for single quotes: both are quoted here. */
const POWERSHELL_SAFE = /^(?:[A-Za-z0-9_./\\+][A-Za-z0-9_=:./\\+-]*|--?[A-Za-z0-9][A-Za-z0-9_=-]*|--)$/;

/**
 * Rules of PowerShell 7.3 and later, where a native program receives quotes in an argument as they are. (Windows PowerShell 5 drops
 * double quotes in arguments of native programs whatever the quoting; it needs `\"`, which newer versions pass on literally.)
 */
export function quotePowershell(value: string): string {
  return POWERSHELL_SAFE.test(value) ? value : `'${value.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
}

/** A line of words. A blank stands outside of the quotes. */
export function joinWords(words: readonly Word[], quote: (value: string) => string): string {
  return words
    .map((word) => {
      if (word.length === 0) return quote('');
      return word
        .map((piece) =>
          'blank' in piece ? `<${piece.blank}>` : word.length > 1 && piece.text === '' ? '' : quote(piece.text),
        )
        .join('');
    })
    .join(' ');
}
