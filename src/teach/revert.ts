import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forgetTaught, teachPack } from '../retrieve/layers/teach.ts';
import { AppError } from '../schema/error.ts';
import { writeAtomic } from '../zoo/atomic.ts';
import { notTaught } from './forget.ts';
import { currentId, NONE, readLedger, SHIPPED, taughtNames, versionFile, versionNamed, writeLedger } from './ledger.ts';
import { shippedInfo } from './overlay.ts';
import type { TeachPlaces } from './teach.ts';

export interface Reverted {
  name: string;
  /** What is in force now. */
  version: string;
}

const lastFile = (userDir: string): string => join(userDir, 'taught', 'last-update.json');

/** What the last update changed: what `undo` without names takes back. */
export function noteUpdate(userDir: string, names: string[]): void {
  writeAtomic(lastFile(userDir), `${JSON.stringify({ names })}\n`);
}

function lastNames(userDir: string): string[] {
  const file = lastFile(userDir);
  if (!existsSync(file)) return [];
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { names: string[] }).names;
  } catch (cause) {
    throw new AppError('pack-broken', `${file} cannot be read`, 'Say which to undo: gorilla update --undo acme', cause);
  }
}

/** Puts in force what stood before the last change; a second undo takes the first one back. Fails: `unknown-provider`, `pack-missing`. */
export function undo(places: TeachPlaces, names: string[]): Reverted[] {
  const meant = names.length > 0 ? names : lastNames(places.userDir);
  if (meant.length === 0)
    throw new AppError('usage', 'There is no update to undo', 'gorilla zoo versions NAME shows what is kept.');
  return meant.map((name) => {
    const { before } = readLedger(places.userDir, name);
    if (before === undefined) throw notTaught(places.userDir, name);
    return inForce(places, name, before);
  });
}

/** Puts a kept version in force, or none, which is what is shipped. */
function inForce(places: TeachPlaces, name: string, id: string): Reverted {
  const { userDir } = places;
  const ledger = readLedger(userDir, name);
  const current = currentId(userDir, name) ?? NONE;
  if (id === NONE) forgetTaught(userDir, name);
  else {
    const file = versionFile(userDir, name, id);
    if (!existsSync(file))
      throw new AppError('pack-missing', `${file} is missing`, `Read ${name} anew: gorilla update ${name}`);
    if (current !== id) teachPack(places, name, readFileSync(file));
  }
  if (current !== id) writeLedger(userDir, { ...ledger, before: current });
  const version = ledger.versions.find((one) => one.id === id)?.version;
  return { name, version: version ?? (shippedInfo(places.packsDir, name) ? SHIPPED : NONE) };
}

/**
 * Holds a version, in force from now on: `update` leaves it alone. Without a version the one that is in force. `shipped` is what came with the program.
 *
 * Fails: `unknown-provider` where the version is not kept.
 */
export function pin(places: TeachPlaces, name: string, version?: string): Reverted {
  const { userDir } = places;
  const ledger = readLedger(userDir, name);
  const current = currentId(userDir, name);
  const shipped = shippedInfo(places.packsDir, name);
  const isShipped =
    version === SHIPPED ||
    (version === undefined && current === undefined) ||
    (version !== undefined &&
      !versionNamed(ledger, version) &&
      shipped?.sources.some((one) => one.version === version));
  if (isShipped) {
    if (!shipped) throw notTaught(userDir, name);
    const reverted = current === undefined ? { name, version: SHIPPED } : inForce(places, name, NONE);
    writeLedger(userDir, { ...readLedger(userDir, name), pinned: SHIPPED });
    return { ...reverted, version: shipped.sources[0]?.version ?? SHIPPED };
  }
  const found =
    version === undefined ? ledger.versions.find((one) => one.id === current) : versionNamed(ledger, version);
  if (!found) {
    if (!taughtNames(userDir).includes(name) && !shipped) throw notTaught(userDir, name);
    const kept = ledger.versions.map((one) => one.version);
    throw new AppError(
      'unknown-provider',
      `No version ${version ?? 'of it'} of ${name} is kept.`,
      `${kept.length > 0 ? `There are: ${kept.join(', ')}. ` : ''}From a registry: gorilla update ${name}@${version ?? 'VERSION'}`,
    );
  }
  const reverted = inForce(places, name, found.id);
  writeLedger(userDir, { ...readLedger(userDir, name), pinned: found.id });
  return reverted;
}

/** Lets `update` go on. Returns whether it was pinned. */
export function unpin(userDir: string, name: string): boolean {
  const { pinned, ...ledger } = readLedger(userDir, name);
  if (pinned === undefined) return false;
  writeLedger(userDir, ledger);
  return true;
}
