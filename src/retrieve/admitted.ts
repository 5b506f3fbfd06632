import { type RowRuns, runsOf } from '../model/row-runs.ts';
import { BlockCache } from '../schema/block-cache.ts';
import type { Surface } from '../schema/operation.ts';
import { NOBODY } from './index/segment.ts';
import { type OperationTable, surfaceBits } from './index/table.ts';

/** What a search may find. */
export interface Admitted {
  operation: (ordinal: number) => boolean;
  /** An ask of such an operation, or one that nothing serves. */
  ask: (entry: number) => boolean;
  /** Among which rows of vectors they stand: what is not admitted need not be looked at. */
  asks: RowRuns;
  documents: RowRuns;
}

/** What was asked for lately is kept: all surfaces, one of them, and scopes that the user comes back to. A kilobyte each, and what its runs take. */
const KEPT_BYTES = 128 * 1024;
const LEAST_BYTES = 1024;

/** Says what a search may find: operations on certain surfaces and, where a scope is set, of certain providers. */
export class Admissions {
  private readonly kept = new BlockCache<Admitted & { bytes: number }>(KEPT_BYTES);

  /** `owners`: the operation of each ask; `documents`: how many operations have a row among the shipped documents. */
  constructor(
    private readonly table: OperationTable,
    private readonly owners: Uint32Array,
    private readonly documents: number,
  ) {}

  of(surfaces?: readonly Surface[], providers?: ReadonlySet<string>): Admitted {
    const bits = surfaces ? surfaceBits(surfaces) : 0xff;
    const key = JSON.stringify([bits, providers && [...providers].sort()]);
    const kept = this.kept.get(key);
    if (kept) return kept;
    const admitted = this.made(bits, providers);
    const bytes = LEAST_BYTES + admitted.asks.byteLength + admitted.documents.byteLength;
    this.kept.set(key, { ...admitted, bytes });
    return admitted;
  }

  private made(bits: number, providers?: ReadonlySet<string>): Admitted {
    const { table, owners } = this;
    const wanted = providers && new Set(table.providers.flatMap((name, n) => (providers.has(name) ? [n] : [])));
    const operation = (ordinal: number): boolean =>
      (table.surfaces[ordinal]! & bits) !== 0 && (!wanted || wanted.has(table.provider[ordinal]!));
    const ask = (entry: number): boolean => {
      const owner = owners[entry]!;
      return owner === NOBODY || operation(owner);
    };
    return {
      operation,
      ask,
      asks: runsOf(owners.length, ask),
      documents: runsOf(this.documents, operation),
    };
  }
}
