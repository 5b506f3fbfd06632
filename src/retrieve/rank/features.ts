import { table } from '../../schema/table.ts';
import NAMES from '../data/provider-names.json' with { type: 'json' };
import type { OperationTable } from '../index/table.ts';
import { DEPRECATED } from '../index/table.ts';
import type { Hit, Retrieved } from '../retriever.ts';
import { tokenize } from '../tokenize.ts';

/** How many hits are ranked. The ranker is trained on just these: it knows nothing of worse ones. */
const SHORTLIST = 80;
/** So many of them for what their documents say alone: an operation that nobody has ever asked for has nothing else. */
const BY_DOCUMENT = 24;

/** The hits worth ranking, by a plain sum of what both searches say. */
export function shortlist(retrieved: Retrieved): Retrieved {
  const plain = (h: Hit): number =>
    h.ask + 0.3 * h.askMean + 0.5 * h.document + 1.5 * h.denseAsk + 0.5 * h.denseDocument;
  const byDocument = (h: Hit): number => h.document + h.denseDocument;
  const best = (hits: readonly Hit[], of: (h: Hit) => number, most: number): Hit[] =>
    [...hits].sort((a, b) => of(b) - of(a) || a.ordinal - b.ordinal).slice(0, most);
  const reserved = retrieved.dense ? BY_DOCUMENT : 0;
  const first = best(retrieved.hits, plain, SHORTLIST - reserved);
  const taken = new Set(first);
  const others = retrieved.hits.filter((h) => !taken.has(h));
  return { ...retrieved, hits: [...first, ...best(others, byDocument, reserved)] };
}

/** What the ranker sees of a hit. Order is part of the trained file. */
export const RANK_FEATURES = [
  'document',
  'ask',
  'askMean',
  'documentGap',
  'askGap',
  'documentRank',
  'askRank',
  'providerVote',
  'serviceVote',
  'bestProviderVote',
  'bestServiceVote',
  'popularity',
  'asked',
  'stability',
  'deprecated',
  'required',
  'parameters',
  'nobodyGap',
  'named',
  'otherNamed',
  'hinted',
  'otherHinted',
  'literals',
  'queryTerms',
  'bestAsk',
  'bestDocument',
  'requiredGap',
  'agreement',
  'shared',
] as const;

/** What the ranker sees besides, where a model is at hand. */
export const DENSE_RANK_FEATURES = [
  ...RANK_FEATURES,
  'denseAsk',
  'denseAskMean',
  'denseDocument',
  'denseAskGap',
  'denseDocumentGap',
  'denseAskRank',
  'denseDocumentRank',
  'denseProviderVote',
  'denseServiceVote',
  'denseNobodyGap',
  'bestDenseAsk',
  'bestDenseDocument',
] as const;

const ALIASES = table(NAMES as Record<string, string[]>);

/** The providers that a request names, by their own names or those that people use: numbers into the table's providers. */
export class ProviderNames {
  private readonly terms = new Map<string, Set<number>>();

  constructor(table: OperationTable) {
    table.providers.forEach((provider, n) => {
      for (const name of new Set([provider, ...(ALIASES[provider] ?? [])])) {
        const term = tokenize(name).join(' ');
        if (term.length < 2) continue;
        const set = this.terms.get(term) ?? new Set();
        set.add(n);
        this.terms.set(term, set);
      }
    });
  }

  named(terms: Iterable<string>): Set<number> {
    const out = new Set<number>();
    for (const term of terms) for (const n of this.terms.get(term) ?? []) out.add(n);
    return out;
  }
}

/** Providers that a literal's form points to: the hint is a vendor's name; which of the zoo's providers speak of that vendor's things is data. */
const HINTS: Record<string, string[]> = table({
  aws: ['aws'],
  azure: ['az', 'azure', 'msgraph'],
  gcp: ['gcloud', 'google'],
  google: ['gcloud', 'google'],
  github: ['github', 'gh', 'git'],
  stripe: ['stripe'],
  slack: ['slack'],
  twilio: ['twilio'],
  digitalocean: ['digitalocean', 'doctl'],
  docker: ['docker', 'podman', 'kubectl'],
  kubernetes: ['kubectl', 'kubernetes', 'helm'],
});

/** The feature rows of all hits, in their order: DENSE_RANK_FEATURES where the request had a vector, else RANK_FEATURES. */
export function rankFeatures(retrieved: Retrieved, table: OperationTable, names: ProviderNames): number[][] {
  const { query, hits, nobody, providerVotes, serviceVotes } = retrieved;
  const named = names.named(query.terms.keys());
  const hinted = new Set(query.literals.flatMap((l) => (l.provider ? (HINTS[l.provider] ?? [l.provider]) : [])));
  const best = (of: (h: Hit) => number): number => hits.reduce((m, h) => Math.max(m, of(h)), 0);
  const bestDocument = best((h) => h.document);
  const bestAsk = best((h) => h.ask);
  const rankBy = (of: (h: Hit) => number): Map<Hit, number> => ranksBy(hits, of);
  const documentRanks = rankBy((h) => h.document);
  const askRanks = rankBy((h) => h.ask);
  const max = (votes: Map<number, number>): number => Math.max(0, ...votes.values());
  const bestProvider = max(providerVotes);
  const bestService = max(serviceVotes);
  const literals = query.literals.length;
  const dense = denseColumns(retrieved, table);
  return hits.map((h) => {
    const o = h.ordinal;
    const provider = table.provider[o]!;
    const flags = table.flags[o]!;
    const name = table.providers[provider]!;
    const pv = providerVotes.get(provider) ?? 0;
    const sv = serviceVotes.get(table.service[o]!) ?? 0;
    return [
      h.document,
      h.ask,
      h.askMean,
      bestDocument - h.document,
      bestAsk - h.ask,
      h.document > 0 ? Math.min(60, documentRanks.get(h)!) : 80,
      h.ask > 0 ? Math.min(60, askRanks.get(h)!) : 80,
      pv,
      sv,
      bestProvider - pv,
      bestService - sv,
      table.popularity[o]!,
      Math.log1p(table.asked[o]!),
      flags & 3,
      flags & DEPRECATED ? 1 : 0,
      table.required[o]!,
      table.parameters[o]!,
      h.ask - nobody,
      named.has(provider) ? 1 : 0,
      named.size > 0 && !named.has(provider) ? 1 : 0,
      hinted.has(name) ? 1 : 0,
      hinted.size > 0 && !hinted.has(name) ? 1 : 0,
      literals,
      query.terms.size,
      bestAsk,
      bestDocument,
      table.required[o]! - literals,
      Math.sqrt(h.document * h.ask),
      h.ask > 0 && h.document > 0 ? 1 : 0,
      ...dense(h),
    ];
  });
}

function ranksBy(hits: readonly Hit[], of: (h: Hit) => number): Map<Hit, number> {
  return new Map([...hits].sort((a, b) => of(b) - of(a) || a.ordinal - b.ordinal).map((h, i) => [h, i]));
}

/** The further columns of a hit: none without a vector. */
function denseColumns({ hits, dense }: Retrieved, table: OperationTable): (h: Hit) => number[] {
  if (!dense) return () => [];
  const bestAsk = hits.reduce((m, h) => Math.max(m, h.denseAsk), 0);
  const bestDocument = hits.reduce((m, h) => Math.max(m, h.denseDocument), 0);
  const askRanks = ranksBy(hits, (h) => h.denseAsk);
  const documentRanks = ranksBy(hits, (h) => h.denseDocument);
  return (h) => [
    h.denseAsk,
    h.denseAskMean,
    h.denseDocument,
    bestAsk - h.denseAsk,
    bestDocument - h.denseDocument,
    h.denseAsk > 0 ? Math.min(60, askRanks.get(h)!) : 80,
    Math.min(60, documentRanks.get(h)!),
    dense.providerVotes.get(table.provider[h.ordinal]!) ?? 0,
    dense.serviceVotes.get(table.service[h.ordinal]!) ?? 0,
    h.denseAsk - dense.nobody,
    bestAsk,
    bestDocument,
  ];
}
