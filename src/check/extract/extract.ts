import type { Snippet, SourceFile } from '../snippet.ts';

/** Whether a file of this name may hold calls: its text is then worth reading. A name without an extension may be a script: `'ask'`. */
export function isOfInterest(_path: string): boolean | 'ask' {
  return true;
}

/** The pieces of a file that may hold calls; none where the file is of no kind that is read. `problems`: what of it could not be read. */
export function extract(_file: SourceFile): { snippets: Snippet[]; problems: { line: number; message: string }[] } {
  return { snippets: [], problems: [] };
}
