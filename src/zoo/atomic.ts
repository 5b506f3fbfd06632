import * as nodeFs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../schema/error.ts';

/** What writing needs of the file system; tests give one that fails. */
export type Disk = Pick<
  typeof nodeFs,
  | 'mkdirSync'
  | 'openSync'
  | 'writeSync'
  | 'fsyncSync'
  | 'closeSync'
  | 'renameSync'
  | 'unlinkSync'
  | 'readdirSync'
  | 'statSync'
>;

const HOUR_MS = 3_600_000;
let counter = 0;

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/** The fault of a write as a person should read it. */
export function writeFault(path: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('disk-full', `No room left to write ${path}`, 'Free some space and try again.', error);
    case 'EROFS':
      return new AppError(
        'read-only',
        `${path} is on a read-only file system`,
        'Set GORILLA_HOME to another folder.',
        error,
      );
    case 'EACCES':
    case 'EPERM':
      return new AppError(
        'permission',
        `${path} may not be written`,
        'Take the right to write there, or set GORILLA_HOME to another folder.',
        error,
      );
    default:
      return new AppError(
        'internal',
        `${path} cannot be written: ${(error as Error).message}`,
        'Check the folder that holds it.',
        error,
      );
  }
}

/** Makes a rename last through a power cut. Windows cannot open folders; there the file system's journal does it. */
export function syncFolder(folder: string, disk: Disk = nodeFs): void {
  if (process.platform === 'win32') return;
  const descriptor = disk.openSync(folder, 'r');
  try {
    disk.fsyncSync(descriptor);
  } finally {
    disk.closeSync(descriptor);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Removes what writers that were killed have left. A living writer's file stays, unless it is an hour old (its number was given to another process). */
export function sweepLeftovers(folder: string, disk: Disk = nodeFs): void {
  for (const name of disk.readdirSync(folder)) {
    const pid = /^\..+\.(\d+)-\d+\.tmp$/.exec(name)?.[1];
    if (pid === undefined) continue;
    const path = join(folder, name);
    const stat = disk.statSync(path, { throwIfNoEntry: false });
    if (!stat || (isAlive(Number(pid)) && Date.now() - stat.mtimeMs < HOUR_MS)) continue;
    try {
      disk.unlinkSync(path);
    } catch (error) {
      // Another writer swept at the same moment.
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }
}

function writeAll(path: string, bytes: Uint8Array, disk: Disk): void {
  const descriptor = disk.openSync(path, 'wx');
  try {
    for (let done = 0; done < bytes.length; )
      done += disk.writeSync(descriptor, bytes, done, bytes.length - done, null);
    disk.fsyncSync(descriptor);
  } finally {
    disk.closeSync(descriptor);
  }
}

/**
 * Writes a file so that at every moment either the old one or the new one stands there, whole, and after the return the new one survives a
 * crash of the machine. Creates the folder.
 *
 * Fails: `disk-full`, `read-only`, `permission`; the old file is then untouched.
 */
export function writeAtomic(path: string, bytes: Uint8Array | string, disk: Disk = nodeFs): void {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${process.pid}-${counter++}.tmp`);
  try {
    disk.mkdirSync(folder, { recursive: true });
    sweepLeftovers(folder, disk);
    try {
      writeAll(temporary, typeof bytes === 'string' ? Buffer.from(bytes) : bytes, disk);
      disk.renameSync(temporary, path);
    } catch (error) {
      if (disk.statSync(temporary, { throwIfNoEntry: false })) disk.unlinkSync(temporary);
      throw error;
    }
    syncFolder(folder, disk);
  } catch (error) {
    throw writeFault(path, error);
  }
}

/** Removes a file for good. Returns whether it was there. */
export function removeForGood(path: string, disk: Disk = nodeFs): boolean {
  try {
    if (!disk.statSync(path, { throwIfNoEntry: false })) return false;
    disk.unlinkSync(path);
    syncFolder(dirname(path), disk);
    return true;
  } catch (error) {
    throw writeFault(path, error);
  }
}
