import type { Snippet, SnippetLanguage } from '../snippet.ts';

/** What extracting gives, and what of the file could not be read. */
export interface Extracted {
  snippets: Snippet[];
  problems: { line: number; message: string }[];
}

/** A part of the file as it stands, or with some characters replaced by as many others. */
export function slice(language: SnippetLanguage, text: string, start: number): Snippet {
  return { language, text, offset: (at) => start + at };
}

/** `places[i]` is the file's character of the text's character `i`; one more for the end. */
export function mapped(language: SnippetLanguage, text: string, places: readonly number[]): Snippet {
  const last = places.length - 1;
  return { language, text, offset: (at) => places[Math.max(0, Math.min(at, last))] ?? 0 };
}

/** As many characters, so that places stay: the name of a variable that nobody has set. */
export function unknownVariable(length: number): string {
  return length < 2 ? ' '.repeat(length) : `$${'_'.repeat(length - 1)}`;
}

export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
