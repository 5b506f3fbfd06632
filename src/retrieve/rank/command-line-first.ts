import { type OperationTable, surfaceBits } from '../index/table.ts';
import type { Ranked } from './verdict.ts';

/** Log-odds, chosen on plain requests (training/data/plain): docs/decisions/plain-requests.md. */
const PREFERRED = 2;
const ON_COMMAND_LINE = surfaceBits(['cli']);
/** In small letters, `rest` is what is left, and `api` may be anybody's name. */
const SAYS_SO = /\b(?:REST|APIs?|GraphQL)\b/;
const SAYS_BY_WHAT =
  /\b(?:https?|rest|graphql|web|json|(?:via|through|over|using|by)(?: the| its| their)?) api\b|\bapi (?:call|request)s?\b/i;
const WHOSE = /([\w-]+?)(?:['’]s)? api\b/gi;

const saysHttp = (request: string, providers: readonly string[]): boolean =>
  SAYS_SO.test(request) ||
  SAYS_BY_WHAT.test(request) ||
  [...request.matchAll(WHOSE)].some(([, whose = '']) => providers.includes(whose.toLowerCase()));

/**
 * Where the form of the call is left open, what a command does comes before what an HTTP API does as well: `delete pod web-1` is for kubectl. The best
 * operation keeps its score, whatever it is: what is judged by it stays as it was learned.
 */
export function commandLineFirst(
  hits: readonly Ranked[],
  request: string,
  table: Pick<OperationTable, 'surfaces' | 'providers'>,
): Ranked[] {
  if (saysHttp(request, table.providers)) return [...hits];
  const behind = ({ ordinal }: Ranked): number => ((table.surfaces[ordinal]! & ON_COMMAND_LINE) === 0 ? PREFERRED : 0);
  let [best, lift] = [Number.NEGATIVE_INFINITY, 0];
  for (const hit of hits) if (hit.score - behind(hit) > best) [best, lift] = [hit.score - behind(hit), behind(hit)];
  return hits.map((hit) => ({ ...hit, score: hit.score - behind(hit) + lift }));
}
