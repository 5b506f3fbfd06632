import { checkRequest } from './check-request.ts';
import { apportion } from './generate/fill/apportion.ts';
import { type Case, Casebook, caseOf } from './generate/fill/cases.ts';
import { consider, decide, type FillRequest, type FirstLook, fillRequest, firstLook } from './generate/fill/fill.ts';
import type { ReadTargets } from './generate/fill/second-look.ts';
import { asOfToday } from './generate/fill/successors.ts';
import { targetsOf } from './generate/fill/targets.ts';
import type { Literal } from './generate/literal.ts';
import { mend } from './generate/mend/mend.ts';
import { borrow, shift } from './generate/split/join-calls.ts';
import { countJoints, splitClauses, splitThings } from './generate/split/split-clauses.ts';
import { readerDocument } from './model/reader-text.ts';
import type { Judges, Models, Understanding } from './models.ts';
import { renderCall } from './render/render.ts';
import { commandLineFirst } from './retrieve/rank/command-line-first.ts';
import { ProviderNames, rankFeatures, shortlist } from './retrieve/rank/features.ts';
import { outgrown } from './retrieve/rank/outgrown.ts';
import { standInsLast } from './retrieve/rank/stand-ins.ts';
import { CONSIDERED, rankTogether } from './retrieve/rank/together.ts';
import { evaluate, evaluateAll, sigmoid } from './retrieve/rank/trees.ts';
import { abstainFeatures, joinedFeatures, type Ranked, severalFeatures } from './retrieve/rank/verdict.ts';
import { olderVersions } from './retrieve/rank/versions.ts';
import {
  type AskOfOperation,
  type JoinedHit,
  type Query,
  type Retrieved,
  type RetrieveOptions,
  type Retriever,
  unseenHit,
} from './retrieve/retriever.ts';
import type { Answer, Asking, AskOptions, Candidate, CheckedCall, SearchHit } from './schema/answer.ts';
import { BlockCache } from './schema/block-cache.ts';
import type { Call } from './schema/call.ts';
import { AppError } from './schema/error.ts';
import type { Operation, Surface } from './schema/operation.ts';
import { isVerified } from './verify/check-call.ts';
import { proveCall } from './verify/prove.ts';
import type { Zoo } from './zoo/zoo.ts';

/** Of so many operations the arguments are tried. */
const FILLED = 5;
/** Of so many documents the reader is asked, if they are nearly as good as the best. */
const READ = 2;
const NEARLY = 0.25;
/** What a logit of the reader's "this serves" is worth in the ranker's score: measured on lines that neither had learned from. */
const SERVES = 0.3;
/** What it is worth that a document has a place for all that a request names, */
const TAKES = 1;
/** and what the logarithm of its arguments' confidence is worth. */
const SURE = 0.2;
/** What its document calls deprecated, or what has a later version or a document that says more, stands behind what serves nearly as well. */
const OUTDATED = 2;
const MAX_CALLS = 4;
/** Asks are kept as they were read, of the operations that were tried last: some two kilobytes each. */
const CASES_BYTES = 24 * 1024 * 1024;
const CASE_BYTES = 2048;
const EMBEDDED_AT_ONCE = 16;
/** Where nothing serves this surely: by meaning, and where words alone judge. */
const ABSTAIN_AT = 0.75;
const ABSTAIN_BY_WORDS_AT = 0.8;
const SEVERAL_AT = 0.92;
/** So many lists of operations that others asked for at once are judged; the best must be this likely. */
const JOINED_LISTS = 5;
const JOINED_AT = 0.85;
/** Where the clauses say the same, less likeness is enough. */
const AGREED_AT = 0.15;
/** A taught document serves when it is so near in meaning, or when so much of the request stands in it. */
const TAUGHT_NEAR = 0.35;
const TAUGHT_SAID = 0.25;

/**
 * Task -> retrieve -> rank -> fill -> verify -> render. The one place where the walk can be read.
 * Deterministic but for `latencyMs` and, where a request says "tomorrow", the clock.
 */
export class Engine implements Asking {
  private readonly names: ProviderNames;
  private readonly cases = new BlockCache<{ bytes: number; byEntry: Map<number, Case> }>(CASES_BYTES);

  constructor(
    readonly zoo: Zoo,
    readonly retriever: Retriever,
    readonly models: Models,
    private readonly clock: () => Date = () => new Date(),
    /** Without it words alone decide. */
    private model?: Understanding,
    /** Told once, should the model fail: all goes on without it. */
    private readonly onLoss?: (cause: unknown) => void,
  ) {
    this.names = new ProviderNames(retriever.table);
  }

  /** Fails: `empty-request`, `request-too-long`, `unknown-provider`. */
  async ask(request: string, options: AskOptions = {}): Promise<Answer> {
    const started = performance.now();
    const text = checkRequest(request);
    const limit = options.limit ?? 5;
    const whole = await this.read(text, options);
    const joined = this.joinedJudged(whole, options);
    // The networks compute in a thread of their own: while they read for the one, the other goes on. Clauses first, for they are soon embedded.
    const [several, tried] = await Promise.all([
      this.severalCalls(text, whole, joined, options),
      this.tried(whole, options),
    ]);
    const candidates = this.candidates(whole, tried, several ? limit - 1 : limit);
    if (several) candidates.unshift(several);
    const abstained = candidates.length === 0 || (!several && this.nothingServes(whole, tried));
    return { request, abstained, candidates, latencyMs: performance.now() - started };
  }

  async search(words: string, options: AskOptions = {}): Promise<SearchHit[]> {
    const { ranked } = await this.read(checkRequest(words), options);
    return ranked
      .slice(0, options.limit ?? 10)
      .map((hit) => ({ operation: this.zoo.operation(hit.ordinal), score: hit.score }));
  }

  /** Retrieves and ranks. The similarities of the best hits' asks are taken at once: the next search overwrites them. */
  async read(text: string, options: AskOptions & Pick<RetrieveOptions, 'without'> = {}): Promise<Read> {
    const begun = this.begin(text, options);
    // While the encoder computes, words are searched for.
    this.retriever.searchWords(begun.query, begun.options);
    return this.ranked(begun);
  }

  /** Gives a request to the encoder. */
  private begin(text: string, asked: AskOptions & Pick<RetrieveOptions, 'without'>): Begun {
    const options = this.retrieveOptions(asked);
    const query = this.retriever.query(text);
    return { query, options, understood: this.understand(query) };
  }

  private async ranked({ query, options, understood }: Begun): Promise<Read> {
    await understood;
    // From here to the end nothing waits: the retriever's scores are those of its last search.
    const retrieved = shortlist(this.retriever.retrieve(query, options));
    const judges = (retrieved.dense && this.models.dense) ?? this.models.lexical;
    const rows = rankFeatures(retrieved, this.retriever.table, this.names);
    const scores = evaluateAll(judges.rank, rows);
    const scored = retrieved.hits.map((hit, i): Ranked => ({ ...hit, score: scores[i]! }));
    const found = standInsLast(scored, query.request, this.retriever.table);
    const ranked = options.surfaces ? found : commandLineFirst(found, query.request, this.retriever.table);
    ranked.sort((a, b) => b.score - a.score || a.ordinal - b.ordinal);
    const asks = new Map(ranked.slice(0, CONSIDERED).map((hit) => [hit.ordinal, this.retriever.asksOf(hit.ordinal)]));
    return { query, ranked, retrieved, asks, judges };
  }

  /** Gives the query its vector, and those of taught documents that its words bring up. */
  private async understand(query: Query): Promise<void> {
    if (!this.model) return;
    try {
      const taught = this.retriever.unembedded(query);
      const vector = await this.model.vector(query.meant.request, query.meant.literals);
      await this.embed(taught);
      query.vector = vector;
    } catch (cause) {
      this.lose(cause);
    }
  }

  /** The reader, for documents that are in no zoo. */
  reading(): Partial<Pick<Understanding, 'read'>> {
    const { model } = this;
    return model && this.models.decideRead ? { read: (request, documents) => model.read(request, documents) } : {};
  }

  private lose(cause: unknown): void {
    if (this.model) this.onLoss?.(cause);
    this.model = undefined;
  }

  /** Embeds all that was taught since the packs were built, a few at a time: for a process that goes on to answer others. */
  async embedTaught(): Promise<void> {
    const all = this.retriever.unembedded();
    for (let at = 0; at < all.length; at += EMBEDDED_AT_ONCE) await this.embed(all.slice(at, at + EMBEDDED_AT_ONCE));
  }

  private async embed(ordinals: readonly number[]): Promise<void> {
    if (!this.model || ordinals.length === 0) return;
    const vectors = await this.model.documents(ordinals.map((o) => this.zoo.operation(o)));
    for (const [n, vector] of vectors.entries()) this.retriever.embedded(ordinals[n]!, vector);
  }

  /** The features of "nothing serves this": also what training reads. */
  abstainFeatures({ ranked, retrieved, query }: Read, { read, decided }: Pick<Tried, 'read' | 'decided'>): number[] {
    const serves = read.map((r) => r.reading.serves);
    const [best] = decided;
    const attempt = best && {
      literalsTaken: shareTaken(query.literals, best.call),
      confidence: best.confidence,
      blanks: best.call.missing.length,
    };
    return abstainFeatures(ranked, retrieved, this.retriever.unknownShare(query), serves, attempt);
  }

  /** The features of "these are several calls", and the clauses; undefined where the request has but one. */
  async severalFeatures(
    text: string,
    whole: Read,
    options: AskOptions & Pick<RetrieveOptions, 'without'>,
  ): Promise<{ features: number[]; parts: Part[] } | undefined> {
    const byVerbs = splitClauses(text, whole.query.literals);
    const clauses = byVerbs.length > 1 ? byVerbs : splitThings(text, whole.query.literals);
    if (clauses.length < 2 || clauses.length > MAX_CALLS) return undefined;
    const begun = clauses.map(({ text: clause, start, verb }) => {
      const said = verb === undefined ? '' : `${verb} `;
      return { ...this.begin(said + clause, options), start, said: said.length };
    });
    const parts: Part[] = [];
    for (const { start, said, ...clause } of begun) parts.push({ ...(await this.ranked(clause)), start, said });
    const reading = (r: Read): { ranked: Ranked[]; terms: number } => ({ ranked: r.ranked, terms: r.query.terms.size });
    const dense = whole.retrieved.dense !== undefined;
    const provider = (ordinal: number): number => this.retriever.table.provider[ordinal]!;
    return {
      features: severalFeatures(text, reading(whole), parts.map(reading), provider, {
        dense,
        unsaid: byVerbs.length < 2,
      }),
      parts,
    };
  }

  /** Lists of operations that others meant at once, with the features of "these are meant". */
  joinedLists(
    { query, ranked, retrieved, asks }: Read,
    options: AskOptions & Pick<RetrieveOptions, 'without'>,
  ): { features: number[]; list: JoinedHit }[] {
    // Two calls of one operation cannot be told apart by their documents.
    const lists = this.retriever
      .joinedNear(query, this.retrieveOptions(options))
      .filter(({ operations }) => new Set(operations).size === operations.length)
      .slice(0, JOINED_LISTS);
    if (lists.length === 0) return [];
    // Somebody else may have asked since.
    if (!this.retriever.isLast(query)) this.retriever.retrieve(query, this.retrieveOptions(options));
    for (const ordinal of lists.flatMap(({ operations }) => operations))
      if (!asks.has(ordinal)) asks.set(ordinal, this.retriever.asksOf(ordinal));
    const clauses = Math.max(
      splitClauses(query.request, query.literals).length,
      splitThings(query.request, query.literals).length,
    );
    const parts = { clauses, ...countJoints(query.request) };
    return lists.map((list) => ({ features: joinedFeatures(retrieved, ranked, list, lists, parts), list }));
  }

  private retrieveOptions(options: AskOptions & Pick<RetrieveOptions, 'without'>): RetrieveOptions {
    const { scope, surface, without } = options;
    const unknown = scope?.find((s) => !this.retriever.table.providers.includes(s));
    if (unknown !== undefined)
      throw new AppError(
        'unknown-provider',
        `No provider ${JSON.stringify(unknown)} is in the zoo.`,
        'See `gorilla zoo list` for their names.',
      );
    return {
      // A call in a language without a client of its own is written as an HTTP request in that language.
      ...(surface
        ? { surfaces: surface === 'python' || surface === 'typescript' ? [surface, 'http'] : [surface] }
        : {}),
      ...(scope ? { providers: new Set(scope) } : {}),
      ...(without ? { without } : {}),
    };
  }

  /** The best operations, filled, each with the whole request, or `together`; and what the reader says of the documents of the first `most`. */
  async tried(reading: Read, options: AskOptions, most = READ, together = false): Promise<Tried> {
    const request = fillRequest(reading.query, (term) => this.retriever.rarity(term), this.clock());
    const hits = reading.ranked.slice(0, FILLED);
    const nearly = hits.slice(0, most).filter(({ score }) => score > (hits[0]?.score ?? 0) - NEARLY);
    const drafts: Draft[] = [];
    // Each is asked for as soon as it is drafted, and awaited last: while the reader reads one, the next is drafted, and what is not read decided.
    const reads: Promise<ReadTargets | undefined>[] = [];
    for (const [n, hit] of hits.entries()) {
      const draft = this.draft(reading, hit, request, options.surface);
      drafts.push(draft);
      if (n < nearly.length) reads.push(this.readDraft(reading, draft));
    }
    const unread = drafts.slice(reads.length).map(({ look }) => consider(look, this.models));
    const read: ReadTargets[] = [];
    const considered: ReturnType<typeof consider>[] = [];
    for (const [n, asked] of reads.entries()) {
      const said = await asked;
      // Of the first so many: one that failed ends the list.
      if (said && read.length === n) read.push(said);
      considered.push(consider(drafts[n]!.look, this.models, said));
    }
    considered.push(...unread);
    const calls = together ? apportion(considered) : considered;
    const decided = drafts.map(({ operation, surface }, n) => decide(operation, surface, calls[n]!));
    return { drafts, read, decided };
  }

  private candidates({ ranked, query }: Read, { drafts, read, decided }: Tried, limit: number): Candidate[] {
    const top = ranked[0]?.score ?? 0;
    const sum = ranked.slice(0, 20).reduce((s, r) => s + Math.exp(r.score - top), 0);
    const out: Candidate[] = [];
    const paths = drafts.map((d) => ({ provider: d.operation.provider, path: d.operation.invocations[0]?.path ?? '' }));
    const outdated = new Set([
      ...olderVersions(query.request, paths),
      ...outgrown(drafts.map(({ operation, hit: { score } }) => ({ operation, score }))),
    ]);
    const sure = drafts.map(({ hit, operation }, n): number => {
      const { call, confidence } = decided[n]!;
      const serves = SERVES * (read[n]?.reading.serves ?? 0);
      const filled = TAKES * shareTaken(query.literals, call) + SURE * Math.log(confidence + 1e-4);
      const lacks = operation.deprecated || outdated.has(n) ? OUTDATED : 0;
      return hit.score + serves + filled - lacks;
    });
    const order = [...drafts.keys()].sort((a, b) => sure[b]! - sure[a]!);
    for (const n of order) {
      if (out.length >= limit) break;
      const { operation, hit } = drafts[n]!;
      const { call, confidence } = decided[n]!;
      const checked = this.checked(call, operation);
      // Whatever does not pass the verifier is never seen.
      if (!isVerified(checked.findings)) continue;
      out.push({ calls: [checked], confidence: (Math.exp(hit.score - top) / sum) * confidence ** 0.25 });
    }
    return out;
  }

  /** The reader's word on a document, where there is a reader. */
  private async readDraft(reading: Read, { operation, look, cases }: Draft): Promise<ReadTargets | undefined> {
    if (!this.model || !this.models.decideRead) return undefined;
    const { document, shown } = readerDocument(operation, look);
    try {
      const [said] = await this.model.read(reading.query.request, [document]);
      return said && { reading: said, shown, near: Casebook.ofMeaning(cases) };
    } catch (cause) {
      this.lose(cause);
      return undefined;
    }
  }

  private nothingServes(reading: Read, tried: Tried): boolean {
    const [first] = reading.ranked;
    // The verdict is learned from operations that people have asked for; of one that was taught, and stands for none of those, only its document speaks.
    if (first && this.retriever.isTaught(first.ordinal) && !reading.asks.get(first.ordinal)?.length)
      return first.denseDocument < TAUGHT_NEAR && first.document < TAUGHT_SAID;
    const least = reading.retrieved.dense ? ABSTAIN_AT : ABSTAIN_BY_WORDS_AT;
    return sigmoid(evaluate(reading.judges.abstain, this.abstainFeatures(reading, tried))) > least;
  }

  /** What was asked of the operation, as its document calls things today. */
  private casesOf(reading: Read, ordinal: number, operation: Operation, surface: Surface): AskAsCase[] {
    const asks = reading.asks.get(ordinal) ?? [];
    let kept = this.cases.get(String(ordinal));
    if (!kept) this.cases.set(String(ordinal), (kept = { bytes: asks.length * CASE_BYTES, byEntry: new Map() }));
    const { byEntry } = kept;
    const own = asks.map((ask) => {
      let c = byEntry.get(ask.entry);
      if (!c) byEntry.set(ask.entry, (c = caseOf(this.retriever.ask(ask.entry))));
      return { ...ask, case: c };
    });
    const all = [...own, ...(reading.joinedCases?.get(ordinal) ?? [])];
    return asOfToday(operation, () => targetsOf(this.zoo, operation, surface), all);
  }

  private draft(reading: Read, hit: Ranked, request: FillRequest, wanted?: Surface): Draft {
    const operation = this.zoo.operation(hit.ordinal);
    const surfaces = operation.invocations.map((i) => i.surface);
    const surface = wanted && surfaces.includes(wanted) ? wanted : surfaces[0]!;
    const cases = this.casesOf(reading, hit.ordinal, operation, surface);
    const look = firstLook(this.zoo, operation, surface, request, Casebook.of(cases), this.models);
    return { hit, operation, surface, cases, look };
  }

  private checked(draft: Call, operation: Operation): CheckedCall {
    const { call, findings } = mend(draft, operation, (c) => proveCall(this.zoo, c, operation));
    return { call, operation, rendered: renderCall(this.zoo, call, operation), findings };
  }

  /** The likeliest first. */
  private joinedJudged(whole: Read, options: AskOptions): JudgedList[] {
    const { joined } = whole.judges;
    if (!joined) return [];
    return this.joinedLists(whole, options)
      .map(({ features, list }) => ({ list, p: sigmoid(evaluate(joined, features)) }))
      .sort((a, b) => b.p - a.p);
  }

  /** What others asked for at once, or else clause by clause. Begins at once, without a turn of the loop between. */
  private async severalCalls(
    text: string,
    whole: Read,
    judged: readonly JudgedList[],
    options: AskOptions,
  ): Promise<Candidate | undefined> {
    const [best] = judged;
    const meant = best && best.p >= JOINED_AT ? await this.joined(whole, best, options) : undefined;
    return meant ?? this.several(text, whole, judged, options);
  }

  /** What others asked for in nearly these words, all of it at once: each of their operations is filled from the whole request. */
  private async joined(
    whole: Read,
    { list: { operations, asks }, p }: JudgedList,
    options: AskOptions,
  ): Promise<Candidate | undefined> {
    // None stands before another: all are read, in one batch.
    const ranked = operations.map((ordinal) => ({ ...unseenHit(ordinal), score: 0 }));
    const joinedCases = new Map(
      operations.map((ordinal, n) => [
        ordinal,
        asks.map(({ ask: { text, line, calls }, nearness }) => ({
          entry: -1,
          similarity: nearness,
          nearness,
          case: caseOf({ text, line, arguments: calls[n]!.arguments }),
        })),
      ]),
    );
    const part = { ...whole, ranked, joinedCases };
    const tried = await this.tried(part, options, operations.length, true);
    const filled = this.candidates(part, tried, operations.length).flatMap((candidate) => candidate.calls);
    const calls: CheckedCall[] = [];
    for (const ordinal of operations) {
      const { id } = this.zoo.operation(ordinal);
      const one = filled.find(({ operation }) => operation.id === id);
      if (!one || calls.some((c) => c.rendered.text === one.rendered.text)) return undefined;
      const call = borrow(one.call, one.operation, calls);
      calls.push(call === one.call ? one : this.checked(call, one.operation));
    }
    return calls.every((c) => isVerified(c.findings)) ? { calls, confidence: p } : undefined;
  }

  /** "… and then …": each clause answered by itself; what a later clause leaves out ("its retention") is taken from the calls before it. */
  private async several(
    text: string,
    whole: Read,
    judged: readonly JudgedList[],
    options: AskOptions,
  ): Promise<Candidate | undefined> {
    const found = await this.severalFeatures(text, whole, options);
    if (!found) return undefined;
    const p = sigmoid(evaluate(whole.judges.several, found.features));
    const { provider, service } = this.retriever.table;
    const together = rankTogether(
      found.parts.map((part) => part.ranked),
      { provider: (ordinal) => provider[ordinal]!, service: (ordinal) => service[ordinal]! },
    );
    const tops = together.map(([first]) => first?.ordinal).join(' ');
    const agreed = judged.find(({ list }) => list.operations.join(' ') === tops);
    const both = agreed && agreed.p >= AGREED_AT ? await this.joined(whole, agreed, options) : undefined;
    if (both || p < SEVERAL_AT) return both;
    const parts = found.parts.map((part, n) => ({ ...part, ranked: together[n]! }));
    // At once: while the reader reads for one clause, the next is drafted.
    const tried = await Promise.all(parts.map((part) => this.tried(part, options)));
    const calls: CheckedCall[] = [];
    for (const [n, part] of parts.entries()) {
      const [best] = this.candidates(part, tried[n]!, 1);
      const [one] = best?.calls ?? [];
      if (!one) return undefined;
      // A verb that was said for another clause is nobody's value.
      if (one.call.arguments.some(({ from }) => from.kind === 'request' && from.start < part.said)) return undefined;
      const shifted = shift(one.call, part.start - part.said);
      const call = borrow(shifted, one.operation, calls);
      calls.push(call === one.call ? one : this.checked(call, one.operation));
    }
    return calls.every((c) => isVerified(c.findings)) ? { calls, confidence: p } : undefined;
  }
}

/** How many of a request's literals found a place in a call, 0 … 1. */
function shareTaken(literals: readonly Literal[], call: Call): number {
  if (literals.length === 0) return 1;
  const taken = literals.filter(({ start, end }) =>
    call.arguments.some(({ from }) => 'start' in from && from.start < end && start < from.end),
  );
  return taken.length / literals.length;
}

/** An operation whose arguments were looked for. */
export interface Draft {
  hit: Ranked;
  operation: Operation;
  surface: Surface;
  /** What people have asked of it. */
  cases: readonly AskAsCase[];
  look: FirstLook;
}

/** The best operations tried on a request; `read`: of the first of them, where there is a reader; `decided`: the call of each. */
export interface Tried {
  drafts: Draft[];
  read: ReadTargets[];
  decided: { call: Call; confidence: number }[];
}

/** A request that the encoder has; `understood` when it has its vector, if there is one. */
interface Begun {
  query: Query;
  options: RetrieveOptions;
  understood: Promise<void>;
}

/** A clause, where it begins in the request; the first `said` characters of what was read stand elsewhere. */
interface Part extends Read {
  start: number;
  said: number;
}

/** A request after retrieval and ranking. */
export interface Read {
  query: Query;
  judges: Judges;
  ranked: Ranked[];
  retrieved: Retrieved;
  /** Asks of the operations that will be filled. */
  asks: Map<number, AskOfOperation[]>;
  /** What requests for several calls say of the operations that are filled here. */
  joinedCases?: Map<number, AskAsCase[]>;
}

interface JudgedList {
  list: JoinedHit;
  p: number;
}

type AskAsCase = AskOfOperation & { case: Case };
