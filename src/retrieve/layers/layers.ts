import { AppError } from '../../schema/error.ts';
import { Scores } from '../index/search.ts';
import type { Segment } from '../index/segment.ts';
import { COLUMNS, emptyTable, type OperationTable } from '../index/table.ts';
import { type LayeredZoo, type PackIndex, packIndex, type ShippedIndex } from './pack-index.ts';

/** A taught pack as a search sees it: the operation of entry n has the ordinal `base + n`. */
export interface Layer {
  base: number;
  documents: Segment;
  scores: Scores;
}

/** Shipped and taught operations as one. */
export interface Layered {
  table: OperationTable;
  /** The operations that asks mean: those that stand for hidden ones instead of them. */
  owners: Uint32Array;
  /** Hidden operations, and those that stand for them. */
  standIn: ReadonlyMap<number, number>;
  layers: Layer[];
  /** Why a pack is left out, or its index cannot be kept. */
  problems: AppError[];
}

/**
 * The taught packs of an open zoo, joined to the shipped index. Undefined where nothing is taught: then nothing is copied.
 *
 * A hidden operation has no surface in the joined table, so that no search admits it.
 */
export function openLayers(zoo: LayeredZoo, shipped: ShippedIndex, askOwners: Uint32Array): Layered | undefined {
  const packs = zoo.taughtPacks();
  if (packs.length === 0) return undefined;
  const problems: AppError[] = [];
  const opened = packs.map((pack): { base: number; end: number; index?: PackIndex } => {
    try {
      return { ...pack, index: packIndex(zoo, pack, shipped, (error) => problems.push(error)) };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      problems.push(error);
      return pack;
    }
  });
  const table = grown(shipped.table, packs.at(-1)!.end);
  for (const { base, index } of opened) if (index) place(table, index.table, base);
  const standIn = new Map<number, number>();
  for (const { base, index } of opened) {
    const twins = index?.documents.header.taught?.twins ?? [];
    for (let i = 0; i < twins.length; i += 2) {
      const [ordinal, twin] = [twins[i]!, base + twins[i + 1]!];
      standIn.set(ordinal, twin);
      table.popularity[twin] = Math.max(table.popularity[twin]!, table.popularity[ordinal]!);
      table.asked[twin] = Math.max(table.asked[twin]!, table.asked[ordinal]!);
    }
  }
  const hidden = new Set(
    packs.flatMap(({ replaces }) => replaces.map((name) => shipped.table.providers.indexOf(name))),
  );
  if (hidden.size > 0)
    for (let ordinal = 0; ordinal < shipped.table.size; ordinal++)
      if (hidden.has(shipped.table.provider[ordinal]!)) table.surfaces[ordinal] = 0;
  const owners = standIn.size === 0 ? askOwners : askOwners.map((owner) => standIn.get(owner) ?? owner);
  const layers = opened.flatMap(({ base, index }) =>
    index ? [{ base, documents: index.documents, scores: new Scores(index.documents.header.entries) }] : [],
  );
  return { table, owners, standIn, layers, problems };
}

/** The table with room for more; rows without an operation have no surface. */
function grown(shipped: OperationTable, size: number): OperationTable {
  const table = emptyTable(size);
  table.providers = [...shipped.providers];
  table.services = [...shipped.services];
  for (const column of COLUMNS) table[column].set(shipped[column]);
  return table;
}

/** Writes a pack's rows from `base` on; providers and services get the numbers that their names have there. */
function place(table: OperationTable, own: OperationTable, base: number): void {
  for (const column of COLUMNS) table[column].set(own[column], base);
  const providers = own.providers.map((name) => numberOf(table.providers, name));
  const services = own.services.map((name) => numberOf(table.services, name));
  for (let number = 0; number < own.size; number++) {
    table.provider[base + number] = providers[own.provider[number]!]!;
    table.service[base + number] = services[own.service[number]!]!;
  }
}

function numberOf(names: string[], name: string): number {
  const known = names.indexOf(name);
  return known >= 0 ? known : names.push(name) - 1;
}
