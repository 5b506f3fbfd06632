import type { Example, Parameter } from '../../schema/operation.ts';
import { plain } from '../fig/text.ts';

const MAX_EXAMPLES = 3;
const CALL = /^\s*\$ (\{command\}(?:[^\n\\]|\\(?:\n|.))*)/gm;

/** `To …, run:` and the call below it. Text that is no call of this command is left out. */
export function examplesOf(text: string | undefined, path: string): Example[] {
  if (!text) return [];
  const found: Example[] = [];
  let before = 0;
  for (const match of text.matchAll(CALL)) {
    const words =
      text
        .slice(before, match.index)
        .trim()
        .split(/\n\s*\n/)
        .at(-1) ?? '';
    before = match.index + match[0].length;
    const instruction = plain(words)
      .replace(/^To /i, '')
      .replace(/,? (?:you can )?(?:run|use|type)(?: the following(?: command)?)?:?$/i, '')
      .replace(/:$/, '');
    const call = match[1]!.replace(/\\\n/g, ' ').replace(/\s+/g, ' ').replaceAll('{command}', path).trim();
    if (instruction.length > 4 && !/\{(?:parent|top)_/.test(call)) found.push({ instruction, call, surface: 'cli' });
  }
  return found.slice(0, MAX_EXAMPLES);
}

/** How many positionals the examples give, at least and at most; undefined without an example. Values of options are not counted. */
export function positionalCounts(
  text: string | undefined,
  options: Parameter[],
): { least: number; most: number } | undefined {
  if (!text) return undefined;
  const takesValue = new Set(options.filter((each) => each.in === 'option').map((each) => each.name));
  const counts = [...text.matchAll(CALL)].map((match) => {
    const words = match[1]!
      .replace(/\\\n/g, ' ')
      .replace(/"[^"]*"|'[^']*'/g, 'x')
      .split(/[|>]/)[0]!
      .trim()
      .split(/\s+/)
      .slice(1);
    return words.filter((word, index) => !word.startsWith('-') && !takesValue.has(words[index - 1] ?? '')).length;
  });
  return counts.length === 0 ? undefined : { least: Math.min(...counts), most: Math.max(...counts) };
}
