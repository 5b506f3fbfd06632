import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../schema/error.ts';
import { currentId, readLedger, taughtNames } from './ledger.ts';
import type { TaughtSource } from './source.ts';
import type { TeachPlaces } from './teach.ts';
import { type UpdateOptions, type UpdateOutcome, update } from './update.ts';

export interface WatchOptions extends UpdateOptions {
  /** Between two questions to a server, milliseconds. Files are looked at four times a second. */
  intervalMs: number;
  /** Ends the watch. */
  signal: AbortSignal;
  onOutcome(outcome: UpdateOutcome): void;
}

const FILE_MS = 250;

interface Watched {
  name: string;
  source: TaughtSource;
  /** When it is asked next. */
  dueMs: number;
  stamp: string;
}

/**
 * Follows taught files and URLs until it is told to stop: what changes there is in force within a moment (files) or an interval (URLs). A failure is an
 * outcome, and it goes on. Fails: `usage` where nothing of the kind is taught.
 */
export async function watch(places: TeachPlaces, names: string[], options: WatchOptions): Promise<void> {
  const wanted = names.length > 0 ? names : taughtNames(places.userDir);
  const watched = wanted.flatMap((name): Watched[] => {
    const source = sourceInForce(places, name);
    return source ? [{ name, source, dueMs: Date.now() + options.intervalMs, stamp: stampOf(source) }] : [];
  });
  if (watched.length === 0)
    throw new AppError(
      'usage',
      'No file and no URL is taught that could be watched',
      'Teach one: gorilla teach openapi.yaml',
    );
  while (!options.signal.aborted) {
    for (const one of watched) {
      if (options.signal.aborted) return;
      if (!isDue(one, options.intervalMs)) continue;
      const [outcome] = await update(places, [one.name], options);
      one.source = sourceInForce(places, one.name) ?? one.source;
      if (outcome && outcome.status !== 'unchanged') options.onOutcome(outcome);
    }
    await sleep(Math.min(FILE_MS, options.intervalMs), undefined, { signal: options.signal }).catch((error: Error) => {
      if (error.name !== 'AbortError') throw error;
    });
  }
}

function sourceInForce(places: TeachPlaces, name: string): TaughtSource | undefined {
  const current = currentId(places.userDir, name);
  const source = readLedger(places.userDir, name).versions.find((one) => one.id === current)?.source;
  return source?.kind === 'file' || source?.kind === 'url' ? source : undefined;
}

function stampOf({ kind, at }: TaughtSource): string {
  if (kind !== 'file') return '';
  const stat = statSync(at, { throwIfNoEntry: false });
  return stat ? `${stat.mtimeMs} ${stat.size} ${stat.ino}` : 'gone';
}

/** A file that is gone is most likely being written anew: it is due when it is there again. */
function isDue(one: Watched, intervalMs: number): boolean {
  if (one.source.kind === 'file') {
    const stamp = stampOf(one.source);
    if (stamp === one.stamp || stamp === 'gone') return false;
    one.stamp = stamp;
    return true;
  }
  if (Date.now() < one.dueMs) return false;
  one.dueMs = Date.now() + intervalMs;
  return true;
}
