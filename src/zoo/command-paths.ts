import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { CATALOG_FILE } from './catalog.ts';
import { compress } from './compress.ts';

/**
 * `commands.paths`, all command paths of the packs: a line with the catalogue's hash, then the sorted paths, each as the number of characters
 * that it shares with the one before, a blank and the rest; brotli. A path says which commands there are beside it, which a hash does not.
 */
export const COMMAND_PATHS_FILE = 'commands.paths';
const MOST_BYTES = 64 * 1024 * 1024;

function catalogHash(packsDir: string): string {
  return createHash('sha256')
    .update(readFileSync(join(packsDir, CATALOG_FILE)))
    .digest('hex')
    .slice(0, 16);
}

export function encodeCommandPaths(packsDir: string, paths: readonly string[]): Buffer {
  const lines = [catalogHash(packsDir)];
  let before = '';
  for (const path of paths) {
    let shared = 0;
    while (shared < path.length && path[shared] === before[shared]) shared++;
    lines.push(`${shared} ${path.slice(shared)}`);
    before = path;
  }
  return compress(Buffer.from(lines.join('\n')));
}

/** Undefined where the file is absent, or was made for other packs. */
export function readCommandPaths(packsDir: string): string[] | undefined {
  const file = join(packsDir, COMMAND_PATHS_FILE);
  if (!existsSync(file)) return undefined;
  const [hash, ...lines] = brotliDecompressSync(readFileSync(file), { maxOutputLength: MOST_BYTES })
    .toString()
    .split('\n');
  if (hash !== catalogHash(packsDir)) return undefined;
  let before = '';
  return lines.map((line) => {
    const blank = line.indexOf(' ');
    before = before.slice(0, Number(line.slice(0, blank))) + line.slice(blank + 1);
    return before;
  });
}
