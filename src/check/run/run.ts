import { type Known, knownOf, withoutKnown } from '../config/baseline.ts';
import type { CheckConfig } from '../config/config.ts';
import { judged } from '../config/judge.ts';
import type { FileReport, Report } from '../report.ts';
import type { SourceFile } from '../snippet.ts';
import { ResultCache } from './cache.ts';
import { mended } from './mend.ts';

export type Checker = (file: SourceFile) => FileReport | Promise<FileReport>;

/** A file that was read, or the reason why it could not be. */
export type ReadFile = SourceFile & {
  /** Its name in the baseline: relative to the configuration's folder. */
  key: string;
  /** Puts a repaired text in the file's place; absent where there is no file. */
  write?(text: string): void;
  unread?: string;
};

export interface RunOptions {
  config: CheckConfig;
  /** Opens the zoo: asked for only when a file is not in the cache. */
  checker(): Promise<Checker>;
  cache?: ResultCache;
  known?: readonly Known[];
  fix?: boolean;
  /** Called after each file. */
  progress?(done: number): void;
}

export interface Outcome {
  report: Report;
  /** Findings of the checked files as a baseline would hold them. */
  found: Known[];
  /** Findings that the baseline silenced. */
  silent: number;
  /** Text of each file with findings, by its path: what a person is shown. */
  texts: Map<string, string>;
  cached: number;
}

/** Checks files one after another; each is read only when its turn comes. */
export async function runCheck(
  files: Iterable<ReadFile> | AsyncIterable<ReadFile>,
  options: RunOptions,
): Promise<Outcome> {
  const { config, cache } = options;
  const known = groupByPath(options.known ?? []);
  const outcome: Outcome = { report: emptyReport(), found: [], silent: 0, texts: new Map(), cached: 0 };
  const { report } = outcome;
  const raw = async (file: SourceFile): Promise<FileReport> => {
    const key = cache ? ResultCache.keyOf(file) : '';
    const kept = cache?.get(key);
    if (kept) {
      outcome.cached++;
      return kept;
    }
    const made = await (await options.checker())(file);
    cache?.put(key, made);
    return made;
  };
  let done = 0;
  for await (const file of files) {
    if (file.unread !== undefined) {
      report.files.push({ path: file.path, calls: [], problems: [{ line: 1, message: file.unread }] });
      continue;
    }
    const look = async (text: string): Promise<{ all: FileReport; left: FileReport; silent: number }> => {
      const all = judged(await raw({ path: file.path, text }), text, config);
      const { file: left, silent } = withoutKnown(file.key, all, known.get(file.key) ?? []);
      return { all, left, silent };
    };
    let text = file.text;
    let seen = await look(text);
    if (options.fix && file.write) {
      const result = await mended(text, seen.left, async (next) => (await look(next)).left);
      if (result.fixed > 0) {
        file.write(result.text);
        text = result.text;
        seen = await look(text);
        report.totals.fixed += result.fixed;
      }
    }
    outcome.silent += seen.silent;
    outcome.found.push(...knownOf(file.key, seen.all));
    if (seen.left.calls.some(({ findings }) => findings.length > 0)) outcome.texts.set(file.path, text);
    report.files.push(seen.left);
    options.progress?.(++done);
  }
  count(report);
  return outcome;
}

function groupByPath(known: readonly Known[]): Map<string, Known[]> {
  const groups = new Map<string, Known[]>();
  for (const entry of known) groups.set(entry.path, [...(groups.get(entry.path) ?? []), entry]);
  return groups;
}

function emptyReport(): Report {
  return {
    files: [],
    totals: { right: 0, wrong: 0, unknown: 0, 'not-checked': 0, files: 0, errors: 0, warnings: 0, fixed: 0 },
  };
}

function count({ files, totals }: Report): void {
  totals.files = files.length;
  for (const { verdict, findings } of files.flatMap(({ calls }) => calls)) {
    totals[verdict]++;
    for (const { severity } of findings) totals[severity === 'error' ? 'errors' : 'warnings']++;
  }
}
