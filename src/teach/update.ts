import { AppError } from '../schema/error.ts';
import type { Ingested } from '../schema/operation.ts';
import { diffOperations, type ZooDiff } from '../zoo/diff.ts';
import { notTaught } from './forget.ts';
import { currentId, type Ledger, readLedger, taughtNames } from './ledger.ts';
import { overShipped, shippedInfo } from './overlay.ts';
import { currentReading, namedVersion } from './readings.ts';
import { noteUpdate } from './revert.ts';
import type { TaughtSource } from './source.ts';
import { put, readAny, type TeachPlaces, type TeachReport } from './teach.ts';

export interface UpdateOptions {
  /** Read and compare, and change nothing. */
  dryRun?: boolean;
  signal?: AbortSignal;
  now?: string;
  /** Downloads and unpacked packages. */
  cacheDir: string;
  log?(message: string): void;
}

/** What became of one name. */
export interface UpdateOutcome {
  name: string;
  status: 'updated' | 'unchanged' | 'pinned' | 'failed';
  diff?: ZooDiff;
  report?: TeachReport;
  error?: AppError;
  /** Before and after: what breaks can be told from these. */
  before?: Ingested[];
  after?: Ingested[];
}

/**
 * Reads sources anew, each where it came from, and puts in force what has changed. One that fails changes nothing and holds up nobody. Without names:
 * all that is taught. A name may carry the version that a registry shall give.
 */
export async function update(places: TeachPlaces, names: string[], options: UpdateOptions): Promise<UpdateOutcome[]> {
  const meant =
    names.length > 0
      ? names
      : taughtNames(places.userDir).filter((name) => sourceOf(places, readLedger(places.userDir, name)));
  for (const name of meant) known(places, namedVersion(name).name);
  const outcomes: UpdateOutcome[] = [];
  for (const name of meant) {
    try {
      outcomes.push(await updateOne(places, name, options));
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
      outcomes.push({ name, status: 'failed', error });
    }
  }
  const changed = outcomes.filter((one) => one.status === 'updated').map((one) => one.name);
  if (changed.length > 0 && !options.dryRun) noteUpdate(places.userDir, changed);
  return outcomes;
}

/** Fails: `unknown-provider`. */
function known(places: TeachPlaces, name: string): void {
  if (!taughtNames(places.userDir).includes(name) && !shippedInfo(places.packsDir, name))
    throw notTaught(places.userDir, name);
}

/** Where what is in force came from; before anything is taught, or after an undo, the packages that the shipped pack names. */
function sourceOf(places: TeachPlaces, ledger: Ledger): TaughtSource | undefined {
  const current = currentId(places.userDir, ledger.name);
  return (ledger.versions.find((one) => one.id === current) ?? ledger.versions.at(-1))?.source;
}

async function updateOne(places: TeachPlaces, wanted: string, options: UpdateOptions): Promise<UpdateOutcome> {
  const { name, version } = namedVersion(wanted);
  const ledger = readLedger(places.userDir, name);
  if (ledger.pinned !== undefined && version === undefined) return { name, status: 'pinned' };
  const source = sourceOf(places, ledger);
  if (!source && currentId(places.userDir, name) !== undefined)
    throw new AppError(
      'source-unsupported',
      `Where ${name} came from is not known`,
      name.startsWith('installed-')
        ? 'Read it anew: gorilla zoo installed --add'
        : 'Teach it anew: gorilla teach <source>.',
    );
  if (!source || source.kind === 'package') return fromPackages(places, name, version, options);
  if (version !== undefined)
    throw new AppError(
      'usage',
      `${name} was taught from ${source.at}, which has one version`,
      `Without a version: gorilla update ${name}`,
    );
  const { dryRun, now = new Date().toISOString(), signal } = options;
  const reading = await readAny(source, {
    name: providerName(ledger, name),
    ifChanged: currentId(places.userDir, name) !== undefined,
    now,
    ...(signal ? { signal } : {}),
  });
  if (reading === 'unchanged') return { name, status: 'unchanged' };
  const { parts, replaces } = overShipped(places.packsDir, reading.ingested);
  const before = currentReading(places, name).parts;
  const diff = diffOperations(operationsOf(before), operationsOf(parts));
  // Programs and servers are asked each time; documents are known by their bytes.
  if ((source.kind === 'cli' || source.kind === 'mcp') && isEmpty(diff)) return { name, status: 'unchanged' };
  const act = () =>
    put(places, name, parts, { replaces, source: reading.source, format: reading.format, of: reading.ingested, now });
  return settled(name, diff, before, parts, dryRun ? undefined : act);
}

/** The provider may be called otherwise than the pack: `teach tar.1 --name mytar` is the program tar all the same. */
function providerName(ledger: Ledger, name: string): string {
  return ledger.versions.at(-1)?.providers.length === 1 ? (ledger.versions.at(-1)!.providers[0] ?? name) : name;
}

async function fromPackages(
  places: TeachPlaces,
  name: string,
  version: string | undefined,
  options: UpdateOptions,
): Promise<UpdateOutcome> {
  const { readPackages } = await import('./packages.ts');
  const reading = await readPackages(places, name, { ...options, ...(version === undefined ? {} : { version }) });
  if (reading === 'unchanged') return { name, status: 'unchanged' };
  const before = currentId(places.userDir, name) === undefined ? [reading.shipped] : currentReading(places, name).parts;
  const diff = diffOperations(operationsOf(before), operationsOf(reading.parts));
  const now = options.now ?? new Date().toISOString();
  const source: TaughtSource = { kind: 'package', at: name };
  const act = () =>
    put(places, name, reading.parts, { replaces: true, source, format: 'package', of: reading.of, now });
  return settled(name, diff, before, reading.parts, options.dryRun ? undefined : act);
}

function settled(
  name: string,
  diff: ZooDiff,
  before: Ingested[],
  after: Ingested[],
  act: (() => TeachReport) | undefined,
): UpdateOutcome {
  return { name, status: 'updated', diff, before, after, ...(act ? { report: act() } : {}) };
}

const isEmpty = ({ added, removed, changed }: ZooDiff): boolean => added.length + removed.length + changed.length === 0;

const operationsOf = (parts: Ingested[]) => parts.flatMap((part) => part.operations);
