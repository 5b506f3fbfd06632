import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PackageLock } from '../ingest/build/lock.ts';
import locked from '../ingest/build/packages.lock.json' with { type: 'json' };
import { Packages } from '../ingest/build/packages.ts';
import { runProgram } from '../ingest/build/program.ts';
import { keepParametersUnique } from '../ingest/build/unique-parameters.ts';
import { mergeIngested } from '../ingest/merge.ts';
import type { PackageRef } from '../ingest/recipe.ts';
import { AppError } from '../schema/error.ts';
import type { Ingested, Source } from '../schema/operation.ts';
import { writeAtomic } from '../zoo/atomic.ts';
import { currentId, readLedger } from './ledger.ts';
import { shippedProvider } from './overlay.ts';
import { type PackageReader, readerOf } from './package-readers.ts';
import type { TeachPlaces } from './teach.ts';

export interface PackageOptions {
  cacheDir: string;
  /** Of the reader's first package; the newest of all where absent. */
  version?: string;
  log?(message: string): void;
}

/** All of the provider as it is now, and what of it the packages gave. */
export interface PackageReading {
  parts: Ingested[];
  of: Ingested;
  shipped: Ingested;
}

/** What stands between registries' readings and our own descriptions of commands (CONTRIBUTING, adapters). */
const KEPT_PRECEDENCE = 50;

/**
 * Reads a shipped provider from the newest versions of its packages: theirs in place of the shipped operations of these packages, beside those of
 * other sources. `unchanged` where no newer version is there.
 *
 * Fails: `source-unsupported` where the provider is of no package that can be read here; `download-failed`, `tool-missing`, and as the adapters.
 */
export async function readPackages(
  places: TeachPlaces,
  provider: string,
  options: PackageOptions,
): Promise<PackageReading | 'unchanged'> {
  const shipped = shippedProvider(places.packsDir, provider);
  if (!shipped)
    throw new AppError('unknown-provider', `Nothing is shipped of ${provider}.`, 'All providers: gorilla zoo list');
  const reader = await readerOf(shipped);
  if (!reader)
    throw new AppError(
      'source-unsupported',
      `${provider} is not read from a package that could have a newer version`,
      'Teach its newest description: gorilla teach <source>.',
    );
  const log = options.log ?? (() => undefined);
  const versions = await newestVersions(reader, options.version);
  const have = versionsInForce(places, provider, shipped);
  if (
    options.version === undefined &&
    reader.follows.every((ref) => have.get(packageOf(ref)) === versions.get(packageOf(ref)))
  )
    return 'unchanged';
  const packages = new Packages(options.cacheDir, lockIn(options.cacheDir), log);
  const folders = new Map<PackageRef, string>();
  for (const ref of reader.packages) {
    const version = versions.get(packageOf(ref)) ?? ref.version;
    folders.set(ref, await packages.folder({ ...ref, version }));
  }
  const scratch = mkdtempSync(join(made(join(options.cacheDir, 'scratch')), 'update-'));
  try {
    const read = await reader.read({ folder: (ref) => folderOf(folders, ref), scratch, log });
    const mine = read.filter((part) => part.provider === provider);
    const [of] = mergeIngested(
      mine.map((ingested) => ({ ingested: versioned(ingested, versions, options.cacheDir), precedence: 0 })),
    );
    if (!of || of.operations.length === 0)
      throw new AppError(
        'source-unsupported',
        `The packages hold nothing of ${provider} any more`,
        'What is there stays.',
      );
    return { of, shipped, parts: joined(shipped, of, reader, versions) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const packageOf = (ref: PackageRef): string => `${ref.registry}:${ref.name}`;

function made(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}

function folderOf(folders: Map<PackageRef, string>, wanted: PackageRef): string {
  for (const [ref, folder] of folders)
    if (packageOf(ref) === packageOf(wanted) && ref.only?.source === wanted.only?.source) return folder;
  throw new AppError('internal', `${packageOf(wanted)} was not fetched`, 'A fault of the adapter.');
}

/** The archives that the program was built from are known by their sums; newer ones from their first download on. */
function lockIn(cacheDir: string): PackageLock {
  const file = join(made(cacheDir), 'packages.lock.json');
  const own = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as typeof locked) : {};
  writeAtomic(file, `${JSON.stringify({ ...own, ...locked }, null, 2)}\n`);
  return new PackageLock(file);
}

/** Versions by package: those in force, or else the shipped ones. */
function versionsInForce(places: TeachPlaces, provider: string, shipped: Ingested): Map<string, string> {
  const current = currentId(places.userDir, provider);
  const taught = readLedger(places.userDir, provider).versions.find((one) => one.id === current);
  const versions = new Map(shipped.sources.map((source) => [source.package, source.version]));
  for (const pair of taught?.packages ?? []) versions.set(...pair);
  return versions;
}

async function newestVersions(reader: PackageReader, wanted: string | undefined): Promise<Map<string, string>> {
  const versions = new Map<string, string>();
  const newest = wanted === undefined ? await Promise.all(reader.follows.map(newestVersion)) : [];
  for (const [i, ref] of reader.follows.entries()) {
    if (wanted !== undefined)
      versions.set(
        packageOf(ref),
        i === 0 ? wanted.replace(/^v(?=\d)/, ref.registry === 'go' ? 'v' : '') : ref.version,
      );
    else versions.set(packageOf(ref), newest[i]!);
  }
  return versions;
}

/** Asks the registry's own client. Fails: `download-failed`, `tool-missing`. */
async function newestVersion(ref: PackageRef): Promise<string> {
  const options = { cwd: '.', failure: 'download-failed' } as const;
  let answer = '';
  if (ref.registry === 'npm') answer = await runProgram('npm', ['view', ref.name, 'version'], options);
  else if (ref.registry === 'go')
    answer = await runProgram('go', ['list', '-m', '-f', '{{.Version}}', `${ref.name}@latest`], options);
  else if (ref.registry === 'pypi')
    answer =
      /\(([^()]+)\)/.exec(
        await runProgram('pip', ['index', 'versions', ref.name, '--disable-pip-version-check'], options),
      )?.[1] ?? '';
  const version = answer.trim().split('\n').at(-1)?.trim() ?? '';
  if (/^v?\d[\w.+-]*$/.test(version)) return version;
  throw new AppError('download-failed', `The registry names no version of ${packageOf(ref)}`, 'Try again later.');
}

function versioned(ingested: Ingested, versions: Map<string, string>, cacheDir: string): Ingested {
  const lock = new PackageLock(join(cacheDir, 'packages.lock.json'));
  const sources = ingested.sources.map((source): Source => {
    const version = versions.get(source.package);
    if (version === undefined || version === source.version) return source;
    const entry = lock.get(`${source.package}@${version}`);
    const { date: _date, sha256: _sum, ...rest } = source;
    return {
      ...rest,
      version,
      ...(entry?.date ? { date: entry.date } : {}),
      ...(entry ? { sha256: entry.sha256 } : {}),
    };
  });
  return { ...ingested, sources };
}

function joined(shipped: Ingested, of: Ingested, reader: PackageReader, versions: Map<string, string>): Ingested[] {
  const stays = shipped.operations.filter(
    (operation) => !versions.has(shipped.sources[operation.origin.source]?.package ?? ''),
  );
  const parts = mergeIngested([
    { ingested: of, precedence: reader.precedence },
    { ingested: { ...shipped, operations: stays }, precedence: KEPT_PRECEDENCE },
  ]);
  keepParametersUnique(parts);
  return parts;
}
