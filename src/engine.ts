import { checkRequest } from './check-request.ts';
import { apportion } from './generate/fill/apportion.ts';
import { type Case, Casebook, caseOf } from './generate/fill/cases.ts';
import { decide } from './generate/fill/decide.ts';
import { consider, type FillRequest, fillRequest, firstLook } from './generate/fill/fill.ts';
import type { ReadTargets } from './generate/fill/second-look.ts';
import { asOfToday } from './generate/fill/successors.ts';
import { shareTaken } from './generate/fill/taken.ts';
import { targetsOf } from './generate/fill/targets.ts';
import { mend } from './generate/mend/mend.ts';
import { readerDocument } from './model/reader-text.ts';
import type { Models, Understanding } from './models.ts';
import { renderCall } from './render/render.ts';
import { commandLineFirst } from './retrieve/rank/command-line-first.ts';
import { ProviderNames, rankFeatures, shortlist } from './retrieve/rank/features.ts';
import { isNamed, namedFirst } from './retrieve/rank/named.ts';
import { outdatedBack } from './retrieve/rank/outdated.ts';
import { standInsLast } from './retrieve/rank/stand-ins.ts';
import { CONSIDERED } from './retrieve/rank/together.ts';
import { evaluate, evaluateAll, sigmoid } from './retrieve/rank/trees.ts';
import { abstainFeatures, byScore, type Ranked, servesSurely } from './retrieve/rank/verdict.ts';
import type { Query, RetrieveOptions, Retriever } from './retrieve/retriever.ts';
import type { Answer, Asking, AskOptions, Candidate, CheckedCall, SearchHit } from './schema/answer.ts';
import { BlockCache } from './schema/block-cache.ts';
import type { Call } from './schema/call.ts';
import { AppError } from './schema/error.ts';
import type { Operation, Surface } from './schema/operation.ts';
import { SeveralCalls } from './several-calls.ts';
import { isVerified } from './verify/check-call.ts';
import { proveCall } from './verify/prove.ts';
import type { AskAsCase, Asked, Begun, Draft, Read, Tried, Trying, Walk } from './walk.ts';
import type { Zoo } from './zoo/zoo.ts';

/** Of so many operations the arguments are tried, if they are not out of the question: of 1,466 requests the right one never stood further below the best (docs/decisions/out-of-the-question.md). */
const FILLED = 5;
const FAR = 5;
/** Of so many documents the reader is asked, if they are nearly as good as the best. */
const READ = 2;
const NEARLY = 0.25;
/** What a logit of the reader's "this serves" is worth in the ranker's score: measured on lines that neither had learned from. */
const SERVES = 0.15;
/** What it is worth that a document has a place for all that a request names, */
const TAKES = 1;
/** and what the logarithm of its arguments' confidence is worth. */
const SURE = 0.2;
/** Asks are kept as they were read, of the operations that were tried last: some two kilobytes each. */
const CASES_BYTES = 24 * 1024 * 1024;
const CASE_BYTES = 2048;
const EMBEDDED_AT_ONCE = 16;
/** Where nothing serves this surely: by meaning, and where words alone judge. */
const ABSTAIN_AT = 0.45;
const ABSTAIN_BY_WORDS_AT = 0.8;
/** A taught document serves when it is so near in meaning, or when so much of the request stands in it. */
const TAUGHT_NEAR = 0.35;
const TAUGHT_SAID = 0.25;

/** Whether a hit is less than so much below the best of them, which is the first. */
const within =
  (gap: number, [best]: readonly Ranked[]) =>
  (hit: Ranked): boolean =>
    hit.score > (best?.score ?? 0) - gap;

/**
 * Task -> retrieve -> rank -> fill -> verify -> render. The one place where the walk can be read.
 * Deterministic but for `latencyMs` and, where a request says "tomorrow", the clock.
 */
export class Engine implements Asking, Walk {
  readonly several: SeveralCalls = new SeveralCalls(this);
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
    // The networks compute in a thread of their own: while they read for the one, the other goes on. Clauses first, for they are soon embedded.
    const [lists, tried] = await Promise.all([this.several.lists(text, whole, options), this.tried(whole, options)]);
    const refused = this.nothingServes(whole, tried);
    const several = this.several.meant(whole, tried, lists, refused);
    const candidates = this.candidates(whole, tried, several ? limit - 1 : limit);
    if (several) candidates.unshift(several);
    const abstained = candidates.length === 0 || (!several && refused);
    return { request, abstained, candidates, latencyMs: performance.now() - started };
  }

  async search(words: string, options: AskOptions = {}): Promise<SearchHit[]> {
    const { ranked } = await this.read(checkRequest(words), options);
    return ranked
      .slice(0, options.limit ?? 10)
      .map((hit) => ({ operation: this.zoo.operation(hit.ordinal), score: hit.score }));
  }

  /** Retrieves and ranks. The similarities of the best hits' asks are taken at once: the next search overwrites them. */
  async read(text: string, options: Asked = {}): Promise<Read> {
    const begun = this.begin(text, options);
    // While the encoder computes, words are searched for.
    this.retriever.searchWords(begun.query, begun.options);
    return this.ranked(begun);
  }

  /** Gives a request to the encoder. */
  begin(text: string, asked: Asked): Begun {
    const options = this.retrieveOptions(asked);
    const query = this.retriever.query(text);
    return { query, options, understood: this.understand(query) };
  }

  async ranked({ query, options, understood }: Begun): Promise<Read> {
    await understood;
    // From here to the end nothing waits: the retriever's scores are those of its last search.
    const retrieved = shortlist(this.retriever.retrieve(query, options));
    const judges = (retrieved.dense && this.models.dense) ?? this.models.lexical;
    const rows = rankFeatures(retrieved, this.retriever.table, this.names);
    const scores = evaluateAll(judges.rank, rows);
    const scored = retrieved.hits.map((hit, i): Ranked => ({ ...hit, score: scores[i]! }));
    const found = standInsLast(scored, query.request, this.retriever.table);
    const placed = options.surfaces ? found : commandLineFirst(found, query.request, this.retriever.table);
    placed.sort(byScore);
    const operationOf = (ordinal: number): Operation => this.zoo.operation(ordinal);
    const close = placed.slice(0, FILLED).filter(within(FAR, placed)).length;
    const today = outdatedBack(placed, close, query.request, operationOf);
    const ranked = namedFirst(today, close, query.request, operationOf);
    const asks = new Map(
      ranked.slice(0, CONSIDERED).map(({ ordinal }) => [ordinal, this.retriever.asksOf(ordinal, options)]),
    );
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
      literalsTaken: shareTaken(query.literals, [best.call]),
      confidence: best.confidence,
      blanks: best.call.missing.length,
    };
    return abstainFeatures(ranked, retrieved, this.retriever.unknownShare(query), serves, attempt);
  }

  retrieveOptions(options: Asked): RetrieveOptions {
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

  /** The best operations, filled; and what the reader says of the documents of the first. */
  async tried(
    reading: Read,
    options: AskOptions,
    { filled = FILLED, read: most = READ, together = false }: Trying = {},
  ): Promise<Tried> {
    const request = fillRequest(reading.query, (term) => this.retriever.rarity(term), this.clock());
    const best = reading.ranked.slice(0, filled);
    const hits = options.unlikely ? best : best.filter(within(FAR, best));
    const nearly = hits.slice(0, most).filter(within(NEARLY, hits));
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

  candidates({ ranked, query }: Read, { drafts, read, decided }: Tried, limit: number): Candidate[] {
    const top = ranked[0]?.score ?? 0;
    const sum = ranked.slice(0, 20).reduce((s, r) => s + Math.exp(r.score - top), 0);
    const out: Candidate[] = [];
    const sure = drafts.map(({ hit }, n): number => {
      const { call, confidence } = decided[n]!;
      const serves = SERVES * (read[n]?.reading.serves ?? 0);
      const filled = TAKES * shareTaken(query.literals, [call]) + SURE * Math.log(confidence + 1e-4);
      return hit.score + serves + filled;
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
    if (first && isNamed(reading.query.request, this.zoo.operation(first.ordinal))) return false;
    const least = reading.retrieved.dense ? ABSTAIN_AT : ABSTAIN_BY_WORDS_AT;
    const features = this.abstainFeatures(reading, tried);
    return !servesSurely(features) && sigmoid(evaluate(reading.judges.abstain, features)) > least;
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

  checked(draft: Call, operation: Operation): CheckedCall {
    const { call, findings } = mend(draft, operation, (c) => proveCall(this.zoo, c, operation));
    return { call, operation, rendered: renderCall(this.zoo, call, operation), findings };
  }
}
