import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Literal } from '../generate/literal.ts';
import { findLiterals } from '../generate/literals/find-literals.ts';
import { AppError } from '../schema/error.ts';
import type { Surface } from '../schema/operation.ts';
import { Admissions, type Admitted } from './admitted.ts';
import { AskStore, JOINED_ASKS, type JoinedAsk, type StoredAsk } from './asks/store.ts';
import { type DenseHit, type DenseScores, type DenseSearch, denseHit } from './dense.ts';
import { frequency, inverseFrequency, Scores, searchSegment } from './index/search.ts';
import { decodeSegment, NOBODY, type Segment } from './index/segment.ts';
import { decodeTable, type OperationTable } from './index/table.ts';
import { type Layer, openLayers } from './layers/layers.ts';
import type { LayeredZoo } from './layers/pack-index.ts';
import { asMeant, type Meant } from './spelling.ts';
import { requestTerms, type Terms, withJoined, withSynonyms } from './terms.ts';
import { Top } from './top.ts';

/** What retrieval knows of one operation for one request. Scores are shares of what a perfect match would have, 0 … 1. */
export interface Hit extends DenseHit {
  ordinal: number;
  document: number;
  /** The best ask of the operation, and the mean of its best three. */
  ask: number;
  askMean: number;
  /** The entry of the best ask in the ask store, or -1. */
  bestAsk: number;
}

type AskHit = Pick<Hit, 'ask' | 'askMean' | 'bestAsk'>;

export interface Query {
  request: string;
  literals: Literal[];
  /** The same without slips of the pen: what is searched for. */
  meant: Meant;
  terms: Terms;
  /** What it means, where a model is at hand: a unit vector. */
  vector?: Float32Array;
}

export interface Retrieved {
  query: Query;
  hits: Hit[];
  /** The best score of an ask that nothing serves. */
  nobody: number;
  /** How much of the best asks' weight goes to each provider and service, 0 … 1. */
  providerVotes: Map<number, number>;
  serviceVotes: Map<number, number>;
  /** Absent without a vector. */
  dense?: Pick<DenseScores, 'nobody' | 'providerVotes' | 'serviceVotes'>;
}

export interface RetrieveOptions {
  surfaces?: Surface[];
  providers?: ReadonlySet<string>;
  /** How many hits each of the two searches may bring. */
  limit?: number;
  /** Asks that do not count: how a written request would fare had it not been written. */
  without?: (ask: Pick<StoredAsk, 'text' | 'line' | 'voice'>) => boolean;
}

interface WordsFound {
  query: Query;
  options: RetrieveOptions;
  /** What a document that has every term would score. */
  full: number;
  documents: Pick<Hit, 'ordinal' | 'document'>[];
  asks: { best: [number, AskHit][]; nobody: number };
}

const ASKS_CONSIDERED = 400;
/** So many of an operation's asks are cases of it: docs/decisions/nearest-asks.md. */
const NEAREST_ASKS = 40;
const VOTERS = 40;
/** Of taught operations so many are embedded for one request. */
const TAUGHT_CONSIDERED = 24;

/** Operations that people have asked for at once, and their requests, nearest first. */
export interface JoinedHit {
  operations: number[];
  asks: { ask: JoinedAsk; nearness: number }[];
}

const JOINED_CONSIDERED = 24;

/** An operation of which nothing has been found yet. */
export const unseenHit = (ordinal: number): Hit => ({
  ordinal,
  document: 0,
  ask: 0,
  askMean: 0,
  bestAsk: -1,
  denseAsk: 0,
  denseAskMean: 0,
  denseDocument: 0,
});

function entriesByOwner(owners: Uint32Array): Map<number, number[]> {
  const out = new Map<number, number[]>();
  owners.forEach((owner, entry) => {
    const list = out.get(owner);
    if (list) list.push(entry);
    else out.set(owner, [entry]);
  });
  return out;
}

/** `similarity`: in words, 0 … 1; `nearness`: in meaning, a cosine, 0 where nothing is known of it. */
export interface AskOfOperation {
  entry: number;
  similarity: number;
  nearness: number;
}

/** The lexical retriever: documents and asks of the shipped packs, one BM25 segment each, and a segment of documents for each taught pack. */
export class Retriever {
  private readonly documentScores: Scores;
  private readonly askScores: Scores;
  private readonly admissions: Admissions;
  private readonly rarities = new Map<string, number>();
  private entriesOf: Map<number, number[]> | undefined;
  private fullAsk = 1;
  /** What words alone found of the query that was searched last. */
  private said: WordsFound | undefined;

  constructor(
    readonly table: OperationTable,
    private readonly documents: Segment,
    private readonly asks: Segment,
    readonly store: AskStore,
    private readonly joined: { asks: AskStore<JoinedAsk>; standIn: ReadonlyMap<number, number> },
    private readonly layers: readonly Layer[] = [],
    /** Taught packs that cannot be searched, and indexes that could not be kept: all else works. */
    readonly problems: readonly AppError[] = [],
    private readonly dense?: DenseSearch,
  ) {
    this.documentScores = new Scores(documents.header.entries);
    this.askScores = new Scores(asks.header.entries);
    this.admissions = new Admissions(table, asks.owners, documents.header.entries);
  }

  /** `zoo`: the open zoo, for the packs that were taught to it. Fails: `pack-missing`, `pack-broken`, `pack-too-new` of the shipped index. */
  static open(folder: string, zoo?: LayeredZoo, dense?: DenseSearch): Retriever {
    const read = (name: string): Buffer => {
      try {
        return readFileSync(join(folder, name));
      } catch (cause) {
        throw new AppError(
          'pack-missing',
          `The index ${name} is not in ${folder}.`,
          'Run `npm run zoo:build`, or install the package anew.',
          cause,
        );
      }
    };
    const asks = decodeSegment(read('asks.index'), 'asks.index');
    const table = decodeTable(read('operations.table'), 'operations.table');
    const documents = decodeSegment(read('documents.index'), 'documents.index');
    const store = new AskStore(read('asks.jsonl'), asks.header.entries);
    const joined = { asks: AskStore.of<JoinedAsk>(read(JOINED_ASKS)), standIn: new Map<number, number>() };
    const layered = zoo && openLayers(zoo, { table, documents }, asks.owners);
    if (!layered) return new Retriever(table, documents, asks, store, joined, [], [], dense);
    const { owners, standIn, layers, problems } = layered;
    const all = { ...joined, standIn };
    return new Retriever(layered.table, documents, { ...asks, owners }, store, all, layers, problems, dense);
  }

  query(request: string): Query {
    const literals = findLiterals(request);
    const segments = [this.documents, this.asks, ...this.layers.map(({ documents }) => documents)];
    const written = (term: string): number => segments.reduce((sum, segment) => sum + frequency(segment, term), 0);
    const meant = asMeant(request, literals, written);
    return { request, literals, meant, terms: requestTerms(meant.request, meant.literals) };
  }

  ask(entry: number): StoredAsk {
    return this.store.ask(entry);
  }

  /**
   * The nearest of an operation's asks, with their likeness to the query that was retrieved last: in words, and, of a query that had a vector, in meaning.
   * Popular operations have hundreds: farther ones take time, and tell less of this request (docs/decisions/nearest-asks.md).
   */
  asksOf(ordinal: number, { without }: Pick<RetrieveOptions, 'without'> = {}): AskOfOperation[] {
    const entries = this.entries(ordinal);
    const counting = without ? entries.filter((entry) => !without(this.store.ask(entry))) : entries;
    const asks = counting.map((entry) => ({
      entry,
      similarity: this.askScores.values[entry]! / this.fullAsk,
      nearness: this.dense?.askSimilarity(entry) ?? 0,
    }));
    if (asks.length <= NEAREST_ASKS) return asks;
    const by = ({ similarity, nearness }: AskOfOperation): number => similarity + nearness;
    return asks.sort((a, b) => by(b) - by(a) || a.entry - b.entry).slice(0, NEAREST_ASKS);
  }

  /** All of an operation's asks. */
  entries(ordinal: number): readonly number[] {
    this.entriesOf ??= entriesByOwner(this.asks.owners);
    return this.entriesOf.get(ordinal) ?? [];
  }

  /** How rare a term is among documents, 0 (everywhere) … about 12 (nowhere). */
  rarity(term: string): number {
    let r = this.rarities.get(term);
    if (r === undefined) {
      r = inverseFrequency(this.documents, frequency(this.documents, term));
      if (this.rarities.size > 50_000) this.rarities.clear();
      this.rarities.set(term, r);
    }
    return r;
  }

  /** What is searched for in documents: they are written in other words than requests, and some words of a request are one of theirs. */
  private documentTerms({ terms, meant }: Query): Terms {
    const out = withSynonyms(terms);
    for (const term of out.keys()) if (term.startsWith('<')) out.delete(term);
    return withJoined(out, meant.request, (term) => this.isWritten(term));
  }

  /** Whether any document has the term, be it shipped or taught. */
  private isWritten(term: string): boolean {
    return frequency(this.documents, term) > 0 || this.layers.some(({ documents }) => frequency(documents, term) > 0);
  }

  /** How much of the request's weight is words that no document has: names, slang, another language. */
  unknownShare(query: Query): number {
    let all = 0;
    let unknown = 0;
    for (const [term, weight] of query.terms) {
      if (term.startsWith('<') || term.startsWith('.')) continue;
      all += weight;
      if (!this.isWritten(term)) unknown += weight;
    }
    return all > 0 ? unknown / all : 1;
  }

  /** Operations that were taught and not yet embedded: all of them, or those alone that the words of a request bring up. */
  unembedded(query?: Query): number[] {
    const { dense } = this;
    const taught = this.layers.reduce((sum, { documents }) => sum + documents.header.entries, 0);
    // Nothing is taught, or all of it is embedded: a request searches no layer twice.
    if (!dense || dense.embedded >= taught) return [];
    const expanded = query && this.documentTerms(query);
    const top = new Top(TAUGHT_CONSIDERED);
    const all: number[] = [];
    for (const { base, documents, scores } of this.layers) {
      if (!expanded) for (let n = 0; n < documents.header.entries; n++) all.push(base + n);
      else {
        searchSegment(documents, expanded, scores, this.documents);
        for (let i = 0; i < scores.count; i++) top.offer(base + scores.touched[i]!, scores.values[scores.touched[i]!]!);
      }
    }
    return (expanded ? top.sorted().map(({ id }) => id) : all).filter((ordinal) => !dense.has(ordinal));
  }

  /** What people who asked for several things at once meant, where they said it nearly so: the lists of operations, nearest first. None without a vector. */
  joinedNear(query: Query, options: RetrieveOptions = {}): JoinedHit[] {
    if (!this.dense || !query.vector) return [];
    const admitted = this.admission(options);
    const lists = new Map<string, JoinedHit>();
    for (const { id, score } of this.dense.nearestJoined(query.vector, JOINED_CONSIDERED)) {
      const ask = this.joinedAsk(id);
      if (options.without?.(ask) || !ask.calls.every(({ owner }) => admitted.operation(owner))) continue;
      const key = ask.calls.map(({ owner }) => owner).join(' ');
      const list = lists.get(key);
      if (list) list.asks.push({ ask, nearness: score });
      else lists.set(key, { operations: ask.calls.map(({ owner }) => owner), asks: [{ ask, nearness: score }] });
    }
    return [...lists.values()];
  }

  /** All that people have said of an operation beside others, as asks of it alone. */
  joinedOf(ordinal: number): StoredAsk[] {
    const { size } = this.joined.asks;
    return Array.from({ length: size }, (_, entry) => this.joinedAsk(entry)).flatMap(({ calls, ...ask }) =>
      calls.flatMap((call) => (call.owner === ordinal ? [{ ...ask, arguments: call.arguments }] : [])),
    );
  }

  private joinedAsk(entry: number): JoinedAsk {
    const ask = this.joined.asks.ask(entry);
    for (const call of ask.calls) call.owner = this.joined.standIn.get(call.owner) ?? call.owner;
    return ask;
  }

  isTaught(ordinal: number): boolean {
    return ordinal >= this.documents.header.entries;
  }

  embedded(ordinal: number, vector: Float32Array): void {
    this.dense?.add(ordinal, vector);
  }

  /** Searches by words: what can be done before the query has its vector. `retrieve` goes on from there, and searches anew where another query came between. */
  searchWords(query: Query, options: RetrieveOptions): void {
    const limit = options.limit ?? 150;
    const admitted = this.admission(options);
    const expanded = this.documentTerms(query);
    const full = searchSegment(this.documents, expanded, this.documentScores);
    const scores = this.documentScores;
    const top = new Top(limit);
    for (let i = 0; i < scores.count; i++) {
      const entry = scores.touched[i]!;
      const ordinal = this.documents.owners[entry]!;
      if (admitted.operation(ordinal)) top.offer(ordinal, scores.values[entry]!);
    }
    for (const layer of this.layers) {
      searchSegment(layer.documents, expanded, layer.scores, this.documents);
      for (let i = 0; i < layer.scores.count; i++) {
        const entry = layer.scores.touched[i]!;
        if (admitted.operation(layer.base + entry)) top.offer(layer.base + entry, layer.scores.values[entry]!);
      }
    }
    const documents = top.sorted().map(({ id, score }) => ({ ordinal: id, document: score / full }));
    this.said = { query, options, full, documents, asks: this.askHits(query, admitted, options.without) };
  }

  /** Whether `asksOf` speaks of this query: no other was searched for since. */
  isLast(query: Query): boolean {
    return this.said?.query === query;
  }

  retrieve(query: Query, options: RetrieveOptions = {}): Retrieved {
    if (this.said?.query !== query || this.said.options !== options) this.searchWords(query, options);
    const { full, documents, asks } = this.said!;
    const hits = new Map<number, Hit>();
    const hit = (ordinal: number): Hit => {
      let h = hits.get(ordinal);
      if (!h) hits.set(ordinal, (h = unseenHit(ordinal)));
      return h;
    };
    for (const { ordinal, document } of documents) hit(ordinal).document = document;
    const { best, nobody } = asks;
    for (const [ordinal, found] of best.slice(0, options.limit ?? 150)) Object.assign(hit(ordinal), found);
    const dense = this.near(query, this.admission(options), options.without, hit, hits);
    // An operation that only an ask or its meaning brought has a document score too.
    for (const h of hits.values())
      if (h.document === 0) h.document = full > 0 ? this.documentScore(h.ordinal) / full : 0;
    return { query, hits: [...hits.values()], nobody, ...this.votes(best), ...(dense ? { dense } : {}) };
  }

  /** Adds the operations near in meaning, and says of every hit how near it is. */
  private near(
    query: Query,
    admitted: Admitted,
    without: RetrieveOptions['without'],
    hit: (ordinal: number) => Hit,
    hits: Map<number, Hit>,
  ): DenseScores | undefined {
    if (!this.dense || !query.vector) return undefined;
    const counts = (entry: number): boolean => !without?.(this.store.ask(entry));
    const scores = this.dense.search(query.vector, this.asks.owners, this.table, admitted, counts);
    for (const ordinal of scores.nearest) hit(ordinal);
    for (const h of hits.values()) {
      const entries = this.entries(h.ordinal);
      Object.assign(h, denseHit(scores, h.ordinal, without ? entries.filter(counts) : entries));
      // What only meaning brought has its words' scores too, and its best ask.
      if (h.ask === 0 && entries.length > 0) Object.assign(h, this.askScore(entries.filter(counts)));
    }
    return scores;
  }

  /** Of the query that was retrieved last. */
  private askScore(entries: readonly number[]): AskHit {
    let [first, second, third] = [0, 0, 0];
    let bestAsk = entries[0] ?? -1;
    for (const entry of entries) {
      const score = this.askScores.values[entry]! / this.fullAsk;
      if (score > first) {
        [first, second, third] = [score, first, second];
        bestAsk = entry;
      } else if (score > second) [second, third] = [score, second];
      else if (score > third) third = score;
    }
    const askMean = (first + second + third) / Math.max(1, Math.min(3, entries.length));
    return { ask: first, askMean, bestAsk };
  }

  /** Of the query that was retrieved last. */
  private documentScore(ordinal: number): number {
    if (ordinal < this.documents.header.entries) return this.documentScores.values[ordinal]!;
    const layer = this.layers.findLast(({ base }) => base <= ordinal);
    return layer?.scores.values[ordinal - layer.base] ?? 0;
  }

  private admission({ surfaces, providers }: RetrieveOptions): Admitted {
    return this.admissions.of(surfaces, providers);
  }

  private askHits(query: Query, admitted: Admitted, without?: RetrieveOptions['without']): WordsFound['asks'] {
    const full = searchSegment(this.asks, query.terms, this.askScores);
    this.fullAsk = full;
    const scores = this.askScores;
    const top = new Top(ASKS_CONSIDERED);
    for (let i = 0; i < scores.count; i++) {
      const entry = scores.touched[i]!;
      if (admitted.ask(entry)) top.offer(entry, scores.values[entry]!);
    }
    let nobody = 0;
    const grouped = new Map<number, { scores: number[]; bestAsk: number }>();
    for (const { id, score } of top.sorted()) {
      if (without?.(this.store.ask(id))) continue;
      const owner = this.asks.owners[id]!;
      if (owner === NOBODY) nobody = Math.max(nobody, score / full);
      else {
        const g = grouped.get(owner);
        if (g) g.scores.push(score / full);
        else grouped.set(owner, { scores: [score / full], bestAsk: id });
      }
    }
    const best = [...grouped].map(([owner, g]): [number, AskHit] => {
      const three = g.scores.slice(0, 3);
      return [owner, { ask: g.scores[0]!, askMean: three.reduce((a, b) => a + b, 0) / 3, bestAsk: g.bestAsk }];
    });
    return { best, nobody };
  }

  private votes(best: [number, AskHit][]): Pick<Retrieved, 'providerVotes' | 'serviceVotes'> {
    const providerVotes = new Map<number, number>();
    const serviceVotes = new Map<number, number>();
    let all = 0;
    for (const [ordinal, found] of best.slice(0, VOTERS)) {
      const weight = Math.exp(found.ask * 12);
      all += weight;
      const p = this.table.provider[ordinal]!;
      const s = this.table.service[ordinal]!;
      providerVotes.set(p, (providerVotes.get(p) ?? 0) + weight);
      serviceVotes.set(s, (serviceVotes.get(s) ?? 0) + weight);
    }
    for (const votes of [providerVotes, serviceVotes]) for (const [k, v] of votes) votes.set(k, v / all);
    return { providerVotes, serviceVotes };
  }
}
