import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../schema/error.ts';

/** Makes the socket's folder for this user alone. Fails: `permission` where somebody else owns it or may look in. */
export function privateFolder(socketPath: string): void {
  if (process.platform === 'win32') return;
  const folder = dirname(socketPath);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stat = lstatSync(folder);
  const mine = stat.isDirectory() && stat.uid === process.getuid?.();
  if (mine && (stat.mode & 0o022) === 0) return;
  throw new AppError(
    'permission',
    `${folder} is not a folder that only you can write to.`,
    `Remove it, or: chmod 700 ${folder}`,
  );
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

const pidIn = (file: string) => {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch (error) {
    // Its owner has just removed it.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Takes a lock that a killed process left. Only one of several takers wins the rename; a lock of a living process is put back. */
function seizeDeadLock(lock: string): void {
  const pid = pidIn(lock);
  // 0: the owner has made the file and not yet written to it.
  if (pid === undefined || (pid > 0 && alive(pid))) return;
  if (pid === 0 && Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) < 2_000) return;
  const mine = `${lock}.${process.pid}`;
  try {
    renameSync(lock, mine);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  if (pidIn(mine) === pid) rmSync(mine, { force: true });
  else renameSync(mine, lock);
}

/** Runs `work` if no other starter does so now; returns whether it ran. */
export async function whileOnlyStarter(socketPath: string, work: () => Promise<void>): Promise<boolean> {
  // A named pipe cannot go stale, and only one process can own it.
  if (process.platform === 'win32') return work().then(() => true);
  const lock = `${socketPath}.lock`;
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const file = openSync(lock, 'wx', 0o600);
      writeSync(file, String(process.pid));
      closeSync(file);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      seizeDeadLock(lock);
      continue;
    }
    try {
      await work();
    } finally {
      rmSync(lock, { force: true });
    }
    return true;
  }
  return false;
}

/** Identity of the socket file: another inode means that another daemon has taken the place. */
export function socketIdentity(socketPath: string): string | undefined {
  if (process.platform === 'win32') return 'pipe';
  const stat = statSync(socketPath, { throwIfNoEntry: false });
  return stat && `${stat.dev}:${stat.ino}:${stat.ctimeMs}`;
}
