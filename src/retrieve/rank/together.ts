import { byScore, type Ranked } from './verdict.ts';

/** What it is worth in the ranker's score that a clause's operation is of the provider, and of the service, that the others are of: measured on written requests of several calls. */
const SAME_PROVIDER = 5;
const SAME_SERVICE = 2;
/** So many operations of each clause are considered. */
export const CONSIDERED = 12;

export interface Belongs {
  provider(ordinal: number): number;
  service(ordinal: number): number;
}

/**
 * Ranks the clauses of one request together: people who ask for several things mostly ask one provider, and a later clause ("put it in ops") seldom
 * says which. The provider and service with the most in all clauses, each clause's operations of others standing back.
 */
export function rankTogether(clauses: readonly (readonly Ranked[])[], of: Belongs): Ranked[][] {
  const near = clauses.map((ranked) => ranked.slice(0, CONSIDERED));
  const homes = new Map<string, { provider: number; service: number }>();
  for (const { ordinal } of near.flat()) {
    const home = { provider: of.provider(ordinal), service: of.service(ordinal) };
    homes.set(`${home.provider} ${home.service}`, home);
  }
  let best: { sum: number; ranked: Ranked[][] } | undefined;
  for (const home of homes.values()) {
    const worth = ({ ordinal }: Ranked): number => {
      if (of.provider(ordinal) !== home.provider) return 0;
      return SAME_PROVIDER + (of.service(ordinal) === home.service ? SAME_SERVICE : 0);
    };
    const ranked = near.map((hits) => hits.map((h) => ({ ...h, score: h.score + worth(h) })).sort(byScore));
    const sum = ranked.reduce((total, [first]) => total + (first?.score ?? 0), 0);
    if (!best || sum > best.sum) best = { sum, ranked };
  }
  return best?.ranked ?? near;
}
