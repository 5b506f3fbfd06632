import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Associations } from './generate/fill/associations.ts';
import { type Case, Casebook, caseOf } from './generate/fill/cases.ts';
import { BIND_FEATURES, CONSTANT_FEATURES } from './generate/fill/features.ts';
import { type FillModels, fill } from './generate/fill/fill.ts';
import { splitClauses } from './generate/split/split-clauses.ts';
import { renderCall } from './render/render.ts';
import type { Idioms } from './retrieve/asks/idioms.ts';
import { ProviderNames, RANK_FEATURES, rankFeatures, shortlist } from './retrieve/rank/features.ts';
import { decodeTrees, evaluate, type Trees } from './retrieve/rank/trees.ts';
import type { Hit, Query, Retrieved, RetrieveOptions, Retriever } from './retrieve/retriever.ts';
import type { Answer, Asking, AskOptions, Candidate, CheckedCall, SearchHit } from './schema/answer.ts';
import { AppError } from './schema/error.ts';
import type { Surface } from './schema/operation.ts';
import { proveCall } from './verify/prove.ts';
import type { Zoo } from './zoo/zoo.ts';

export interface Models extends FillModels {
  rank: Trees;
}

/** Reads the trained models from a folder. Fails: `pack-missing`, `pack-broken`. */
export function openModels(folder: string): Models {
  const read = (name: string): Buffer => {
    try {
      return readFileSync(join(folder, name));
    } catch (cause) {
      throw new AppError('pack-missing', `The model ${name} is not in ${folder}.`, 'Install the package anew.', cause);
    }
  };
  return {
    rank: decodeTrees(read('rank.trees'), 'rank.trees', RANK_FEATURES),
    bind: decodeTrees(read('bind.trees'), 'bind.trees', BIND_FEATURES),
    constant: decodeTrees(read('constant.trees'), 'constant.trees', CONSTANT_FEATURES),
    associations: JSON.parse(read('associations.json').toString('utf8')) as Associations,
    idioms: JSON.parse(read('idioms.json').toString('utf8')) as Idioms,
  };
}

interface Ranked extends Hit {
  score: number;
}

const MAX_REQUEST = 8000;
/** Of so many operations the arguments are tried before the final order is made. */
const FILLED = 5;

/**
 * Task -> retrieve -> rank -> fill -> verify -> render. The one place where the walk can be read.
 * Deterministic but for `latencyMs` and, where a request says "tomorrow", the clock.
 */
export class Engine implements Asking {
  private readonly names: ProviderNames;
  private readonly cases = new Map<number, Case>();

  constructor(
    readonly zoo: Zoo,
    readonly retriever: Retriever,
    private readonly models: Models,
    private readonly clock: () => Date = () => new Date(),
  ) {
    this.names = new ProviderNames(retriever.table);
  }

  /** Fails: `empty-request`, `request-too-long`, `unknown-provider`. */
  ask(request: string, options: AskOptions = {}): Answer {
    const started = performance.now();
    const text = checkRequest(request);
    const whole = this.candidates(text, options);
    const several = this.several(text, options, whole);
    const candidates = several ? [several, ...whole.candidates].slice(0, options.limit ?? 5) : whole.candidates;
    return { request, abstained: !several && whole.abstained, candidates, latencyMs: performance.now() - started };
  }

  search(words: string, options: AskOptions = {}): SearchHit[] {
    const { ranked } = this.rank(this.retriever.query(checkRequest(words)), options);
    return ranked
      .slice(0, options.limit ?? 10)
      .map((hit) => ({ operation: this.zoo.operation(hit.ordinal), score: hit.score }));
  }

  /** Best first. */
  rank(query: Query, options: AskOptions): { ranked: Ranked[]; retrieved: Retrieved } {
    const retrieved = shortlist(this.retriever.retrieve(query, this.retrieveOptions(options)));
    const rows = rankFeatures(retrieved, this.retriever.table, this.names);
    const ranked = retrieved.hits.map((hit, i): Ranked => ({ ...hit, score: evaluate(this.models.rank, rows[i]!) }));
    ranked.sort((a, b) => b.score - a.score || a.ordinal - b.ordinal);
    return { ranked, retrieved };
  }

  private retrieveOptions(options: AskOptions): RetrieveOptions {
    const { scope, surface } = options;
    if (scope) {
      const known = new Set(this.retriever.table.providers);
      const unknown = scope.find((s) => !known.has(s));
      if (unknown)
        throw new AppError(
          'unknown-provider',
          `No provider ${JSON.stringify(unknown)} is in the zoo.`,
          'See `gorilla zoo list` for their names.',
        );
    }
    return {
      ...(surface
        ? { surfaces: surface === 'python' || surface === 'typescript' ? [surface, 'http'] : [surface] }
        : {}),
      ...(scope ? { providers: new Set(scope) } : {}),
    };
  }

  private candidates(text: string, options: AskOptions): { candidates: Candidate[]; abstained: boolean } {
    const query = this.retriever.query(text);
    const { ranked, retrieved } = this.rank(query, options);
    const limit = options.limit ?? 5;
    const top = ranked[0]?.score ?? 0;
    const sum = ranked.slice(0, 20).reduce((s, r) => s + Math.exp(r.score - top), 0);
    const candidates = ranked.slice(0, Math.max(limit, FILLED)).map((hit): Candidate => {
      const { call, confidence } = this.fill(query, hit, options.surface);
      return { calls: [call], confidence: (Math.exp(hit.score - top) / sum) * confidence ** 0.25 };
    });
    const sound = candidates.filter((c) => c.calls.every((k) => !k.findings.some((f) => f.severity === 'error')));
    const abstained = sound.length === 0 || this.nothingServes(ranked, retrieved);
    return { candidates: sound.slice(0, limit), abstained };
  }

  private nothingServes(ranked: Ranked[], retrieved: Retrieved): boolean {
    const best = ranked[0];
    if (!best) return true;
    return retrieved.nobody > best.ask + 0.05 && retrieved.nobody > best.document;
  }

  private casebook(ordinal: number): Casebook {
    const asks = this.retriever.asksOf(ordinal).map(({ entry, similarity }) => {
      let c = this.cases.get(entry);
      if (!c) this.cases.set(entry, (c = caseOf(this.retriever.ask(entry))));
      return { case: c, similarity };
    });
    return Casebook.of(asks);
  }

  private fill(query: Query, hit: Ranked, wanted?: Surface): { call: CheckedCall; confidence: number } {
    const operation = this.zoo.operation(hit.ordinal);
    const surfaces = operation.invocations.map((i) => i.surface);
    const surface = wanted && surfaces.includes(wanted) ? wanted : surfaces[0]!;
    const { call, confidence } = fill(
      this.zoo,
      operation,
      {
        request: query.request,
        literals: query.literals,
        terms: new Set(query.terms.keys()),
        rarity: (term) => this.retriever.rarity(term),
        surface,
        now: this.clock(),
      },
      this.casebook(hit.ordinal),
      this.models,
    );
    const findings = proveCall(this.zoo, call, operation);
    return { call: { call, operation, rendered: renderCall(this.zoo, call, operation), findings }, confidence };
  }

  /** "… and then …": each clause answered by itself, when every clause finds a call that it is surer of than the whole is of one. */
  private several(
    text: string,
    options: AskOptions,
    whole: { candidates: Candidate[]; abstained: boolean },
  ): Candidate | undefined {
    const clauses = splitClauses(text);
    if (clauses.length < 2 || clauses.length > 4) return undefined;
    const calls: CheckedCall[] = [];
    let confidence = 1;
    for (const clause of clauses) {
      const { candidates, abstained } = this.candidates(clause.text, { ...options, limit: 1 });
      const best = candidates[0];
      if (!best || abstained) return undefined;
      confidence = Math.min(confidence, best.confidence);
      calls.push(...best.calls.map((c) => shift(c, clause.start)));
    }
    const one = whole.candidates[0]?.confidence ?? 0;
    if (new Set(calls.map((c) => c.operation.id)).size < calls.length || confidence < one) return undefined;
    return { calls, confidence };
  }
}

/** Ranges within a clause become ranges within the request. */
function shift(checked: CheckedCall, by: number): CheckedCall {
  const args = checked.call.arguments.map((a) =>
    'start' in a.from ? { ...a, from: { ...a.from, start: a.from.start + by, end: a.from.end + by } } : a,
  );
  return { ...checked, call: { ...checked.call, arguments: args } };
}

function checkRequest(request: string): string {
  if (request.length > MAX_REQUEST) {
    throw new AppError(
      'request-too-long',
      `The request has ${request.length} characters; at most ${MAX_REQUEST} are read.`,
      'Say the task in a sentence or two.',
    );
  }
  if (request.includes('\u0000'))
    throw new AppError(
      'binary-input',
      'The request holds a NUL character: it is not text.',
      'Give the task in plain words.',
    );
  if (!request.trim())
    throw new AppError(
      'empty-request',
      'The request is empty.',
      'Say what is to be done, for example: gorilla "list my s3 buckets".',
    );
  return request;
}
