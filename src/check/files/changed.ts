import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../schema/error.ts';

const run = promisify(execFile);

async function git(folder: string, args: string[]): Promise<string> {
  try {
    const { stdout } = await run('git', ['-C', folder, ...args], { maxBuffer: 64 << 20 });
    return stdout;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new AppError('tool-missing', 'git is not installed.', 'Install git, or check without --changed.', error);
    const said = String((error as { stderr?: string }).stderr ?? '').split('\n')[0];
    throw new AppError(
      'tool-failed',
      `git ${args[0]} failed: ${said}`,
      'In a repository, --changed compares with HEAD; another commit is named by --base <ref>.',
      error,
    );
  }
}

/**
 * Absolute paths of the files that differ from `base` (from where the branches parted), or from HEAD, with those that git does not know yet.
 * Deleted files are left out. Fails: `tool-missing`, `tool-failed`.
 */
export async function changedFiles(folder: string, base?: string): Promise<string[]> {
  const root = (await git(folder, ['rev-parse', '--show-toplevel'])).trim();
  const since = base === undefined ? await headOf(root) : (await git(root, ['merge-base', base, 'HEAD'])).trim();
  const lists = await Promise.all([
    since === undefined
      ? git(root, ['ls-files', '-z'])
      : git(root, ['diff', '--name-only', '--diff-filter=d', '-z', since, '--']),
    git(root, ['ls-files', '--others', '--exclude-standard', '-z']),
  ]);
  const names = lists.join('').split('\0').filter(Boolean);
  return [...new Set(names)].sort().map((name) => resolve(root, name));
}

/** Undefined before the first commit. */
async function headOf(root: string): Promise<string | undefined> {
  const refs = await git(root, ['rev-list', '-n', '1', '--all']);
  return refs.trim() === '' ? undefined : 'HEAD';
}
