import { resolve } from 'node:path';
import { encodeBaseline, type Known, readBaseline } from '../../../check/config/baseline.ts';
import { type CheckConfig, type FailOn, loadCheckConfig, parseVersions } from '../../../check/config/config.ts';
import { readFiles } from '../../../check/files/read.ts';
import { listFiles, slashed } from '../../../check/files/walk.ts';
import { formatted } from '../../../check/output/format.ts';
import type { Report } from '../../../check/report.ts';
import { ResultCache } from '../../../check/run/cache.ts';
import { type Checker, type Outcome, type ReadFile, runCheck } from '../../../check/run/run.ts';
import { AppError } from '../../../schema/error.ts';
import { writeAtomic } from '../../../zoo/atomic.ts';
import { places } from '../../../zoo/places.ts';
import type { Context } from '../context.ts';
import { openChecker, zooStamp } from '../open-checker.ts';
import { textOf } from '../request.ts';
import { type CheckFlags, failOnOf, formatOf } from './check.ts';

/** Something was found that is as grave as --fail-on says. */
export const EXIT_FOUND = 1;
const DEFAULT_BASELINE = 'gorilla-baseline.json';
const MAX_STDIN_BYTES = 4 << 20;

/** How the checker is come by: tests bring their own. */
export interface Opening {
  open(pins: Readonly<Record<string, string>>): Promise<{ check: Checker; close(): void }>;
  /** Undefined: nothing is kept between runs. */
  stamp(pins: Readonly<Record<string, string>>): Promise<string | undefined>;
}

export const fails = ({ totals }: Report, failOn: FailOn): boolean =>
  failOn === 'warning' ? totals.errors + totals.warnings > 0 : failOn === 'error' && totals.errors > 0;

function merged(flags: CheckFlags, folder: string): CheckConfig & { failOn: FailOn } {
  const config = loadCheckConfig(folder, flags.config && resolve(folder, flags.config));
  const baseline = flags.baseline === undefined ? config.baseline : resolve(folder, flags.baseline);
  return {
    ...config,
    ...(baseline === undefined ? {} : { baseline }),
    failOn: failOnOf(flags) ?? config.failOn,
    versions: { ...config.versions, ...parseVersions(flags.pin ?? []) },
  };
}

async function* inputs(
  context: Context,
  names: readonly string[],
  flags: CheckFlags,
  folder: string,
  config: CheckConfig,
): AsyncGenerator<ReadFile> {
  if (names.includes('-')) {
    const bytes = await context.terminal.stdin(MAX_STDIN_BYTES);
    if (bytes.length > MAX_STDIN_BYTES)
      throw new AppError('usage', 'The text on stdin is larger than 4 MB.', 'Save it and name the file.');
    const path = flags.stdinName ?? 'stdin.sh';
    yield { path, key: path, text: textOf(bytes) };
  }
  const files = names.filter((name) => name !== '-');
  if (files.length === 0) return;
  const changed =
    flags.changed || flags.base !== undefined ? (flags.base === undefined ? {} : { base: flags.base }) : undefined;
  yield* readFiles(await listFiles(files, folder, config, changed), folder, config.folder);
}

/** Findings of files that were not looked at this time stay known. */
function updated(before: readonly Known[], outcome: Outcome, keys: ReadonlySet<string>): Known[] {
  return [...before.filter(({ path }) => !keys.has(path)), ...outcome.found];
}

/**
 * `gorilla check`: reads the configuration, lists and checks files, repairs, compares with the baseline, prints.
 * Fails: `usage`, `config-invalid`, `tool-missing`, `tool-failed`, `pack-missing`, `pack-broken`, `permission`.
 */
export async function checkCommand(
  context: Context,
  names: readonly string[],
  flags: CheckFlags,
  version: string,
  folder = process.cwd(),
  opening: Opening = {
    open: (pins) => openChecker(context.paths, pins),
    stamp: (pins) => zooStamp(context.paths, pins),
  },
): Promise<void> {
  const { terminal } = context;
  const format = formatOf(flags);
  const config = merged(flags, folder);
  const baseline = config.baseline ?? (flags.updateBaseline ? resolve(config.folder, DEFAULT_BASELINE) : undefined);
  const known = baseline === undefined ? undefined : readBaseline(baseline);
  if (baseline !== undefined && !known && !flags.updateBaseline)
    throw new AppError('config-invalid', `The baseline ${baseline} is not there.`, 'Write it: --update-baseline');
  const stamp = flags.cache ? await opening.stamp(config.versions) : undefined;
  const cacheFolder = places(terminal.env).cache;
  const cache = stamp === undefined ? undefined : ResultCache.open(cacheFolder, folder, stamp);
  let opened: Promise<{ check: Checker; close(): void }> | undefined;
  const checker = async (): Promise<Checker> => (await (opened ??= opening.open(config.versions))).check;
  const keys = new Map<string, string>();
  async function* noted(): AsyncGenerator<ReadFile> {
    for await (const file of inputs(context, names, flags, folder, config)) {
      keys.set(file.path, file.key);
      yield file;
    }
  }
  let outcome: Outcome;
  try {
    outcome = await runCheck(noted(), {
      config,
      checker,
      ...(cache ? { cache } : {}),
      // To update is to look at everything anew.
      ...(known && !flags.updateBaseline ? { known } : {}),
      ...(flags.fix ? { fix: true } : {}),
    });
  } finally {
    await opened?.then((one) => one.close());
  }
  const unsaved = cache?.save();
  if (unsaved !== undefined) terminal.err(`gorilla: results are not kept for the next time: ${unsaved}\n`);
  if (flags.updateBaseline && baseline !== undefined) {
    const all = updated(known ?? [], outcome, new Set(keys.values()));
    writeAtomic(baseline, Buffer.from(encodeBaseline(all)));
    terminal.err(`${slashed(baseline)} holds ${all.reduce((sum, { count }) => sum + count, 0)} known findings.\n`);
    return;
  }
  const options = { version, keyOf: (path: string) => keys.get(path) ?? path, width: terminal.width };
  const text = await formatted(outcome, format, { ...options, colour: !flags.output && terminal.colour.out });
  if (flags.output) {
    writeAtomic(resolve(folder, flags.output), Buffer.from(text));
    const { summary } = await import('../../../check/output/human.ts');
    terminal.err(`${summary(outcome.report, outcome.silent)}\n`);
  } else terminal.out(text);
  if (fails(outcome.report, config.failOn)) context.exit = EXIT_FOUND;
}
