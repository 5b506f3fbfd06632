import { type Extracted, mapped } from './pieces.ts';

/** The end of `$(…)` or `${…}` that begins at `at`, brackets within counted. */
function endOfReference(text: string, at: number): number {
  const open = text[at + 1]!;
  const close = open === '(' ? ')' : '}';
  let depth = 0;
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === open) depth++;
    else if (text[end] === close && --depth === 0) return end + 1;
  }
  return text.length;
}

/** A recipe's line as the shell gets it: make's own variables are variables nobody knows, `$$` is the shell's dollar. */
function recipeLine(text: string, start: number): { text: string; places: number[] } {
  let line = '';
  const places: number[] = [];
  const put = (chars: string, at: number): void => {
    for (const char of chars.split('')) {
      line += char;
      places.push(at);
    }
  };
  let at = /^[@+\-\s]*/.exec(text)![0].length;
  while (at < text.length) {
    const next = text[at + 1];
    if (text[at] !== '$' || next === undefined) put(text[at]!, start + at++);
    else if (next === '$') {
      put('$', start + at);
      at += 2;
    } else {
      put('$make_', start + at);
      at = next === '(' || next === '{' ? endOfReference(text, at) : at + 2;
      // The name must not run into the text behind it.
      if (/\w/.test(text[at] ?? '')) line = `${line.slice(0, -6)}\${make_}`;
      while (places.length < line.length) places.push(places.at(-1)!);
    }
  }
  places.push(start + text.length);
  return { text: line, places };
}

/** Recipes, a snippet a line: each has a shell of its own. */
export function fromMakefile(text: string): Extracted {
  const extracted: Extracted = { snippets: [], problems: [] };
  const recipe = /^\t((?:[^\n\\]|\\\r?\n?[^\n]?)*)/gm;
  let defining = false;
  let from = 0;
  for (const line of text.split('\n')) {
    if (/^define\b/.test(line)) defining = true;
    else if (/^endef\b/.test(line)) defining = false;
    if (!defining && line.startsWith('\t') && from >= recipe.lastIndex) {
      recipe.lastIndex = from;
      const match = recipe.exec(text);
      if (match) {
        const { text: said, places } = recipeLine(match[1]!, match.index + 1);
        if (said.trim() !== '' && !said.startsWith('#')) extracted.snippets.push(mapped('shell', said, places));
        recipe.lastIndex = match.index + match[0].length;
      }
    }
    from += line.length + 1;
  }
  return extracted;
}
