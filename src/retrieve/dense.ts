import type { VectorTable } from '../model/vectors.ts';
import type { Admitted } from './admitted.ts';
import { NOBODY } from './index/segment.ts';
import type { OperationTable } from './index/table.ts';
import { Top } from './top.ts';

/** What nearness of meaning says of one operation: cosines, 0 where it has no such vector. */
export interface DenseHit {
  denseAsk: number;
  /** Mean of its three nearest asks. */
  denseAskMean: number;
  denseDocument: number;
}

/** A request against all asks and all documents. */
export interface DenseScores {
  asks: Float32Array;
  documents: Float32Array;
  taught: ReadonlyMap<number, number>;
  /** The nearest ask that nothing serves. */
  nobody: number;
  /** How much of the nearest asks' weight goes to each provider and service, 0 … 1. */
  providerVotes: Map<number, number>;
  serviceVotes: Map<number, number>;
  /** Operations with the nearest asks, then those with the nearest documents. */
  nearest: number[];
}

const ASKS_CONSIDERED = 240;
const DOCUMENTS_CONSIDERED = 60;
const VOTERS = 40;
/** Cosines of near asks are close together. */
export const COSINE_SHARPNESS = 24;

/** The vectors of the shipped packs, and of what was taught since. */
export class DenseSearch {
  /** Of operations that were taught, as far as they have been embedded. */
  private readonly taught = new Map<number, Float32Array>();
  private askScores: Float32Array = new Float32Array(0);

  constructor(
    private readonly asks: VectorTable,
    private readonly documents: VectorTable,
    private readonly joined: VectorTable,
  ) {}

  /** How many taught operations have a vector. */
  get embedded(): number {
    return this.taught.size;
  }

  has(ordinal: number): boolean {
    return ordinal < this.documents.rows || this.taught.has(ordinal);
  }

  /** An ask's cosine with the request that was searched last. */
  askSimilarity(entry: number): number {
    return this.askScores[entry] ?? 0;
  }

  /** The joined asks nearest to a request, nearest first. */
  nearestJoined(vector: Float32Array, count: number): { id: number; score: number }[] {
    const top = new Top(count);
    top.offerAll(this.joined.scores(vector), [0, this.joined.rows]);
    return top.sorted();
  }

  /** A taught operation's document, as the encoder reads it. */
  add(ordinal: number, vector: Float32Array): void {
    this.taught.set(ordinal, vector);
  }

  /** The arrays are overwritten by the next search, and tell of what is admitted alone. `counts`: whether an ask counts at all. */
  search(
    vector: Float32Array,
    owners: Uint32Array,
    table: OperationTable,
    admitted: Admitted,
    counts: (entry: number) => boolean,
  ): DenseScores {
    const asks = this.asks.scores(vector, admitted.asks);
    this.askScores = asks;
    const documents = this.documents.scores(vector, admitted.documents);
    const topAsks = new Top(ASKS_CONSIDERED);
    topAsks.offerAll(asks, admitted.asks, admitted.ask);
    const topDocuments = new Top(DOCUMENTS_CONSIDERED);
    topDocuments.offerAll(documents, admitted.documents, admitted.operation);
    const taught = new Map<number, number>();
    for (const [ordinal, document] of this.taught) {
      if (!admitted.operation(ordinal)) continue;
      const score = document.reduce((sum, v, d) => sum + v * vector[d]!, 0);
      taught.set(ordinal, score);
      topDocuments.offer(ordinal, score);
    }

    let nobody = 0;
    let all = 0;
    let voters = 0;
    const nearest = new Set<number>();
    const providerVotes = new Map<number, number>();
    const serviceVotes = new Map<number, number>();
    for (const { id, score } of topAsks.sorted()) {
      if (!counts(id)) continue;
      const owner = owners[id]!;
      if (owner === NOBODY) {
        nobody = Math.max(nobody, score);
        continue;
      }
      nearest.add(owner);
      if (voters++ >= VOTERS) continue;
      const weight = Math.exp((score - 1) * COSINE_SHARPNESS);
      all += weight;
      const provider = table.provider[owner]!;
      const service = table.service[owner]!;
      providerVotes.set(provider, (providerVotes.get(provider) ?? 0) + weight);
      serviceVotes.set(service, (serviceVotes.get(service) ?? 0) + weight);
    }
    for (const votes of [providerVotes, serviceVotes]) for (const [k, v] of votes) votes.set(k, all > 0 ? v / all : 0);
    for (const { id } of topDocuments.sorted()) nearest.add(id);
    return { asks, documents, taught, nobody, providerVotes, serviceVotes, nearest: [...nearest] };
  }
}

/** Of one operation, from the scores of the last search. `entries`: its asks, those alone that count. */
export function denseHit(scores: DenseScores, ordinal: number, entries: readonly number[]): DenseHit {
  let [a, b, c] = [0, 0, 0];
  for (const entry of entries) {
    const s = scores.asks[entry]!;
    if (s > a) [a, b, c] = [s, a, b];
    else if (s > b) [b, c] = [s, b];
    else if (s > c) c = s;
  }
  const n = Math.max(1, Math.min(3, entries.length));
  return {
    denseAsk: a,
    denseAskMean: (a + b + c) / n,
    denseDocument: scores.documents[ordinal] ?? scores.taught.get(ordinal) ?? 0,
  };
}
