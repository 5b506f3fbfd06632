import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomic } from '../../zoo/atomic.ts';
import type { PackCache } from '../../zoo/pack-writer.ts';

const KEPT_DAYS = 30;

/** Encoded packs in a folder, a file each; those that no build has used for a month go. */
export function packCache(folder: string): PackCache {
  mkdirSync(folder, { recursive: true });
  const oldestMs = Date.now() - KEPT_DAYS * 86_400_000;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).mtimeMs < oldestMs) rmSync(path);
  }
  return {
    get(key) {
      const path = join(folder, key);
      if (!existsSync(path)) return undefined;
      const now = new Date();
      utimesSync(path, now, now);
      return readFileSync(path);
    },
    set(key, bytes) {
      writeAtomic(join(folder, key), bytes);
    },
  };
}
