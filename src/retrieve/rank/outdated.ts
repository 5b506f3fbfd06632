import type { Operation } from '../../schema/operation.ts';
import { outgrown } from './outgrown.ts';
import { byScore, type Ranked } from './verdict.ts';
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
  const deprecated = drafts.flatMap(({ operation }, n) => (operation.deprecated ? [n] : []));
  const behind = new Set([...olderVersions(request, paths), ...outgrown(drafts), ...deprecated]);
  if (behind.size === 0) return [...ranked];
  return ranked.map((hit, n) => (behind.has(n) ? { ...hit, score: hit.score - OUTDATED } : hit)).sort(byScore);
}
