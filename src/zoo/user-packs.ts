import * as nodeFs from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../schema/error.ts';
import type { Ingested } from '../schema/operation.ts';
import { type Disk, removeForGood, writeAtomic } from './atomic.ts';
import { PackFile } from './pack-file.ts';
import { encodePack } from './pack-writer.ts';

const ENDING = '.pack';

/** Where a user's own packs lie. */
export function userPacksFolder(userDir: string): string {
  return join(userDir, 'zoo');
}

function checkName(name: string): void {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name))
    throw new AppError(
      'usage',
      `"${name}" cannot be the name of a taught source`,
      'Use letters, digits, dots, dashes and underscores, at most 100.',
    );
}

function fileOf(userDir: string, name: string): string {
  checkName(name);
  return join(userPacksFolder(userDir), name + ENDING);
}

/**
 * Keeps what was read from a source, as a file of its own: when this returns, it is on the disk. A source of the same name is replaced.
 *
 * Fails: `disk-full`, `read-only`, `permission`; what was there before is then untouched.
 */
export function addPack(
  userDir: string,
  name: string,
  ingested: Ingested | Ingested[],
  options: { replaces?: boolean; disk?: Disk } = {},
): void {
  placePack(userDir, name, userPackBytes(name, ingested, options), options.disk);
}

/** A taught pack's bytes, before they are anywhere. Fails: `usage` for a name that no file can have. */
export function userPackBytes(
  name: string,
  ingested: Ingested | Ingested[],
  options: { replaces?: boolean } = {},
): Buffer {
  checkName(name);
  return encodePack(name, [ingested].flat(), { lookup: true, fast: true, replaces: options.replaces ?? false });
}

/** Puts a pack's bytes in force: one rename, in place of what had the name. Fails as `addPack`. */
export function placePack(userDir: string, name: string, bytes: Uint8Array, disk: Disk = nodeFs): void {
  writeAtomic(fileOf(userDir, name), bytes, disk);
}

/** Returns whether there was such a pack. */
export function removePack(userDir: string, name: string, disk: Disk = nodeFs): boolean {
  return removeForGood(fileOf(userDir, name), disk);
}

export interface UserPack {
  name: string;
  file: string;
}

/** The user's packs by name, without opening them. Half-written files have other names and are not seen. */
export function listPacks(userDir: string): UserPack[] {
  const folder = userPacksFolder(userDir);
  let names: string[];
  try {
    names = nodeFs.readdirSync(folder);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new AppError('permission', `${folder} may not be read`, 'Give yourself the right to read the folder.', cause);
  }
  return names
    .filter((name) => name.endsWith(ENDING) && !name.startsWith('.'))
    .sort()
    .map((name) => ({ name: name.slice(0, -ENDING.length), file: join(folder, name) }));
}

/** What a user's pack holds: operations by provider. Fails: `pack-broken`, `pack-too-new`. */
export function describePack(pack: UserPack): { providers: string[]; operations: number; bytes: number } {
  const file = new PackFile(pack.file);
  try {
    const { providers } = file.header;
    return {
      providers: providers.map((one) => one.provider),
      operations: providers.reduce((sum, one) => sum + one.operations, 0),
      bytes: file.bytes,
    };
  } finally {
    file.close();
  }
}
