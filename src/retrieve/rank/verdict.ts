import type { Hit, JoinedHit, Retrieved } from '../retriever.ts';

/** A hit with the ranker's score. */
export interface Ranked extends Hit {
  score: number;
}

/** The best first; where two are as good, the first in the zoo. */
export const byScore = (a: Ranked, b: Ranked): number => b.score - a.score || a.ordinal - b.ordinal;

/** What the model of "nothing serves this" sees. Order is part of the trained file. */
export const ABSTAIN_FEATURES = [
  'top',
  'margin',
  'ask',
  'askMean',
  'document',
  'nobody',
  'nobodyGap',
  'providerVote',
  'serviceVote',
  'secondAsk',
  'bestAsk',
  'bestDocument',
  'terms',
  'literals',
  'spread',
  'unknown',
  'literalsTaken',
  'fillConfidence',
  'blanks',
] as const;

/** The best operation's call as it would be answered: a thing that cannot be done leaves words over, or has to be filled by guesses. */
export interface Attempt {
  /** How many of the request's literals found a place in the call, 0 … 1. */
  literalsTaken: number;
  /** The geometric mean of the probabilities of its values. */
  confidence: number;
  blanks: number;
}

const votes = (of: Map<number, number>): number => Math.max(0, ...of.values());

/** What it sees besides, where a model is at hand. */
export const DENSE_ABSTAIN_FEATURES = [
  ...ABSTAIN_FEATURES,
  'denseAsk',
  'denseDocument',
  'denseNobody',
  'denseNobodyGap',
  'bestDenseAsk',
  'bestDenseDocument',
  'denseProviderVote',
  'denseServiceVote',
  'denseSpread',
  'serves',
  'servesMost',
] as const;

/** A logit where no document was read. */
export const UNREAD = -12;

/**
 * DENSE_ABSTAIN_FEATURES where the request had a vector, else ABSTAIN_FEATURES. `unknownShare`: how much of the request's weight is words that no document has;
 * `serves`: the reader's word on the first documents, best first, as far as they were read.
 */
export function abstainFeatures(
  ranked: readonly Ranked[],
  retrieved: Retrieved,
  unknownShare: number,
  serves: readonly number[],
  attempt: Attempt | undefined,
): number[] {
  const [first, second] = ranked;
  const asks = ranked.map((r) => r.ask).sort((a, b) => b - a);
  return [
    first?.score ?? -20,
    (first?.score ?? 0) - (second?.score ?? -20),
    first?.ask ?? 0,
    first?.askMean ?? 0,
    first?.document ?? 0,
    retrieved.nobody,
    retrieved.nobody - (first?.ask ?? 0),
    votes(retrieved.providerVotes),
    votes(retrieved.serviceVotes),
    asks[1] ?? 0,
    asks[0] ?? 0,
    ranked.reduce((m, r) => Math.max(m, r.document), 0),
    retrieved.query.terms.size,
    retrieved.query.literals.length,
    (first?.score ?? 0) - (ranked[9]?.score ?? -20),
    unknownShare,
    attempt?.literalsTaken ?? 0,
    attempt?.confidence ?? 0,
    attempt?.blanks ?? 0,
    ...denseColumns(ranked, retrieved, serves),
  ];
}

const SURELY = { confidence: 0.95, margin: 2, nearer: 0.03 };

/**
 * All that the request names has surely found its place in an operation far ahead of all others, and people have asked for it more nearly so than for anything that
 * nothing serves: whatever `abstain.trees` says, it serves. `row`: DENSE_ABSTAIN_FEATURES. Of 1,964 requests that nothing learns from this is wrong about none.
 */
export function servesSurely(row: readonly number[]): boolean {
  const of = (name: (typeof DENSE_ABSTAIN_FEATURES)[number]): number => row[DENSE_ABSTAIN_FEATURES.indexOf(name)] ?? 0;
  return (
    of('literals') > 0 &&
    of('literalsTaken') === 1 &&
    of('blanks') === 0 &&
    of('fillConfidence') >= SURELY.confidence &&
    of('margin') > SURELY.margin &&
    of('denseNobodyGap') > SURELY.nearer
  );
}

function denseColumns(ranked: readonly Ranked[], { dense }: Retrieved, serves: readonly number[]): number[] {
  if (!dense) return [];
  const [first] = ranked;
  const asks = ranked.map((r) => r.denseAsk).sort((a, b) => b - a);
  return [
    first?.denseAsk ?? 0,
    first?.denseDocument ?? 0,
    dense.nobody,
    (asks[0] ?? 0) - dense.nobody,
    asks[0] ?? 0,
    ranked.reduce((m, r) => Math.max(m, r.denseDocument), 0),
    votes(dense.providerVotes),
    votes(dense.serviceVotes),
    (asks[0] ?? 0) - (asks[9] ?? 0),
    serves[0] ?? UNREAD,
    Math.max(UNREAD, ...serves),
  ];
}

/** What the model of "these are several calls" sees: the request as a whole against its clauses. */
export const SEVERAL_FEATURES = [
  'clauses',
  'wholeTop',
  'wholeAsk',
  'wholeDocument',
  'minTop',
  'minAsk',
  'meanAsk',
  'minDocument',
  'sameProvider',
  'sameOperation',
  'wholeIsPart',
  'minTerms',
  'cue',
  'length',
  'unsaid',
] as const;

/** What it sees besides, where a model is at hand: how near the whole and its parts are to what people ask for. */
export const DENSE_SEVERAL_FEATURES = [
  ...SEVERAL_FEATURES,
  'wholeDenseAsk',
  'wholeDenseDocument',
  'minDenseAsk',
  'meanDenseAsk',
  'minDenseDocument',
  'denseGain',
] as const;

/** Words that say "and after that". */
const CUE =
  /\b(?:then|after(?:wards| that)|once (?:that|it|done)|followed by|next|finally|right after|as soon as|when (?:that|it)'?s done)\b|;/i;

export interface Reading {
  ranked: readonly Ranked[];
  terms: number;
}

/** `providerOf` of an ordinal. DENSE_SEVERAL_FEATURES where `dense`, else SEVERAL_FEATURES. `unsaid`: not every clause has a verb of its own. */
export function severalFeatures(
  request: string,
  whole: Reading,
  parts: readonly Reading[],
  providerOf: (ordinal: number) => number,
  { dense, unsaid }: { dense: boolean; unsaid: boolean },
): number[] {
  const tops = parts.map((p) => p.ranked[0]);
  const first = whole.ranked[0];
  const asks = tops.map((t) => t?.ask ?? 0);
  const ordinals = tops.map((t) => t?.ordinal ?? -1);
  return [
    parts.length,
    first?.score ?? -20,
    first?.ask ?? 0,
    first?.document ?? 0,
    Math.min(...tops.map((t) => t?.score ?? -20)),
    Math.min(...asks),
    asks.reduce((a, b) => a + b, 0) / Math.max(1, asks.length),
    Math.min(...tops.map((t) => t?.document ?? 0)),
    new Set(ordinals.map((o) => (o < 0 ? -1 : providerOf(o)))).size === 1 ? 1 : 0,
    new Set(ordinals).size < ordinals.length ? 1 : 0,
    first && ordinals.includes(first.ordinal) ? 1 : 0,
    Math.min(...parts.map((p) => p.terms)),
    CUE.test(request) ? 1 : 0,
    request.length,
    unsaid ? 1 : 0,
    ...(dense ? denseSeveral(first, tops) : []),
  ];
}

function denseSeveral(whole: Ranked | undefined, parts: readonly (Ranked | undefined)[]): number[] {
  const asks = parts.map((p) => p?.denseAsk ?? 0);
  const mean = asks.reduce((a, b) => a + b, 0) / Math.max(1, asks.length);
  return [
    whole?.denseAsk ?? 0,
    whole?.denseDocument ?? 0,
    Math.min(...asks),
    mean,
    Math.min(...parts.map((p) => p?.denseDocument ?? 0)),
    mean - (whole?.denseAsk ?? 0),
  ];
}

/** What the model of "these are the several calls that others meant" sees: a list of operations that somebody asked for at once, against all else. */
export const JOINED_FEATURES = [
  'nearness',
  'gap',
  'mean',
  'support',
  'calls',
  'gain',
  'bestDenseAsk',
  'top',
  'margin',
  'bestPlace',
  'worstPlace',
  'clauses',
  'cue',
  'length',
  'literals',
  'literalsGap',
  'verbs',
  'joints',
] as const;

const PLACES = 60;

/** JOINED_FEATURES of one of the lists. The last: into how many clauses the request can be split, and how many words of it ask and join. */
export function joinedFeatures(
  { query }: Retrieved,
  ranked: readonly Ranked[],
  list: JoinedHit,
  lists: readonly JoinedHit[],
  { clauses, verbs, joints }: { clauses: number; verbs: number; joints: number },
): number[] {
  const other = lists.find((l) => l !== list);
  const three = list.asks.slice(0, 3).map(({ nearness }) => nearness);
  const nearness = three[0]!;
  const single = ranked.reduce((most, { denseAsk }) => Math.max(most, denseAsk), 0);
  const places = list.operations.map((ordinal) => {
    const at = ranked.findIndex((r) => r.ordinal === ordinal);
    return at < 0 ? PLACES : Math.min(PLACES, at);
  });
  const top = ranked[0]?.score ?? -20;
  const slots = list.asks[0]!.ask.text.match(/<(?!word>|phrase>)[a-z-]+>/g)?.length ?? 0;
  return [
    nearness,
    nearness - (other?.asks[0]?.nearness ?? 0),
    three.reduce((sum, n) => sum + n, 0) / three.length,
    list.asks.length,
    list.operations.length,
    nearness - single,
    single,
    top,
    top - (ranked[1]?.score ?? -20),
    Math.min(...places),
    Math.max(...places),
    clauses,
    CUE.test(query.request) ? 1 : 0,
    query.request.length,
    query.literals.length,
    query.literals.length - slots,
    verbs,
    joints,
  ];
}

/** How well calls, as they are filled, answer a request. */
export interface Filled {
  /** How many of the request's literals found a place in one of them, 0 … 1. */
  taken: number;
  /** The least sure call's. */
  confidence: number;
  blanks: number;
  /** How many of the request's words none of their names explains. */
  left: number;
  /** The reader's word on the document that it finds least fit, a logit. */
  serves: number;
}

const FILLED = ['Taken', 'Confidence', 'Blanks', 'Left', 'Serves'] as const;

/** What the model of "these calls, as they are filled, are meant" sees: of a list by clauses or of one that others asked for at once, beside the best single call. */
export const SPLIT_FEATURES = [
  'calls',
  ...DENSE_SEVERAL_FEATURES.map((f) => `clauses.${f}`),
  ...JOINED_FEATURES.map((f) => `joined.${f}`),
  ...FILLED.map((f) => `list${f}`),
  ...FILLED.map((f) => `whole${f}`),
  'takenGain',
  'leftGain',
  'servesGain',
  'words',
];

const columnsOf = ({ taken, confidence, blanks, left, serves }: Filled): number[] => [
  taken,
  confidence,
  blanks,
  left,
  serves,
];

/** SPLIT_FEATURES. `clauses`, `joined`: the features of each kind that the list is of: it may be both. `words`: how many the request has beside its literals. */
export function splitFeatures(
  calls: number,
  { clauses, joined }: { clauses?: readonly number[]; joined?: readonly number[] },
  list: Filled,
  whole: Filled,
  words: number,
): number[] {
  return [
    calls,
    ...(clauses ?? DENSE_SEVERAL_FEATURES.map(() => 0)),
    ...(joined ?? JOINED_FEATURES.map(() => 0)),
    ...columnsOf(list),
    ...columnsOf(whole),
    list.taken - whole.taken,
    whole.left - list.left,
    list.serves - whole.serves,
    words,
  ];
}
