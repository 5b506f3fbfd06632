import { closeSync, mkdirSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../schema/error.ts';
import type { PackageRef } from '../recipe.ts';
import { runProgram } from './program.ts';

/** A package as its registry's ordinary client gave it. */
export interface Fetched {
  /** The archive. */
  file: string;
  /** Where the client itself has unpacked it (Go's module cache). */
  folder?: string;
  /** ISO date of the version, where the registry or the archive tells. */
  date?: string;
}

const day = (date: Date): string => date.toISOString().slice(0, 10);

function findFile(folder: string, matches: (name: string) => boolean): string | undefined {
  const name = readdirSync(folder)
    .filter((one) => !one.startsWith('.') && matches(one))
    .sort()[0];
  return name === undefined ? undefined : join(folder, name);
}

/** The name under which each client stores a version. */
function matcher(ref: PackageRef): (name: string) => boolean {
  switch (ref.registry) {
    case 'npm': {
      const file = `${ref.name.replace('@', '').replace('/', '-')}-${ref.version}.tgz`;
      return (name) => name === file;
    }
    case 'pypi': {
      const plain = (text: string): string => text.toLowerCase().replace(/[-_.]+/g, '_');
      const start = `${plain(ref.name)}-${ref.version}`;
      return (name) => {
        const [own, version] = name.replace(/\.tar\.gz$/, '').split(/-(?=\d)/);
        const rest = version?.replace(/-.*$/, '');
        return `${plain(own ?? '')}-${rest}` === start && /\.(whl|tar\.gz)$/.test(name);
      };
    }
    case 'debian': {
      const start = `${ref.name}_${ref.version.replaceAll(':', '%3a')}_`;
      return (name) => name.startsWith(start) && name.endsWith('.deb');
    }
    case 'go':
      return () => false;
  }
}

function download(ref: PackageRef, folder: string): Promise<string> {
  const client = { cwd: folder, failure: 'download-failed' } as const;
  if (ref.registry === 'npm')
    return runProgram('npm', ['pack', `${ref.name}@${ref.version}`, '--ignore-scripts'], client);
  if (ref.registry === 'debian') return runProgram('apt-get', ['download', `${ref.name}=${ref.version}`], client);
  const words = ['download', '--no-deps', '--disable-pip-version-check', '--quiet'];
  return runProgram('pip', [...words, '--only-binary=:all:', `${ref.name}==${ref.version}`], client).catch(
    // A few packages have no wheel.
    () =>
      runProgram('pip', [...words, '--no-binary=:all:', '--no-build-isolation', `${ref.name}==${ref.version}`], client),
  );
}

async function fetchModule(ref: PackageRef, folder: string): Promise<Fetched> {
  const client = { cwd: folder, failure: 'download-failed' } as const;
  const answer = await runProgram('go', ['mod', 'download', '-json', `${ref.name}@${ref.version}`], client);
  const { Zip, Dir } = JSON.parse(answer) as { Zip: string; Dir: string };
  return { file: Zip, folder: Dir };
}

/** The version's archive, from the folder of downloads or from its registry. */
export async function fetchPackage(ref: PackageRef, folder: string, log: (message: string) => void): Promise<Fetched> {
  mkdirSync(folder, { recursive: true });
  if (ref.registry === 'go') return fetchModule(ref, folder);
  const matches = matcher(ref);
  let file = findFile(folder, matches);
  if (file === undefined) {
    log(`fetching ${ref.registry}:${ref.name} ${ref.version}`);
    await download(ref, folder);
    file = findFile(folder, matches);
  }
  if (file !== undefined) return { file };
  const what = `${ref.registry}:${ref.name} ${ref.version} was not found after its download`;
  throw new AppError('download-failed', what, 'Check the name and the version in the recipe.');
}

/** The date of a version, as far as its registry or archive tells; asked once, then kept in the lock. */
export async function dateOf(ref: PackageRef, fetched: Fetched, newestEntry?: Date): Promise<string | undefined> {
  const folder = process.cwd();
  if (ref.registry === 'npm') {
    const words = ['view', `${ref.name}@${ref.version}`, 'time', '--json'];
    const times = JSON.parse(await runProgram('npm', words, { cwd: folder, failure: 'download-failed' })) as {
      [version: string]: string;
    };
    return times[ref.version]?.slice(0, 10);
  }
  if (ref.registry === 'go') {
    const words = ['list', '-m', '-f', '{{.Time.Format "2006-01-02"}}', `${ref.name}@${ref.version}`];
    return (await runProgram('go', words, { cwd: folder, failure: 'download-failed' })).trim() || undefined;
  }
  if (ref.registry === 'debian') return day(new Date(debianSeconds(fetched.file) * 1000));
  return newestEntry && newestEntry.getUTCFullYear() > 1980 ? day(newestEntry) : undefined;
}

/** Time of the first member of a .deb, an `ar` archive: 12 decimal digits behind the member's name of 16. */
function debianSeconds(file: string): number {
  const descriptor = openSync(file, 'r');
  try {
    const head = Buffer.alloc(36);
    readSync(descriptor, head, 0, 36, 0);
    return Number(head.toString('latin1', 24, 36).trim());
  } finally {
    closeSync(descriptor);
  }
}
