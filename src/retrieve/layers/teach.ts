import type { AppError } from '../../schema/error.ts';
import type { Ingested } from '../../schema/operation.ts';
import { removeForGood } from '../../zoo/atomic.ts';
import { EmbeddedZoo } from '../../zoo/embedded.ts';
import { addPack, listPacks, placePack, removePack } from '../../zoo/user-packs.ts';
import { Retriever } from '../retriever.ts';
import { indexFiles } from './pack-index.ts';

export interface TeachPlaces {
  /** The shipped packs. */
  packsDir: string;
  /** The user's data folder. */
  userDir: string;
}

export interface Taught {
  operations: number;
  /** Packs and indexes of the user's folder that cannot be used as they are. */
  problems: AppError[];
}

/**
 * Adds a source to the user's zoo, with all that searching it needs. When this returns, it is on the disk. A source of the same name is
 * replaced; `replaces` hides the shipped operations of the same providers.
 *
 * Fails: `usage` for a name that no file can have; `disk-full`, `read-only`, `permission`, and then nothing has changed.
 */
export function teachIngested(
  places: TeachPlaces,
  name: string,
  ingested: Ingested[],
  options: { replaces?: boolean } = {},
): Taught {
  addPack(places.userDir, name, ingested, options);
  const operations = ingested.reduce((sum, one) => sum + one.operations.length, 0);
  return { operations, problems: makeSearchable(places) };
}

/** As `teachIngested`, of a pack that is made already. */
export function teachPack(places: TeachPlaces, name: string, bytes: Uint8Array): AppError[] {
  placePack(places.userDir, name, bytes);
  return makeSearchable(places);
}

/** Opening makes the indexes that are missing, and keeps them. */
function makeSearchable(places: TeachPlaces): AppError[] {
  const zoo = EmbeddedZoo.open(places);
  try {
    const { problems } = Retriever.open(places.packsDir, zoo);
    return [...zoo.problems, ...problems];
  } finally {
    zoo.close();
  }
}

/** Removes a taught source and its index. Returns whether there was one. */
export function forgetTaught(userDir: string, name: string): boolean {
  const pack = listPacks(userDir).find((one) => one.name === name);
  const removed = removePack(userDir, name);
  if (pack) for (const file of Object.values(indexFiles(pack))) removeForGood(file);
  return removed;
}
