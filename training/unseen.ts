import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** The lines that a language model trained on a dump has not learned from: those of later files, and those that training/encoder/holdout.py keeps back. */
export function unseenBy(dump: string | undefined): (line: string) => boolean {
  if (dump === undefined) return () => true;
  const seen = new Set<string>();
  for (const text of readFileSync(dump, 'utf8').split('\n'))
    if (text) seen.add((JSON.parse(text) as { line: string }).line);
  return (line) => !seen.has(line) || crc32(line) % 10 === 0;
}
