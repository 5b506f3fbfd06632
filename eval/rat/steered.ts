import type { StoredAsk } from '../../src/retrieve/asks/store.ts';
import { COLUMNS, DEPRECATED, emptyTable } from '../../src/retrieve/index/table.ts';
import type { Hit, Query, Retrieved, RetrieveOptions, Retriever } from '../../src/retrieve/retriever.ts';

export interface Steering {
  /** Asks that do not count, neither for search nor for filling. */
  without?: (ask: StoredAsk) => boolean;
  /** Operations whose asks do not count at all. */
  silent?: number;
  /** Nothing else is found. */
  only?: ReadonlySet<number>;
  /** The document beside is found wherever this one is, with the same evidence. */
  twinOf?: { ordinal: number; deprecated: 'this' | 'beside' | 'none' };
}

export interface Steered {
  retriever: Retriever;
  steer(to: Steering): void;
}

/** The retriever as it is, except for what an experiment leaves out or puts beside; `besideAt` is the ordinal behind the last. */
export function steered(base: Retriever, besideAt: number): Steered {
  let steering: Steering = {};
  let silenced: ReadonlySet<string> = new Set();
  const marked: number[] = [];
  const table = emptyTable(besideAt + 1);
  table.providers = base.table.providers;
  table.services = base.table.services;
  for (const column of COLUMNS) table[column].set(base.table[column].subarray(0, besideAt));
  const owner = (ordinal: number): number =>
    ordinal === besideAt && steering.twinOf ? steering.twinOf.ordinal : ordinal;
  const counts = (ask: Pick<StoredAsk, 'text' | 'line' | 'voice'>): boolean => !steering.without?.(ask);

  const retriever = Object.create(base, {
    table: { value: table },
    retrieve: {
      value: (query: Query, options: RetrieveOptions = {}): Retrieved => {
        const { twinOf, only } = steering;
        const without = (ask: StoredAsk): boolean => !counts(ask) || silenced.has(lineOf(ask));
        const found = base.retrieve(query, { ...options, without });
        const hits: Hit[] = only ? found.hits.filter((hit) => only.has(hit.ordinal)) : found.hits;
        const own = twinOf && hits.find((hit) => hit.ordinal === twinOf.ordinal);
        return own ? { ...found, hits: [...hits, { ...own, ordinal: besideAt }] } : { ...found, hits };
      },
    },
    asksOf: {
      value: (ordinal: number) =>
        owner(ordinal) === steering.silent ? [] : base.asksOf(owner(ordinal), { without: (ask) => !counts(ask) }),
    },
  }) as Retriever;

  return {
    retriever,
    steer(to) {
      steering = to;
      silenced = new Set(
        to.silent === undefined ? [] : base.entries(to.silent).map((entry) => lineOf(base.ask(entry))),
      );
      for (const ordinal of marked.splice(0)) table.flags[ordinal] = base.table.flags[ordinal]!;
      if (!to.twinOf) return;
      const { ordinal, deprecated } = to.twinOf;
      for (const column of COLUMNS) table[column][besideAt] = table[column][ordinal]!;
      if (deprecated === 'beside') table.flags[besideAt] = table.flags[ordinal]! | DEPRECATED;
      if (deprecated !== 'this') return;
      table.flags[ordinal] = table.flags[ordinal]! | DEPRECATED;
      marked.push(ordinal);
    },
  };
}

const lineOf = ({ line, voice }: StoredAsk): string => `${line} ${voice}`;
