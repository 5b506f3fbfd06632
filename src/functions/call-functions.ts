import { Casebook } from '../generate/fill/cases.ts';
import { consider, type FillModels, fillRequest, firstLook } from '../generate/fill/fill.ts';
import type { Target } from '../generate/fill/targets.ts';
import { findLiterals } from '../generate/literals/find-literals.ts';
import { splitClauses } from '../generate/split/split-clauses.ts';
import type { Reader } from '../model/reader.ts';
import { readerDocument } from '../model/reader-text.ts';
import { requestTerms } from '../retrieve/terms.ts';
import type { Argument, Call } from '../schema/call.ts';
import type { Json, Operation } from '../schema/operation.ts';
import { checkCall, isVerified } from '../verify/check-call.ts';
import { MemoryZoo } from '../zoo/memory.ts';
import { type Assignment, assign } from './assign.ts';
import { type Fit, fitsOf } from './fit.ts';
import { phrasesOf } from './phrases.ts';
import { type Described, described, relevance } from './relevance.ts';
import { repeated } from './repeated.ts';
import { type FunctionSpec, operationOf, PROVIDER } from './schema-operation.ts';

export interface CallOptions {
  models: FillModels;
  /** Reads documents for a request; words alone decide without it. */
  read?: Reader['read'];
  /** How rare a term is among documents, 0 … 1 or so; all alike where absent. */
  rarity?: (term: string) => number;
  /** "tomorrow" is read at this moment. */
  now?: Date;
  /** At most so many calls; 16 where absent. */
  limit?: number;
  /** A call is wanted in any case (`tool_choice: required`): the nearest function is called even where none is near. */
  required?: boolean;
}

export interface FunctionCall {
  name: string;
  arguments: Record<string, Json>;
}

interface Candidate {
  spec: FunctionSpec;
  operation: Operation;
  zoo: MemoryZoo;
  described: Described;
}

/** So many words in common make a function relevant, unless the reader says no; with fewer the reader must say yes. */
const RELEVANT_AT = 1.8;
const NO = -5;
const YES = 3.5;

/**
 * Which of the functions serve the request, and with which arguments: every argument stands in the request (or is the function's default), and
 * every call is valid by its schema. No call where none is relevant, or where something required is not said.
 */
export async function callFunctions(
  given: string,
  functions: readonly FunctionSpec[],
  options: CallOptions,
): Promise<{ calls: FunctionCall[] }> {
  const request = unwrapped(given);
  const candidates = functions.map(candidateOf);
  const fill = fillingOnce(options);
  const calls: FunctionCall[] = [];
  for (const part of await partsOf(request, candidates, fill)) {
    const made = await answer(part, request, candidates, fill, options.required === true);
    for (const call of made) if (!calls.some((other) => same(other, call))) calls.push(call);
  }
  return { calls: calls.slice(0, options.limit ?? 16) };
}

const same = (a: FunctionCall, b: FunctionCall): boolean => JSON.stringify(a) === JSON.stringify(b);

function candidateOf(spec: FunctionSpec): Candidate {
  const operation = operationOf(spec);
  const zoo = new MemoryZoo([{ provider: PROVIDER, sources: [], operations: [operation], types: {}, skipped: [] }]);
  return { spec, operation, zoo, described: described(spec) };
}

const sentences = (text: string): string[] => text.split(/(?<=[^.\s][.?!]['"’”]?)\s+(?=[\p{Lu}"'‘“])/u);

/** A request that somebody put in quotes as a whole. */
const unwrapped = (text: string): string => /^\s*(["'“])([\s\S]*)(["'”])\s*$/.exec(text)?.[2] ?? text;

/**
 * The parts of a request that each want calls of their own: clauses that are near a function, each with what follows it and is near none. The
 * whole where there is but one.
 */
async function partsOf(request: string, candidates: readonly Candidate[], fill: Fill): Promise<string[]> {
  const parts: { text: string; best: Candidate | undefined }[] = [];
  for (const text of sentences(request).flatMap((sentence) => splitClauses(sentence).map((clause) => clause.text))) {
    const best = nearest(text, candidates);
    const last = parts.at(-1);
    // More about the same call: it could not be made of these words alone.
    const more = best !== undefined && best === last?.best && !isWhole(await fill(text, best));
    if (last && (!best || !last.best || more)) {
      last.text += `, ${text}`;
      last.best ??= best;
    } else parts.push({ text, best });
  }
  return parts.length > 1 ? parts.map(({ text }) => text) : [request];
}

function nearest(text: string, candidates: readonly Candidate[]): Candidate | undefined {
  const near = candidates
    .map((candidate) => ({ candidate, ...relevance(text, candidate.described) }))
    .filter(({ common }) => common >= RELEVANT_AT)
    .sort((a, b) => b.score - a.score);
  return near[0]?.candidate;
}

function isWhole({ assignments: [filled] }: Filled): boolean {
  if (filled === undefined || filled.missing.length > 0 || filled.arguments.size === 0) return false;
  return [...filled.arguments.values()].every(({ kind, score }) => score > 0 || kind === 'default');
}

async function answer(
  text: string,
  whole: string,
  candidates: readonly Candidate[],
  fill: Fill,
  required: boolean,
): Promise<FunctionCall[]> {
  const near = candidates
    .map((candidate) => ({ candidate, near: relevance(text, candidate.described) }))
    .sort((a, b) => b.near.score - a.near.score)
    .slice(0, 4);
  const tried: Tried[] = await Promise.all(
    near.map(async (one) => ({ ...one, filled: await fill(text, one.candidate) })),
  );
  const ranked = tried.filter(
    ({ near, filled: { serves } }) =>
      required || (near.common >= RELEVANT_AT ? (serves ?? 0) > NO : (serves ?? 0) > YES),
  );
  ranked.sort((a, b) => total(b) - total(a));
  const [best, ...others] = ranked;
  const pair = best && others.map((other) => together(best, other)).find((calls) => calls !== undefined);
  if (pair) return pair;
  for (const { candidate, filled } of ranked) {
    const { assignments } = filled;
    const [first] = assignments;
    if (!first) continue;
    // What a clause leaves out ("the same city") stands elsewhere in the request.
    const elsewhere = first.missing.length > 0 && text !== whole;
    const [other] = elsewhere ? (await fill(whole, candidate)).assignments : [];
    const calls = assignments.map((one) => {
      const given = new Map(one.arguments);
      for (const name of one.missing) {
        const fit = other?.arguments.get(name);
        if (fit) given.set(name, fit);
      }
      return one.missing.every((name) => given.has(name)) ? expanded(given) : undefined;
    });
    const made = calls.flatMap((list) => list?.map((given) => callOf(candidate, given)) ?? [undefined]);
    if (made.every((call) => call !== undefined)) return made;
  }
  return [];
}

const total = ({ near, filled }: Tried): number => {
  const [first] = filled.assignments;
  return (
    near.score +
    SERVES * (filled.serves ?? 0) +
    Math.max(-3, Math.min(3, first!.score * 0.1)) -
    first!.missing.length * 0.7
  );
};

/** What a logit of the reader's "this serves" is worth beside common words. */
const SERVES = 0.2;

interface Filled {
  assignments: Assignment[];
  targets: readonly Target[];
  fits: readonly Fit[];
  /** The reader's logit, where there is one. */
  serves: number | undefined;
}

interface Tried {
  candidate: Candidate;
  near: ReturnType<typeof relevance>;
  filled: Filled;
}

/** Each required value of two calls at once must sit this well. */
const TOGETHER_AT = -1.5;

/**
 * Two functions that both serve and that share the request's words between them (`invest 2000 in A and withdraw 1000 from B`): the values of both, each word
 * used once. Undefined where one of them lacks something.
 */
function together(one: Tried, other: Tried): FunctionCall[] | undefined {
  const both = [one, other];
  if (!both.every(({ near, filled }) => near.common >= RELEVANT_AT && (filled.serves ?? 0) > YES)) return undefined;
  if (!both.every(({ filled }) => filled.targets.some(({ required }) => required))) return undefined;
  const marked = (n: number, name: string): string => `${n} ${name}`;
  const targets = both.flatMap(({ filled }, n) => filled.targets.map((t) => ({ ...t, name: marked(n, t.name) })));
  const fits = both.flatMap(({ filled }, n) => filled.fits.map((fit) => ({ ...fit, name: marked(n, fit.name) })));
  const joint = assign(targets, fits);
  const sure = targets.every(
    ({ name, required }) => !required || (joint.arguments.get(name)?.score ?? -9) > TOGETHER_AT,
  );
  if (joint.missing.length > 0 || !sure) return undefined;
  const calls = both.map(({ candidate }, n) => {
    const own = [...joint.arguments].filter(([name]) => name.startsWith(`${n} `));
    const given = new Map(own.map(([name, fit]) => [name.slice(2), { ...fit, name: fit.name.slice(2) }]));
    return callOf(candidate, given);
  });
  return calls.every((call) => call !== undefined) ? calls : undefined;
}

type Fill = (text: string, candidate: Candidate) => Promise<Filled>;

/** A clause is looked at by itself and answered later: each function is read with it once. */
function fillingOnce(options: CallOptions): Fill {
  const filled = new Map<Candidate, Map<string, Promise<Filled>>>();
  return (text, candidate) => {
    const texts = filled.get(candidate) ?? new Map<string, Promise<Filled>>();
    const found = texts.get(text) ?? fillIn(text, candidate, options);
    filled.set(candidate, texts.set(text, found));
    return found;
  };
}

const NOBODY = Casebook.of([]);

async function fillIn(
  text: string,
  { zoo, operation }: Candidate,
  { models, read, rarity, now }: CallOptions,
): Promise<Filled> {
  const literals = findLiterals(text);
  const query = { request: text, literals, terms: requestTerms(text, literals) };
  const request = fillRequest(query, rarity ?? (() => 1), now ?? new Date());
  const look = firstLook(zoo, operation, 'python', request, NOBODY, models);
  const { shown, document } = readerDocument(operation, look);
  const [reading] = (await read?.(text, [document])) ?? [];
  const considered = consider(look, models, reading && { reading, shown, near: NOBODY });
  const { fits, targets } = fitsOf(operation, request, phrasesOf(text, literals), considered);
  return { assignments: repeated(text, targets, fits, assign(targets, fits)), targets, fits, serves: reading?.serves };
}

/** `the weather in Rome, Paris and Bonn`: several values for what takes one are as many calls. */
function expanded(given: Map<string, Fit>): Map<string, Fit>[] {
  const several = [...given.values()].filter(({ members }) => members && members.length > 1);
  const [first] = several;
  if (!first) return [given];
  const count = first.members!.length;
  return first.members!.map((_, at) => {
    const one = new Map(given);
    for (const fit of several) {
      const member = fit.members!.length === count ? fit.members![at]! : fit.members![0]!;
      one.set(fit.name, { ...fit, value: member.value });
    }
    return one;
  });
}

function callOf({ zoo, operation, spec }: Candidate, given: Map<string, Fit>): FunctionCall | undefined {
  const list = [...given.values()].map(
    ({ name, value, start, end, kind }): Argument => ({
      name,
      value: typed(value, spec.parameters?.properties?.[name]?.enum),
      from: kind === 'default' ? { kind: 'default' } : { kind: 'request', start, end },
    }),
  );
  const call: Call = { operation: operation.id, surface: 'python', arguments: list, missing: [] };
  if (!isVerified(checkCall(zoo, call, operation))) return undefined;
  return { name: spec.name, arguments: Object.fromEntries(list.map(({ name, value }) => [name, value])) };
}

/** Choices are compared as text; what is sent is the choice itself. */
function typed(value: Json, choices: readonly Json[] | undefined): Json {
  return choices?.find((choice) => String(choice) === value) ?? value;
}
