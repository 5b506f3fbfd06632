import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { PackageRef } from '../recipe.ts';
import { lockKey, type PackageLock, sha256Of } from './lock.ts';
import { dateOf, type Fetched, fetchPackage } from './registry.ts';
import { unpack } from './unpack.ts';

/** The same version may be unpacked twice, with different parts left out. */
export function folderKey(ref: PackageRef): string {
  return `${lockKey(ref)} ${ref.only?.source ?? ''}`;
}

function unpackedName(ref: PackageRef, sha256: string): string {
  const only = createHash('sha256').update(folderKey(ref)).digest('hex').slice(0, 8);
  return `${ref.registry}-${ref.name.replace(/[^\w.-]+/g, '-')}-${ref.version.replace(/[^\w.-]+/g, '-')}-${sha256.slice(0, 8)}-${only}`;
}

/** Fetches, checks and unpacks packages below a cache folder, each once. */
export class Packages {
  private readonly folders = new Map<string, Promise<string>>();
  private readonly sums = new Map<string, Promise<Fetched & { sha256: string }>>();
  private line: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly cache: string,
    private readonly lock: PackageLock,
    private readonly log: (message: string) => void,
  ) {}

  /** The folder of the unpacked package. Fails: `download-failed`, `tool-missing`, `source-too-large`, `source-unreadable`. */
  folder(ref: PackageRef): Promise<string> {
    const key = folderKey(ref);
    const known = this.folders.get(key);
    if (known) return known;
    // One after the other: they share the folder of downloads and the network.
    const next = this.line.then(() => this.prepare(ref));
    this.line = next.catch(() => undefined);
    this.folders.set(key, next);
    return next;
  }

  private async prepare(ref: PackageRef): Promise<string> {
    const key = lockKey(ref);
    const fetched = await this.fetch(ref, key);
    const locked = this.lock.check(key, fetched.sha256);
    const folder = fetched.folder ?? join(this.cache, 'unpacked', unpackedName(ref, fetched.sha256));
    const newest = fetched.folder ? undefined : await unpack(fetched.file, folder, ref.only);
    if (!locked) {
      const date = await dateOf(ref, fetched, newest);
      this.lock.add(key, { sha256: fetched.sha256, ...(date ? { date } : {}) });
    }
    return folder;
  }

  private fetch(ref: PackageRef, key: string): Promise<Fetched & { sha256: string }> {
    const known = this.sums.get(key);
    if (known) return known;
    const fetching = fetchPackage(ref, join(this.cache, 'downloads'), this.log).then(async (fetched) => ({
      ...fetched,
      sha256: await sha256Of(fetched.file),
    }));
    this.sums.set(key, fetching);
    return fetching;
  }
}
