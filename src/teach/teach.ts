import { teachPack } from '../retrieve/layers/teach.ts';
import { AppError } from '../schema/error.ts';
import type { Ingested, Skip } from '../schema/operation.ts';
import { userPackBytes } from '../zoo/user-packs.ts';
import { clean } from './clean.ts';
import { detect } from './detect.ts';
import { learn } from './learn.ts';
import { idOf, keepVersion, type TaughtVersion } from './ledger.ts';
import { mcpTools } from './mcp-tools.ts';
import { nameFor, slug } from './naming.ts';
import { overShipped } from './overlay.ts';
import { type QualityHint, qualityOf } from './quality.ts';
import { MAX_BYTES, readSource } from './read-source.ts';
import type { Format, TaughtSource } from './source.ts';

export interface TeachPlaces {
  /** The shipped packs. */
  packsDir: string;
  /** The user's data folder. */
  userDir: string;
}

export interface TeachOptions {
  /** Of pack and provider; found in the document where absent. */
  name?: string;
  signal?: AbortSignal;
  /** ISO time; now where absent. */
  now?: string;
}

/** A source as it was read; nothing is changed yet. */
export interface Reading {
  name: string;
  format: Format;
  source: TaughtSource;
  /** What the document says, and nothing of what is shipped. */
  ingested: Ingested;
}

/** What teaching a source has brought. */
export interface TeachReport {
  name: string;
  format: Format;
  version: string;
  /** Of the pack: by this an index or an embedding belongs to it. */
  id: string;
  providers: string[];
  operations: number;
  parameters: number;
  skipped: Skip[];
  hints: QualityHint[];
  /** Shipped operations of the provider are hidden by these. */
  replacesShipped: boolean;
  /** Packs and indexes that cannot be used as they are. */
  problems: AppError[];
}

const TIMEOUT_MS = 30_000;

/** Reads a source of any kind. `unchanged` only where `ifChanged` asks for it. Fails as readers and adapters do. */
export async function readAny(
  source: TaughtSource,
  options: TeachOptions & { ifChanged?: boolean } = {},
): Promise<Reading | 'unchanged'> {
  const today = (options.now ?? new Date().toISOString()).slice(0, 10);
  if (source.kind === 'cli') return named(await crawled(source, options), 'help', source, options.name);
  if (source.kind === 'mcp') {
    const rules = {
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      ...(source.allowPrivate ? { allowPrivate: true } : {}),
    };
    const value = await mcpTools(source.at, { ...rules, ...(options.signal ? { signal: options.signal } : {}) });
    const provider = slug(options.name ?? '') || nameFor('mcp', value, source.at);
    return named(
      await learn({ format: 'mcp', value }, { provider, source, name: source.at, today }),
      'mcp',
      source,
      provider,
    );
  }
  const document = await readSource(source, options);
  if (document === 'unchanged') return 'unchanged';
  const detected = detect(document, source.format ?? (source.kind === 'man' ? 'man' : undefined));
  const provider = slug(options.name ?? '') || nameFor(detected.format, detected.value, source.at);
  const ingested = await learn(detected, { provider, source: document.source, name: document.name, today });
  // Programs are called by their own names, whatever the pack is called.
  const ofProgram =
    detected.format === 'man' ||
    detected.format === 'fig' ||
    detected.format === 'aws' ||
    detected.format === 'community';
  return named(ingested, detected.format, document.source, options.name ?? (ofProgram ? ingested.provider : provider));
}

async function crawled(source: TaughtSource, options: TeachOptions): Promise<Ingested> {
  const { crawlInstalled } = await import('../ingest/help/crawl.ts');
  const ingested = await crawlInstalled(source.at, {
    ...(options.signal ? { signal: options.signal } : {}),
    ...(options.now ? { date: options.now.slice(0, 10) } : {}),
  });
  // Some programs do not say their version where all others do: then it is the day.
  const sources = ingested.sources.map((one) =>
    one.version === 'unknown' && one.date ? { ...one, version: one.date } : one,
  );
  return { ...ingested, sources };
}

function named(ingested: Ingested, format: Format, source: TaughtSource, name = ingested.provider): Reading {
  const plain = slug(name) || 'taught';
  if (ingested.operations.length === 0)
    throw new AppError(
      'source-unsupported',
      `${source.at} describes no operation that can be read`,
      ingested.skipped[0]
        ? `The first that was skipped: ${ingested.skipped[0].pointer}, ${ingested.skipped[0].reason}.`
        : 'See docs/teach.md.',
    );
  return { name: plain, format, source, ingested: clean(ingested) };
}

/**
 * Teaches a source: reads it, keeps it as a version, and puts it in force. When this returns, it can be searched, and is on the disk; where it fails,
 * nothing has changed.
 *
 * A hook for what is made of a pack later (vectors): whoever opens the zoo finds packs by their `identity`, and makes what is missing then.
 */
export async function teach(
  places: TeachPlaces,
  source: TaughtSource,
  options: TeachOptions = {},
): Promise<TeachReport> {
  const reading = await readAny(source, options);
  if (reading === 'unchanged') throw new AppError('internal', 'A source was not read', 'A fault of ours.');
  return keep(places, reading, options);
}

/** Keeps a reading and puts it in force. */
export function keep(
  places: TeachPlaces,
  { name, format, source, ingested }: Reading,
  options: TeachOptions = {},
): TeachReport {
  const { parts, replaces } = overShipped(places.packsDir, ingested);
  return put(places, name, parts, {
    replaces,
    source,
    format,
    of: ingested,
    now: options.now ?? new Date().toISOString(),
  });
}

export interface PutOptions {
  replaces: boolean;
  source: TaughtSource;
  format: Format;
  /** What is reported: the source's own, not what is shipped beside it. */
  of: Ingested;
  now: string;
}

export function put(places: TeachPlaces, name: string, parts: Ingested[], options: PutOptions): TeachReport {
  const { of, replaces, source, format, now } = options;
  const bytes = userPackBytes(name, parts, { replaces });
  const id = idOf(bytes);
  const version: TaughtVersion = {
    id,
    version: of.sources[0]?.version ?? now.slice(0, 10),
    at: now,
    providers: parts.map((part) => part.provider),
    operations: of.operations.length,
    parameters: of.operations.reduce((sum, one) => sum + one.parameters.length, 0),
    source,
    ...(source.kind === 'package'
      ? { packages: of.sources.map((one): [string, string] => [one.package, one.version]) }
      : {}),
  };
  keepVersion(places.userDir, name, version, bytes);
  const problems = teachPack(places, name, bytes);
  const { providers, operations, parameters } = version;
  return {
    name,
    format,
    version: version.version,
    id,
    providers,
    operations,
    parameters,
    skipped: of.skipped,
    hints: qualityOf([of]),
    replacesShipped: replaces,
    problems,
  };
}
