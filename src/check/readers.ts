import { readHttpFile } from './code/http/http-file.ts';
import { readTypescript } from './code/javascript/read-typescript.ts';
import { readPython } from './code/python/read-python.ts';
import { readManifest } from './manifest/read-manifest.ts';
import type { Reader } from './reading.ts';
import { readPowershell } from './shell/read-powershell.ts';
import { readShell } from './shell/read-shell.ts';
import type { SnippetLanguage } from './snippet.ts';

/** Who reads what. A language without a reader is passed over. */
export const READERS: Partial<Record<SnippetLanguage, Reader>> = {
  shell: readShell,
  powershell: readPowershell,
  python: readPython,
  typescript: readTypescript,
  http: readHttpFile,
  manifest: readManifest,
};
