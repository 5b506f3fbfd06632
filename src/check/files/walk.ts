import { realpathSync, type Stats, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { globby } from 'globby';
import ignore from 'ignore';
import { AppError } from '../../schema/error.ts';
import type { CheckConfig } from '../config/config.ts';
import { isOfInterest } from '../extract/extract.ts';
import { changedFiles } from './changed.ts';

/** A file to check. `named`: the user gave its name, so it is checked whatever it is called. */
export interface Listed {
  file: string;
  named: boolean;
}

export const slashed = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'));

function statOf(path: string, shown: string): Stats {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat) return stat;
  throw new AppError('usage', `${shown} is not there.`, 'Name files or folders that exist, or - for stdin.');
}

/** Files below a folder: not what .gitignore excludes, not in .git or node_modules; symbolic links are not followed. */
async function below(folder: string): Promise<string[]> {
  const found = await globby('**', {
    cwd: folder,
    absolute: true,
    dot: true,
    gitignore: true,
    followSymbolicLinks: false,
    suppressErrors: true,
    ignore: ['**/.git/**', '**/node_modules/**'],
  });
  return found.filter((path) => isOfInterest(slashed(relative(folder, path))) !== false);
}

/** By the configuration's patterns, relative to its folder; what stands outside of that folder is never excluded. */
function filterOf({ include, exclude, folder }: CheckConfig): (file: string) => boolean {
  const wanted = ignore().add(include);
  const unwanted = ignore().add(exclude);
  return (file) => {
    const path = slashed(relative(folder, file));
    if (path === '' || path.startsWith('../') || /^[A-Za-z]:/.test(path)) return true;
    return !unwanted.ignores(path) && (include.length === 0 || wanted.ignores(path));
  };
}

/**
 * The files that `names` stand for, each once, in a stable order: files as they are, folders with all that is below them.
 * `changed`: of these only what differs from a commit. Fails: `usage`, `tool-missing`, `tool-failed`.
 */
export async function listFiles(
  names: readonly string[],
  folder: string,
  config: CheckConfig,
  changed?: { base?: string },
): Promise<Listed[]> {
  const listed = new Map<string, Listed>();
  const differs = changed ? new Set(await changedFiles(folder, changed.base)) : undefined;
  for (const name of names) {
    const given = resolve(folder, name);
    const isFolder = statOf(given, name).isDirectory();
    // git names files by their real place.
    const path = differs ? realpathSync(given) : given;
    if (!isFolder) {
      listed.set(path, { file: path, named: true });
      continue;
    }
    const inside = differs ? [...differs].filter((file) => file.startsWith(path + sep)) : await below(path);
    for (const file of inside.sort())
      if (!listed.has(file) && isOfInterest(slashed(relative(path, file))) !== false)
        listed.set(file, { file, named: false });
  }
  const wanted = filterOf(config);
  return [...listed.values()].filter(({ file }) => wanted(file) && (!differs || differs.has(file)));
}
