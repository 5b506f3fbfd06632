/** The written requests with one call each, and how a request is looked at without the voices of its own line: what all of training shares. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { sameValue } from '../eval/score.mjs';
import { type Case, Casebook, caseOf } from '../src/generate/fill/cases.ts';
import { BIND_FEATURES, CONSTANT_FEATURES } from '../src/generate/fill/features.ts';
import { type FillModels, type FillRequest, fillRequest } from '../src/generate/fill/fill.ts';
import { decodeOdds } from '../src/generate/fill/odds-file.ts';
import { LanguageModel } from '../src/model/open.ts';
import { asDocumented } from '../src/retrieve/asks/documented.ts';
import type { Idioms } from '../src/retrieve/asks/idioms.ts';
import type { MeantCall, WrittenRequest } from '../src/retrieve/asks/requests.ts';
import { ownersOf, readRequestFolder } from '../src/retrieve/index/write.ts';
import { decodeTrees } from '../src/retrieve/rank/trees.ts';
import { type Query, Retriever } from '../src/retrieve/retriever.ts';
import type { Json } from '../src/schema/operation.ts';
import { EmbeddedZoo } from '../src/zoo/embedded.ts';

export interface Example {
  ordinal: number;
  surface: 'cli' | 'http' | 'python';
  args: Record<string, Json>;
  missing: string[];
  request: WrittenRequest;
}

export class Training {
  readonly zoo: EmbeddedZoo;
  readonly retriever: Retriever;
  readonly idioms: Idioms;
  readonly requests: WrittenRequest[];
  /** Those that mean several calls. */
  readonly joined: WrittenRequest[];
  readonly lineNumbers = new Map<string, number>();
  private readonly cases = new Map<number, Case>();

  /** Every `every`-th request of the folder; the packs' indexes hold the same requests as asks. */
  constructor(packs: string, folder: string, every: number, model = false) {
    this.zoo = EmbeddedZoo.open({ packsDir: packs });
    this.retriever = Retriever.open(packs, undefined, model ? LanguageModel.in(packs)?.search() : undefined);
    this.idioms = JSON.parse(readFileSync(join(packs, 'idioms.json'), 'utf8')) as Idioms;
    const all = readRequestFolder(folder);
    this.requests = all.filter((r, i) => r.kind !== 'compound' && i % every === 0);
    this.joined = all.filter((r, i) => r.kind === 'compound' && i % every === 0);
    // Even or odd by the half: training/trees.py trains on one of them by it.
    for (const r of [...this.requests, ...this.joined])
      if (!this.lineNumbers.has(r.line)) this.lineNumbers.set(r.line, 2 * this.lineNumbers.size + (crc32(r.line) % 2));
  }

  /** Of two halves of the lines, by hash: more data moves nothing. */
  half(line: string): 0 | 1 {
    return (this.lineNumbers.get(line)! % 2) as 0 | 1;
  }

  /** Ends in the last digit of the line's number: training/trees.py holds out those that end in 0. */
  group(line: string, voice: number): number {
    const n = this.lineNumbers.get(line)!;
    return (n * 8 + (voice % 8)) * 10 + (n % 10);
  }

  /** The operation's asks, but for those of the line: by their words, or by their meaning. */
  casebook(ordinal: number, line: string, by: 'similarity' | 'nearness' = 'similarity'): Casebook {
    const cases = this.retriever.asksOf(ordinal, { without: (ask) => ask.line === line }).map((ask) => {
      let c = this.cases.get(ask.entry);
      if (!c) this.cases.set(ask.entry, (c = caseOf(this.retriever.ask(ask.entry))));
      return { ...ask, case: c };
    });
    return by === 'nearness' ? Casebook.ofMeaning(cases) : Casebook.of(cases);
  }

  /** The first models and associations of each half, as training/train.sh leaves them in a folder: of either, one looks at the lines of the other. */
  halves(folder: string): Pick<FillModels, 'bind' | 'constant' | 'associations' | 'idioms'>[] {
    const file = (name: string): Buffer => readFileSync(join(folder, name));
    return [0, 1].map((h) => ({
      bind: decodeTrees(file(`bind-${h}.trees`), 'bind', BIND_FEATURES),
      constant: decodeTrees(file(`constant-${h}.trees`), 'constant', CONSTANT_FEATURES),
      associations: decodeOdds(file(`associations-${h}.odds`), 'associations'),
      idioms: this.idioms,
    }));
  }

  *examples(): Generator<Example> {
    for (const request of this.requests)
      for (const calls of request.meant) if (calls.length === 1) yield* this.examplesOf(request, calls);
  }

  /** Each call of a request for several, with the whole request: what it takes of it, and what it leaves to the others. */
  *joinedExamples(): Generator<Example> {
    for (const request of this.joined) for (const calls of request.meant) yield* this.examplesOf(request, calls);
  }

  private *examplesOf(request: WrittenRequest, calls: readonly MeantCall[]): Generator<Example> {
    for (const call of calls) {
      for (const ordinal of ownersOf(this.zoo, call).slice(0, 1)) {
        const { surface, args, missing } = asDocumented(this.zoo.operation(ordinal), call);
        yield { ordinal, surface: surface as Example['surface'], args, missing, request };
      }
    }
  }

  /** Retrieves too: the similarities of the casebook's asks are those of the last search; of a query with a vector also their nearness. */
  fillRequest(query: Query): FillRequest {
    this.retriever.retrieve(query, { limit: 1 });
    return fillRequest(query, (t) => this.retriever.rarity(t), new Date('2026-01-15T12:00:00Z'));
  }
}

/** The right values of a target; a list parameter's value is right for each of its parts. */
function rightValues(key: string, slot: number, many: boolean, args: Record<string, Json>): Json[] {
  const own = args[key];
  const out: Json[] = own === undefined ? [] : [own, ...(Array.isArray(own) ? own : [])];
  if (typeof own === 'string' && many && own.includes(',')) out.push(...own.split(','));
  if (many && slot >= 0) for (let i = slot + 1; args[`<${i}>`] !== undefined; i++) out.push(args[`<${i}>`]!);
  for (const [k, v] of Object.entries(args)) if (many && k.startsWith(`${key}[`) && /\[\d+\]$/.test(k)) out.push(v);
  return out;
}

export const isRight = (e: Example, value: Json, t: { key: string; slot: number; many: boolean }): boolean =>
  rightValues(t.key, t.slot, t.many, e.args).some((g) => sameValue(g, value, { surface: e.surface, program: '' }));
