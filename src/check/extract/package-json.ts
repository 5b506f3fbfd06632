import { align } from './align.ts';
import { type Extracted, lineAt, mapped } from './pieces.ts';

const PAIR = /\s*"((?:[^"\\]|\\.)*)"\s*:\s*("(?:[^"\\]|\\.)*")\s*,?/y;

/** The scripts of a package.json. */
export function fromPackageJson(text: string): Extracted {
  const extracted: Extracted = { snippets: [], problems: [] };
  const scripts = /"scripts"\s*:\s*\{/.exec(text);
  if (!scripts) return extracted;
  PAIR.lastIndex = scripts.index + scripts[0].length;
  for (let match = PAIR.exec(text); match; match = PAIR.exec(text)) {
    const end = match.index + match[0].lastIndexOf('"');
    const start = end - match[2]!.length + 2;
    try {
      const value = JSON.parse(match[2]!) as string;
      const places = align(value, text, start, end, true);
      if (places) extracted.snippets.push(mapped('shell', value, places));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      extracted.problems.push({ line: lineAt(text, start), message: `script ${match[1]} is no JSON string` });
    }
  }
  return extracted;
}
