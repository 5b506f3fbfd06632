import type { Operation } from '../../schema/operation.ts';
import { outgrown } from './outgrown.ts';
import type { Ranked } from './verdict.ts';
import { olderVersions } from './versions.ts';

/** What its document calls deprecated, or what has a later version or a document that says more, stands behind what serves nearly as well. */
const OUTDATED = 2;

/**
 * The hits, best first, with those among the first `most` put back that another of them has outdated: before any document is read, so that it is the right one that is.
 * `operationOf`: of a hit's ordinal.
 */
export function outdatedBack(
  ranked: readonly Ranked[],
  most: number,
  request: string,
  operationOf: (ordinal: number) => Operation,
): Ranked[] {
  const drafts = ranked.slice(0, most).map(({ ordinal, score }) => ({ operation: operationOf(ordinal), score }));
  const paths = drafts.map(({ operation }) => ({
    provider: operation.provider,
    path: operation.invocations[0]?.path ?? '',
  }));
  const older = new Set([...olderVersions(request, paths), ...outgrown(drafts)]);
  const isOutdated = (n: number): boolean => older.has(n) || drafts[n]?.operation.deprecated === true;
  if (!drafts.some((_, n) => isOutdated(n))) return [...ranked];
  return ranked
    .map((hit, n) => (isOutdated(n) ? { ...hit, score: hit.score - OUTDATED } : hit))
    .sort((a, b) => b.score - a.score || a.ordinal - b.ordinal);
}
