import { readTypescript } from './code/javascript/read-typescript.ts';
import { readPython } from './code/python/read-python.ts';
import type { Reader } from './reading.ts';
import { readShell } from './shell/read-shell.ts';
import type { SnippetLanguage } from './snippet.ts';

/** Who reads what. A language without a reader is passed over. */
export const READERS: Partial<Record<SnippetLanguage, Reader>> = {
  shell: readShell,
  python: readPython,
  typescript: readTypescript,
};
