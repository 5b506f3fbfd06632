import type { ShellWord } from '../../verify/parse/shell-words.ts';

const WHOLE = /^(["']?)\$(?:(\w+)|\{(\w+)\})\1$/;

/**
 * Words with the script's constants in place of their variables: `$REGION` of `REGION=eu-west-1`. Unquoted, a value with blanks is several
 * words, as it is for the shell. Whatever else is dynamic stays so.
 */
export function withConstants(
  words: readonly ShellWord[],
  constants: ReadonlyMap<string, string>,
  text: string,
): readonly ShellWord[] {
  if (constants.size === 0 || !words.some(({ dynamic }) => dynamic)) return words;
  return words.flatMap((word) => {
    const match = word.dynamic ? WHOLE.exec(text.slice(word.start, word.end)) : null;
    const value = match && match[1] !== "'" ? constants.get(match[2] ?? match[3]!) : undefined;
    if (value === undefined) return word;
    const { start, end } = word;
    const parts = match![1] === '' ? value.split(' ').filter((part) => part !== '') : [value];
    return parts.map((part): ShellWord => ({ value: part, dynamic: false, blank: false, start, end }));
  });
}
