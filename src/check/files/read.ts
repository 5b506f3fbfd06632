import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { isOfInterest, isReadable } from '../extract/extract.ts';
import type { ReadFile } from '../run/run.ts';
import { type Listed, slashed } from './walk.ts';

/** What is larger was made by a program, and would be read for nothing. */
const MAX_BYTES = 4 << 20;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Writes beside the file and renames, so that nobody sees half of it; mode and what a link points to stay. */
function replace(file: string, text: string): void {
  const target = realpathSync(file);
  const draft = `${target}.gorilla-${process.pid}`;
  try {
    writeFileSync(draft, text, { mode: statSync(target).mode & 0o7777 });
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Reads files one at a time; binary ones are passed over. `key` is relative to `root`, `path` to `folder`. */
export function* readFiles(listed: readonly Listed[], folder: string, root: string): Generator<ReadFile> {
  for (const { file, named } of listed) {
    const names = { path: slashed(relative(folder, file)) || file, key: slashed(relative(root, file)) };
    let bytes: Buffer;
    try {
      if (statSync(file).size > MAX_BYTES) {
        if (named) yield { ...names, text: '', unread: `it is larger than ${MAX_BYTES >> 20} MB` };
        continue;
      }
      bytes = readFileSync(file);
    } catch (error) {
      yield { ...names, text: '', unread: `it cannot be read: ${(error as Error).message}` };
      continue;
    }
    if (bytes.includes(0)) continue;
    const marked = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    let text: string;
    try {
      text = decoder.decode(bytes);
    } catch {
      // Not UTF-8: its positions could not be told, and a repair would spoil it.
      yield { ...names, text: '', unread: 'it is not UTF-8 text' };
      continue;
    }
    if (!named && isOfInterest(names.path) === 'ask' && !isReadable({ path: names.path, text })) continue;
    yield { ...names, text, write: (mended) => replace(file, marked ? `\ufeff${mended}` : mended) };
  }
}
