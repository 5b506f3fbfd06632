import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../schema/error.ts';
import { writeAtomic } from '../../zoo/atomic.ts';
import type { PackageRef } from '../recipe.ts';

export interface LockEntry {
  sha256: string;
  date?: string;
}

export function lockKey(ref: PackageRef): string {
  return `${ref.registry}:${ref.name}@${ref.version}`;
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** The committed record of what each pinned version's archive is: a version that changes under its name is refused. */
export class PackageLock {
  private readonly entries: Record<string, LockEntry>;

  constructor(private readonly file: string) {
    this.entries = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, LockEntry>) : {};
  }

  get(key: string): LockEntry | undefined {
    return this.entries[key];
  }

  /** Fails: `download-failed` where the archive is not the one that was locked. */
  check(key: string, sha256: string): LockEntry | undefined {
    const entry = this.entries[key];
    if (!entry || entry.sha256 === sha256) return entry;
    throw new AppError(
      'download-failed',
      `${key} is not what it was: sha256 ${sha256} instead of ${entry.sha256}`,
      'Remove the file from the folder of downloads and build again; if the registry gives the same file, find out why before changing the lock.',
    );
  }

  add(key: string, entry: LockEntry): void {
    this.entries[key] = entry;
    const sorted = Object.fromEntries(Object.entries(this.entries).sort(([a], [b]) => (a < b ? -1 : 1)));
    writeAtomic(this.file, `${JSON.stringify(sorted, null, 2)}\n`);
  }
}
