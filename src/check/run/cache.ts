import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileReport } from '../report.ts';
import type { SourceFile } from '../snippet.ts';

/** More than this many files are not remembered: the newest stay. */
const MOST = 20_000;

/**
 * Reports of files by their content, for one zoo and one build of the program: one JSON file a folder that was checked. May be removed at any
 * time; a damaged one counts as empty, and one that cannot be written is done without.
 */
export class ResultCache {
  readonly #file: string;
  readonly #kept: Map<string, FileReport>;
  #changed = false;

  private constructor(file: string, kept: Map<string, FileReport>) {
    this.#file = file;
    this.#kept = kept;
  }

  /** `stamp` says which zoo and which program judged; `about` the folder that is checked. */
  static open(folder: string, about: string, stamp: string): ResultCache {
    const name = createHash('sha256').update(`${about}\0${stamp}`).digest('hex').slice(0, 24);
    const file = join(folder, 'check', `${name}.json`);
    return new ResultCache(file, read(file));
  }

  static keyOf({ path, text }: SourceFile): string {
    return createHash('sha256').update(path).update('\0').update(text).digest('base64url').slice(0, 27);
  }

  get(key: string): FileReport | undefined {
    return this.#kept.get(key);
  }

  put(key: string, report: FileReport): void {
    this.#kept.set(key, report);
    this.#changed = true;
  }

  /** Returns why nothing was written, where that is so. */
  save(): string | undefined {
    if (!this.#changed) return undefined;
    const entries = [...this.#kept].slice(-MOST);
    const draft = `${this.#file}.${process.pid}`;
    try {
      mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
      writeFileSync(draft, JSON.stringify(entries), { mode: 0o600 });
      renameSync(draft, this.#file);
      return undefined;
    } catch (error) {
      rmSync(draft, { force: true });
      return (error as Error).message;
    }
  }
}

function read(file: string): Map<string, FileReport> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // Not there, or not for us to read: checked anew.
    return new Map();
  }
  try {
    const entries = JSON.parse(text) as [string, FileReport][];
    return new Map(entries.filter(([key, report]) => typeof key === 'string' && Array.isArray(report?.calls)));
  } catch {
    // A damaged cache is an empty one.
    return new Map();
  }
}
