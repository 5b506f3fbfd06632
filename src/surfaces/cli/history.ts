import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { maskSecrets } from './mask.ts';

export interface HistoryEntry {
  /** ISO time. */
  at: string;
  request: string;
  /** The calls as text, in order; empty where there was none. */
  calls: string[];
}

/** The file is cut to half of this when it has grown over it. */
const MOST_BYTES = 1_000_000;

const fileOf = (state: string) => join(state, 'history.jsonl');

/** Oldest first. Lines that a crash or an editor broke are passed over. */
export function readHistory(state: string): HistoryEntry[] {
  let text: string;
  try {
    text = readFileSync(fileOf(state), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  const entries: HistoryEntry[] = [];
  for (const line of text.split('\n')) {
    if (!line.startsWith('{') || !line.endsWith('}')) continue;
    try {
      entries.push(JSON.parse(line) as HistoryEntry);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return entries;
}

/** One line, appended: two programs at once do not mix, as a line is one write. */
export function addToHistory(state: string, entry: HistoryEntry): void {
  const file = fileOf(state);
  mkdirSync(state, { recursive: true, mode: 0o700 });
  const masked = { at: entry.at, request: maskSecrets(entry.request), calls: entry.calls.map(maskSecrets) };
  appendFileSync(file, `${JSON.stringify(masked)}\n`, { mode: 0o600 });
  if (statSync(file).size <= MOST_BYTES) return;
  const kept = readFileSync(file, 'utf8').slice(-MOST_BYTES / 2);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, kept.slice(kept.indexOf('\n') + 1), { mode: 0o600 });
  renameSync(draft, file);
}

export function clearHistory(state: string): void {
  rmSync(fileOf(state), { force: true });
}
