import STAND_INS from '../data/stand-ins.json' with { type: 'json' };
import type { OperationTable } from '../index/table.ts';
import type { Ranked } from './verdict.ts';

/** Log-odds, chosen on plain requests: docs/decisions/plain-requests.md. */
const BEHIND = 2;
const STANDS_FOR = new Map<string, string>(Object.entries(STAND_INS));

/**
 * A tool that does what a better known one does (`lsd` lists files as `ls` does) comes after that, unless the request names it: people who want it say so,
 * and who does not may not have it.
 */
export function standInsLast(
  hits: readonly Ranked[],
  request: string,
  table: Pick<OperationTable, 'provider' | 'providers'>,
): Ranked[] {
  const providers = new Set(hits.map(({ ordinal }) => table.providers[table.provider[ordinal]!]!));
  const words = new Set(request.toLowerCase().match(/[\w-]+/g));
  const behind = new Set(
    [...providers].filter((name) => providers.has(STANDS_FOR.get(name) ?? '') && !words.has(name)),
  );
  if (behind.size === 0) return [...hits];
  return hits.map((hit) =>
    behind.has(table.providers[table.provider[hit.ordinal]!]!) ? { ...hit, score: hit.score - BEHIND } : hit,
  );
}
