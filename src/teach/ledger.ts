import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../schema/error.ts';
import { removeForGood, writeAtomic } from '../zoo/atomic.ts';
import { listPacks } from '../zoo/user-packs.ts';
import type { TaughtSource } from './source.ts';

/** One reading of a source. Its pack lies beside the ledger as `ID.pack`. */
export interface TaughtVersion {
  /** The beginning of the sha256 of the pack's bytes. */
  id: string;
  /** What the document calls its version, or the day of the reading. */
  version: string;
  /** When it was read: ISO time. */
  at: string;
  providers: string[];
  operations: number;
  parameters: number;
  source: TaughtSource;
  /** Versions of the packages that it was read from. */
  packages?: [name: string, version: string][];
}

export interface Ledger {
  name: string;
  /** Oldest first. */
  versions: TaughtVersion[];
  /** The id that `update` leaves alone; `shipped`: what came with the program. */
  pinned?: string;
  /** What stood before the last change, for undoing: an id, or `none`. */
  before?: string;
}

/** The shipped pack of the provider, where nothing is taught over it. */
export const SHIPPED = 'shipped';
export const NONE = 'none';
const KEPT = 10;

/**
 * The history of taught packs: `taught/NAME/ledger.json` and the packs of all versions that are kept. Which of them is in force is not
 * written anywhere but in `zoo/NAME.pack` itself: so one rename changes it, and a crash cannot leave two opinions.
 */
function folderOf(userDir: string, name: string): string {
  return join(userDir, 'taught', name);
}

export function versionFile(userDir: string, name: string, id: string): string {
  return join(folderOf(userDir, name), `${id}.pack`);
}

export function idOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

/** An empty one where nothing was taught under the name. Fails: `pack-broken` where it cannot be read. */
export function readLedger(userDir: string, name: string): Ledger {
  const file = join(folderOf(userDir, name), 'ledger.json');
  if (!existsSync(file)) return { name, versions: [] };
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Ledger;
  } catch (cause) {
    throw new AppError('pack-broken', `${file} cannot be read`, `Remove it and teach ${name} again.`, cause);
  }
}

export function writeLedger(userDir: string, ledger: Ledger): void {
  writeAtomic(join(folderOf(userDir, ledger.name), 'ledger.json'), `${JSON.stringify(ledger, null, 1)}\n`);
}

/** The id of the pack in force; undefined where there is none. */
export function currentId(userDir: string, name: string): string | undefined {
  const pack = listPacks(userDir).find((one) => one.name === name);
  return pack && idOf(readFileSync(pack.file));
}

/** Keeps a version's pack and notes it, before it comes into force. The oldest go, but never the one in force or the pinned one. */
export function keepVersion(userDir: string, name: string, version: TaughtVersion, bytes: Uint8Array): Ledger {
  const ledger = readLedger(userDir, name);
  const current = currentId(userDir, name);
  writeAtomic(versionFile(userDir, name, version.id), bytes);
  const others = ledger.versions.filter((one) => one.id !== version.id);
  const spare = others.filter((one) => one.id !== current && one.id !== ledger.pinned && one.id !== ledger.before);
  const dropped = new Set(spare.slice(0, Math.max(0, others.length + 1 - KEPT)).map((one) => one.id));
  const kept: Ledger = { ...ledger, versions: [...others.filter((one) => !dropped.has(one.id)), version] };
  if (current !== version.id) kept.before = current ?? NONE;
  writeLedger(userDir, kept);
  for (const id of dropped) removeForGood(versionFile(userDir, name, id));
  return kept;
}

/** Names under which something is or was taught. */
export function taughtNames(userDir: string): string[] {
  const folder = join(userDir, 'taught');
  const kept = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
    : [];
  return [...new Set([...kept, ...listPacks(userDir).map((pack) => pack.name)])].sort();
}

/** Removes all versions. */
export function dropLedger(userDir: string, name: string): void {
  rmSync(folderOf(userDir, name), { recursive: true, force: true });
}

/** A version by what a person calls it: its own version, its id or the beginning of it; the newest where several have the name. */
export function versionNamed(ledger: Ledger, wanted: string): TaughtVersion | undefined {
  const plain = wanted.replace(/^v(?=\d)/, '');
  return (
    ledger.versions.findLast((one) => one.version === wanted || one.version.replace(/^v(?=\d)/, '') === plain) ??
    (wanted.length >= 4 ? ledger.versions.findLast((one) => one.id.startsWith(wanted)) : undefined)
  );
}
