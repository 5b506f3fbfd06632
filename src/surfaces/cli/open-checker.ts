import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Checker } from '../../check/run/run.ts';
import type { Paths } from './paths.ts';

declare const __BUILD__: string;

/** Opens the zoo without anything that answers requests. Fails: `pack-missing`, `pack-broken`, `pack-too-new`. */
export async function openChecker(paths: Paths): Promise<{ check: Checker; close(): void }> {
  const [{ EmbeddedZoo }, { checkFile }] = await Promise.all([
    import('../../zoo/embedded.ts'),
    import('../../check/check-file.ts'),
  ]);
  const zoo = EmbeddedZoo.open({ packsDir: paths.packs, userDir: paths.data });
  return { check: (file) => checkFile(zoo, file), close: () => zoo.close() };
}

/** The catalogue's header holds sums over all packs' hashes: so much of it tells one zoo from another. */
const HEADER_BYTES = 40;

/**
 * What a result depends on besides the file: the build of the program, the shipped packs, what was taught. Undefined where that cannot be
 * told: from the sources, which change without a new name.
 */
export async function zooStamp(paths: Paths): Promise<string | undefined> {
  if (typeof __BUILD__ === 'undefined') return undefined;
  const hash = createHash('sha256').update(__BUILD__);
  const header = Buffer.alloc(HEADER_BYTES);
  let descriptor: number;
  try {
    descriptor = openSync(join(paths.packs, 'catalog.bin'), 'r');
  } catch {
    // Whoever opens the zoo says what is wrong with it.
    return undefined;
  }
  try {
    readSync(descriptor, header, 0, HEADER_BYTES, 0);
  } finally {
    closeSync(descriptor);
  }
  hash.update(header);
  const { listPacks } = await import('../../zoo/user-packs.ts');
  for (const { file } of listPacks(paths.data)) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}\0${size}\0${mtimeMs}\0`);
  }
  return hash.digest('hex');
}
