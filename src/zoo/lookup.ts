import type { Operation, Surface } from '../schema/operation.ts';
import { hash32 } from './hash.ts';
import { pathKey } from './path-key.ts';

/** Two parallel arrays, sorted by hash and then by ordinal: 8 bytes a key. */
export interface HashTable {
  hashes: Uint32Array;
  ordinals: Uint32Array;
}

/** From ids and paths to the ordinals that may have them. */
export interface Lookup {
  ids: HashTable;
  paths: HashTable;
}

export function idHash(id: string): number {
  return hash32(id);
}

export function pathHash(surface: Surface, path: string): number {
  return hash32(pathKey(surface, path));
}

function tableOf(pairs: [number, number][]): HashTable {
  pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const unique = pairs.filter(
    ([hash, ordinal], index) => index === 0 || hash !== pairs[index - 1]![0] || ordinal !== pairs[index - 1]![1],
  );
  return {
    hashes: Uint32Array.from(unique, (pair) => pair[0]),
    ordinals: Uint32Array.from(unique, (pair) => pair[1]),
  };
}

/** The tables over operations whose ordinals are their positions. */
export function buildLookup(operations: Iterable<Operation>): Lookup {
  const ids: [number, number][] = [];
  const paths: [number, number][] = [];
  let ordinal = 0;
  for (const operation of operations) {
    ids.push([idHash(operation.id), ordinal]);
    for (const { surface, path } of operation.invocations) paths.push([pathHash(surface, path), ordinal]);
    ordinal++;
  }
  return { ids: tableOf(ids), paths: tableOf(paths) };
}

/** Ordinals under a hash, ascending; the caller compares the records. */
export function candidates(table: HashTable, hash: number): number[] {
  let low = 0;
  let high = table.hashes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (table.hashes[middle]! < hash) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (; low < table.hashes.length && table.hashes[low] === hash; low++) found.push(table.ordinals[low]!);
  return found;
}
