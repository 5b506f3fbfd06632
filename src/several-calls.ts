import { caseOf } from './generate/fill/cases.ts';
import { shareTaken } from './generate/fill/taken.ts';
import { plainTerms, unexplained } from './generate/fill/unexplained.ts';
import { borrow, shift } from './generate/split/join-calls.ts';
import { countJoints, splitClauses, splitThings } from './generate/split/split-clauses.ts';
import { rankTogether } from './retrieve/rank/together.ts';
import { evaluate, sigmoid } from './retrieve/rank/trees.ts';
import {
  type Filled,
  joinedFeatures,
  type Ranked,
  severalFeatures,
  splitFeatures,
  UNREAD,
} from './retrieve/rank/verdict.ts';
import { type JoinedHit, unseenHit } from './retrieve/retriever.ts';
import type { AskOptions, Candidate, CheckedCall } from './schema/answer.ts';
import type { Call } from './schema/call.ts';
import type { Operation } from './schema/operation.ts';
import { isVerified } from './verify/check-call.ts';
import type { Asked, Read, Tried, Walk } from './walk.ts';

/** How likely several calls must be before they are filled, and once they are; where words alone judge, at once. */
const SEVERAL_AT = 0.5;
const SPLIT_AT = 0.6;
/** Where no single call serves, less is enough. */
const SPLIT_OR_NOTHING_AT = 0.5;
const SEVERAL_BY_WORDS_AT = 0.92;
/** So many lists of operations that others asked for at once are judged; the best must be this likely. */
const JOINED_LISTS = 5;
const JOINED_AT = 0.5;
/** Where the clauses say the same, less likeness is enough. */
const AGREED_AT = 0.1;
const MAX_CALLS = 4;
/** For each clause so many operations are filled: only the best of them is seen. */
const OF_CLAUSE = 3;

/** What a request means that is no one call: lists of calls, filled and judged. It begins the engine's walk again for each of them. */
export class SeveralCalls {
  constructor(private readonly walk: Walk) {}

  /** Lists of operations that others meant at once, with the features of "these are meant". */
  private joinedLists(
    { query, ranked, retrieved, asks }: Read,
    options: Asked,
  ): { features: number[]; list: JoinedHit }[] {
    const retrieve = this.walk.retrieveOptions(options);
    // Two calls of one operation cannot be told apart by their documents.
    const lists = this.walk.retriever
      .joinedNear(query, retrieve)
      .filter(({ operations }) => new Set(operations).size === operations.length)
      .slice(0, JOINED_LISTS);
    if (lists.length === 0) return [];
    // Somebody else may have asked since.
    if (!this.walk.retriever.isLast(query)) this.walk.retriever.retrieve(query, retrieve);
    for (const ordinal of lists.flatMap(({ operations }) => operations))
      if (!asks.has(ordinal)) asks.set(ordinal, this.walk.retriever.asksOf(ordinal, options));
    const clauses = Math.max(
      splitClauses(query.request, query.literals).length,
      splitThings(query.request, query.literals).length,
    );
    const parts = { clauses, ...countJoints(query.request) };
    return lists.map((list) => ({ features: joinedFeatures(retrieved, ranked, list, lists, parts), list }));
  }

  /** The likeliest first. */
  private joinedJudged(whole: Read, options: AskOptions): JudgedList[] {
    const { joined } = whole.judges;
    if (!joined) return [];
    return this.joinedLists(whole, options)
      .map(({ features, list }) => ({ list, features, p: sigmoid(evaluate(joined, features)) }))
      .sort((a, b) => b.p - a.p);
  }

  /** The lists of calls that the request may mean instead of one, filled. Begins at once, without a turn of the loop between. */
  async lists(text: string, whole: Read, options: Asked): Promise<FilledList[]> {
    return this.filled(whole, await this.possible(text, whole, options), options);
  }

  /** What others asked for at once, the likeliest first, and the clauses: before anything is filled. */
  async possible(text: string, whole: Read, options: Asked): Promise<Possible> {
    const judged = this.joinedJudged(whole, options);
    return { judged, clauses: await this.clauses(text, whole, options) };
  }

  /** Those of the possible lists that are likely enough, filled. */
  async filled(whole: Read, { judged, clauses }: Possible, options: Asked): Promise<FilledList[]> {
    const tops = clauses?.together.map(([first]) => first?.ordinal).join(' ');
    const isAgreed = ({ list }: JudgedList): boolean => list.operations.join(' ') === tops;
    const likely = judged.filter(
      (one, n) => one.p >= (isAgreed(one) ? AGREED_AT : JOINED_AT) && (n === 0 || isAgreed(one)),
    );
    const out: FilledList[] = [];
    for (const one of likely) {
      const filled = await this.joined(whole, one, options);
      if (filled)
        out.push({
          ...filled,
          joined: one.features,
          ...(clauses && isAgreed(one) ? { clauses: clauses.features } : {}),
        });
    }
    const least = whole.judges.split ? SEVERAL_AT : SEVERAL_BY_WORDS_AT;
    if (clauses && clauses.p >= least && !likely.some(isAgreed)) {
      const filled = await this.byClauses(clauses, options);
      if (filled) out.push({ ...filled, clauses: clauses.features });
    }
    return out;
  }

  /** The features of "these calls, as they are filled, are meant": also what training reads. */
  splitFeatures(whole: Read, tried: Tried, list: FilledList): number[] {
    const plain = plainTerms(whole.query.terms);
    const filled = (
      calls: readonly Call[],
      operations: readonly Operation[],
      confidence: number,
      serves: number,
    ): Filled => ({
      taken: shareTaken(whole.query.literals, calls),
      confidence,
      blanks: calls.reduce((sum, { missing }) => sum + missing.length, 0),
      left: unexplained(plain, ...operations).left,
      serves,
    });
    const [draft] = tried.drafts;
    const [best] = tried.decided;
    const one = filled(
      best ? [best.call] : [],
      draft ? [draft.operation] : [],
      best?.confidence ?? 0,
      tried.read[0]?.reading.serves ?? UNREAD,
    );
    const calls = list.calls.map(({ call }) => call);
    const operations = list.calls.map(({ operation }) => operation);
    const several = filled(calls, operations, list.confidence, list.serves);
    return splitFeatures(calls.length, list, several, one, plain.length);
  }

  /** The list that is meant, if any is. `refused`: no single call serves the request. */
  meant(whole: Read, tried: Tried, lists: readonly FilledList[], refused: boolean): Candidate | undefined {
    const { split } = whole.judges;
    const judged = lists.map((list) => ({
      calls: list.calls,
      confidence: split ? sigmoid(evaluate(split, this.splitFeatures(whole, tried, list))) : list.p,
    }));
    const [best] = judged.sort((a, b) => b.confidence - a.confidence);
    // Where words alone judge, only what is meant was filled.
    const least = refused ? SPLIT_OR_NOTHING_AT : SPLIT_AT;
    return best && (!split || best.confidence >= least) ? best : undefined;
  }

  /** What others asked for in nearly these words, all of it at once: each of their operations is filled from the whole request. */
  private async joined(
    whole: Read,
    { list: { operations, asks }, p }: JudgedList,
    options: AskOptions,
  ): Promise<FilledCalls | undefined> {
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
    const tried = await this.walk.tried(part, options, {
      filled: operations.length,
      read: operations.length,
      together: true,
    });
    const filled = this.walk.candidates(part, tried, operations.length).flatMap((candidate) => candidate.calls);
    const calls: CheckedCall[] = [];
    for (const ordinal of operations) {
      const { id } = this.walk.zoo.operation(ordinal);
      const one = filled.find(({ operation }) => operation.id === id);
      if (!one || calls.some((c) => c.rendered.text === one.rendered.text)) return undefined;
      calls.push(this.following(calls, one, one.call));
    }
    return verified({ calls, p, confidence: leastSure(tried.decided), serves: leastServing([tried]) });
  }

  /** "… and then …": each clause answered by itself; what a later clause leaves out ("its retention") is taken from the calls before it. */
  private async byClauses({ parts, together, p }: Clauses, options: AskOptions): Promise<FilledCalls | undefined> {
    const ranked = parts.map((part, n) => ({ ...part, ranked: together[n]! }));
    // At once: while the reader reads for one clause, the next is drafted.
    const tried = await Promise.all(ranked.map((part) => this.walk.tried(part, options, { filled: OF_CLAUSE })));
    const calls: CheckedCall[] = [];
    for (const [n, part] of ranked.entries()) {
      const [best] = this.walk.candidates(part, tried[n]!, 1);
      const [one] = best?.calls ?? [];
      if (!one) return undefined;
      // A verb that was said for another clause is nobody's value.
      if (one.call.arguments.some(({ from }) => from.kind === 'request' && from.start < part.said)) return undefined;
      calls.push(this.following(calls, one, shift(one.call, part.start - part.said)));
    }
    return verified({
      calls,
      p,
      confidence: leastSure(tried.map(({ decided: [best] }) => best)),
      serves: leastServing(tried),
    });
  }

  /** The call after those before it: what it leaves out is theirs. `one`: as it was checked by itself. */
  private following(before: readonly CheckedCall[], one: CheckedCall, call: Call): CheckedCall {
    const borrowed = borrow(call, one.operation, before);
    return borrowed === one.call ? one : this.walk.checked(borrowed, one.operation);
  }

  /** The features of "these are several calls", and the clauses; undefined where the request has but one. */
  private async severalFeatures(
    text: string,
    whole: Read,
    options: Asked,
  ): Promise<{ features: number[]; parts: Part[] } | undefined> {
    const byVerbs = splitClauses(text, whole.query.literals);
    const clauses = byVerbs.length > 1 ? byVerbs : splitThings(text, whole.query.literals);
    if (clauses.length < 2 || clauses.length > MAX_CALLS) return undefined;
    const begun = clauses.map(({ text: clause, start, verb }) => {
      const said = verb === undefined ? '' : `${verb} `;
      return { ...this.walk.begin(said + clause, options), start, said: said.length };
    });
    const parts: Part[] = [];
    for (const { start, said, ...clause } of begun) parts.push({ ...(await this.walk.ranked(clause)), start, said });
    const reading = (r: Read): { ranked: Ranked[]; terms: number } => ({ ranked: r.ranked, terms: r.query.terms.size });
    const dense = whole.retrieved.dense !== undefined;
    const provider = (ordinal: number): number => this.walk.retriever.table.provider[ordinal]!;
    return {
      features: severalFeatures(text, reading(whole), parts.map(reading), provider, {
        dense,
        unsaid: byVerbs.length < 2,
      }),
      parts,
    };
  }

  /** The clauses, ranked each by itself and all together; undefined where the request has but one. */
  private async clauses(text: string, whole: Read, options: Asked): Promise<Clauses | undefined> {
    const found = await this.severalFeatures(text, whole, options);
    if (!found) return undefined;
    const { provider, service } = this.walk.retriever.table;
    const together = rankTogether(
      found.parts.map((part) => part.ranked),
      { provider: (ordinal) => provider[ordinal]!, service: (ordinal) => service[ordinal]! },
    );
    return { ...found, together, p: sigmoid(evaluate(whole.judges.several, found.features)) };
  }
}

/** The reader's least word on the documents of several calls, a logit. */
const leastServing = (tried: readonly Tried[]): number =>
  Math.min(...tried.flatMap(({ read }) => (read.length === 0 ? UNREAD : read.map(({ reading }) => reading.serves))));

const leastSure = (decided: readonly ({ confidence: number } | undefined)[]): number =>
  Math.min(...decided.map((one) => one?.confidence ?? 0));

const verified = (filled: FilledCalls): FilledCalls | undefined =>
  filled.calls.every(({ findings }) => isVerified(findings)) ? filled : undefined;

/** Lists of operations that others meant at once, and the clauses, where there are several. */
interface Possible {
  judged: JudgedList[];
  clauses: Clauses | undefined;
}

/** A clause, where it begins in the request; the first `said` characters of what was read stand elsewhere. */
interface Part extends Read {
  start: number;
  said: number;
}

interface JudgedList {
  list: JoinedHit;
  features: number[];
  p: number;
}

interface Clauses {
  parts: Part[];
  together: Ranked[][];
  features: number[];
  p: number;
}

/** `p`: how likely its kind alone says that it is meant; `confidence`: of the least sure call. */
interface FilledCalls {
  calls: CheckedCall[];
  p: number;
  confidence: number;
  serves: number;
}

/** Several calls that a request may mean, with the features of each kind that the list is of. */
export interface FilledList extends FilledCalls {
  joined?: number[];
  clauses?: number[];
}
