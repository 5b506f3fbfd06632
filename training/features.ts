/**
 * Writes the feature matrices that training/trees.py learns from, with the product's own code, so that training sees what the product sees.
 *
 *   tsx training/features.ts rank|associations|fill|decide|verdicts --packs packs --requests training/data/requests --out training/runs [--seen training/runs/encoder/asks.jsonl]
 *
 * Asks written on the same line as a request do not count for it (else it would find itself).
 * With `--seen` the language model takes part, and only lines that it has not learned from (that file's, but for those held out) are looked at.
 */
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { crc32 } from 'node:zlib';
import { sameValue } from '../eval/score.mjs';
import { Engine } from '../src/engine.ts';
import { type Associations, ODDS_TABLES, Odds } from '../src/generate/fill/associations.ts';
import { BLANK_FEATURES, blankCandidates } from '../src/generate/fill/blanks.ts';
import { BIND_FEATURES, CONSTANT_FEATURES, tailOf } from '../src/generate/fill/features.ts';
import { candidates, firstLook, withRead } from '../src/generate/fill/fill.ts';
import { decodeOdds, encodeOdds } from '../src/generate/fill/odds-file.ts';
import { DECIDE_FEATURES, decideFeatures, READ_DECIDE_FEATURES } from '../src/generate/fill/second-look.ts';
import { LanguageModel } from '../src/model/open.ts';
import { readerDocument } from '../src/model/reader-text.ts';
import { openModels } from '../src/models.ts';
import type { WrittenRequest } from '../src/retrieve/asks/requests.ts';
import type { StoredAsk } from '../src/retrieve/asks/store.ts';
import { ownersOf, readRequestFolder } from '../src/retrieve/index/write.ts';
import {
  DENSE_RANK_FEATURES,
  ProviderNames,
  RANK_FEATURES,
  rankFeatures,
  shortlist,
} from '../src/retrieve/rank/features.ts';
import {
  ABSTAIN_FEATURES,
  DENSE_ABSTAIN_FEATURES,
  DENSE_SEVERAL_FEATURES,
  JOINED_FEATURES,
  SEVERAL_FEATURES,
  SPLIT_FEATURES,
} from '../src/retrieve/rank/verdict.ts';
import type { Json, Surface } from '../src/schema/operation.ts';
import { type Example, isRight, Training } from './examples.ts';
import { isHeld, isOfTenth, unseenByReader, weightOf } from './unseen.ts';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    packs: { type: 'string', default: 'packs' },
    requests: { type: 'string', default: 'training/data/requests' },
    out: { type: 'string', default: 'training/runs' },
    models: { type: 'string', default: 'src/models' },
    every: { type: 'string', default: '1' },
    seen: { type: 'string' },
    half: { type: 'string' },
  },
});
const [mode] = positionals;
const training = new Training(flags.packs, flags.requests, Number(flags.every), flags.seen !== undefined);
const { zoo, retriever, idioms, requests } = training;
mkdirSync(flags.out, { recursive: true });
const model = flags.seen === undefined ? undefined : LanguageModel.in(flags.packs);
/** Matrices of the models that use words alone have a name of their own. */
const suffix = model ? '' : '-lexical';
const unread = unseenByReader(flags.seen);

/** With `--half` one of the two halves of the lines, so that two processes share the work; its matrices are called by it. */
const half = flags.half === undefined ? undefined : Number(flags.half);
const isLooked = (line: string): boolean => half === undefined || training.half(line) === half;
function* looked(examples: Iterable<Example>): Generator<Example> {
  for (const e of examples) if (isLooked(e.request.line)) yield e;
}
const associationsFile = (h: number): string => join(flags.out, `associations-${h}.odds`);
const countsFile = (h: number): string => join(flags.out, `counts-${h}.json`);

/** Rows of float32, appended to a file. */
class Matrix {
  private readonly file: number;
  rows = 0;
  constructor(name: string, features: readonly string[]) {
    this.file = openSync(join(flags.out, half === undefined ? `${name}.f32` : `${name}.${half}.f32`), 'w');
    writeFileSync(join(flags.out, `${name}.json`), JSON.stringify({ features }));
  }
  write(label: number, group: number, weight: number, row: readonly number[]): void {
    const f = Float32Array.from([label, group, weight, ...row]);
    writeSync(this.file, new Uint8Array(f.buffer));
    this.rows++;
  }
  close(): void {
    closeSync(this.file);
  }
}

/** A request as it is ranked for training. `without`: asks that it does not find. `asked`: how often others asked for the right operation. */
interface RankedAs {
  without(ask: Pick<StoredAsk, 'line' | 'voice'>): boolean;
  asked(ordinal: number): number;
  weight: number;
}

/** Of so many lines in ten the operation is one that nobody has ever asked for: of a stranger's requests besides, of those whose line is known instead. */
const UNASKED = 3;
/** What such a one counts beside a stranger's: people ask for what they have asked for before, and what is taught must be found too: docs/decisions/ranking-anew.md. */
const UNASKED_WEIGHT = 0.5;

/** `strange`: without the other voices of a request's own line, as a user's requests are. Else they stand in the index, and only a tenth of each file is looked at where networks take part. */
async function rank(strange: boolean): Promise<void> {
  const names = new ProviderNames(retriever.table);
  const name = strange ? 'rank-strange' : `rank${suffix}`;
  const matrix = new Matrix(name, model ? DENSE_RANK_FEATURES : RANK_FEATURES);
  let found = 0;
  let all = 0;
  const voicesOf = new Map<number, Map<string, number>>();
  for (const { line, meant } of requests)
    for (const call of meant.flat())
      for (const o of ownersOf(zoo, call)) {
        const lines = voicesOf.get(o) ?? new Map<string, number>();
        voicesOf.set(o, lines.set(line, (lines.get(line) ?? 0) + 1));
      }
  const inTable = (o: number): number => retriever.table.asked[o]!;
  const rankedAs = ({ line, voice }: WrittenRequest, right: ReadonlySet<number>): RankedAs[] => {
    const lines = new Set([...right].flatMap((o) => [...(voicesOf.get(o)?.keys() ?? [])]));
    const unasked = crc32(`nobody ${line}`) % 10 < UNASKED;
    const nobody: RankedAs = {
      without: (ask) => lines.has(ask.line),
      asked: () => 0,
      weight: strange ? UNASKED_WEIGHT : 1,
    };
    const known: RankedAs = {
      without: (ask) => ask.line === line && ask.voice === voice,
      asked: inTable,
      weight: 1,
    };
    const others: RankedAs = {
      without: (ask) => ask.line === line,
      asked: (o) => inTable(o) - (voicesOf.get(o)?.get(line) ?? 0),
      weight: 1,
    };
    if (!strange) return [unasked ? nobody : known];
    return [...(lines.size > 1 ? [others] : []), ...(unasked ? [nobody] : [])];
  };
  const asked = RANK_FEATURES.indexOf('asked');
  for (const request of requests) {
    if (!isLooked(request.line)) continue;
    if (model && !(strange ? isHeld : isOfTenth)(request.line)) continue;
    const right = new Set<number>();
    for (const [call] of request.meant) if (call) for (const o of ownersOf(zoo, call)) right.add(o);
    const surface = request.meant[0]?.[0]?.surface;
    if (right.size === 0 || !surface) continue;
    const query = retriever.query(request.text);
    if (model) query.vector = await model.vector(query.meant.request, query.meant.literals);
    for (const [n, as] of rankedAs(request, right).entries()) {
      all++;
      const surfaces: Surface[] = surface === 'python' ? ['python', 'http'] : [surface];
      const retrieved = shortlist(retriever.retrieve(query, { surfaces, without: as.without }));
      if (!retrieved.hits.some((h) => right.has(h.ordinal))) continue;
      found++;
      const rows = rankFeatures(retrieved, retriever.table, names);
      // Each look at a request is a group of its own, of the same line.
      const group = training.group(request.line, request.voice + 4 * n);
      for (const [i, h] of retrieved.hits.entries()) {
        if (right.has(h.ordinal)) rows[i]![asked] = Math.log1p(Math.max(0, as.asked(h.ordinal)));
        matrix.write(right.has(h.ordinal) ? 1 : 0, group, as.weight, rows[i]!);
      }
    }
  }
  matrix.close();
  console.log(`${name}: ${matrix.rows} rows; the right operation was among the hits of ${found} of ${all} looks`);
}

/** A key seen less often says nothing. */
const LEAST: Record<(typeof ODDS_TABLES)[number], number> = {
  typeTail: 8,
  typeName: 6,
  beforeTail: 8,
  afterTail: 8,
  beforeName: 6,
  afterName: 8,
  wordValue: 4,
  usage: 4,
};
type Tables = Record<(typeof ODDS_TABLES)[number], Odds>;
const tables = (): Tables => Object.fromEntries(ODDS_TABLES.map((t) => [t, new Odds()])) as Tables;
const exported = (t: Tables): Record<keyof Tables, Map<string, number>> =>
  Object.fromEntries(ODDS_TABLES.map((n) => [n, t[n].table(LEAST[n])])) as Record<keyof Tables, Map<string, number>>;
function considered(e: Example, associations: Associations): ReturnType<typeof candidates> {
  const request = training.fillRequest(retriever.query(e.request.text));
  return candidates(zoo, zoo.operation(e.ordinal), e.surface, request, training.casebook(e.ordinal, e.request.line), {
    associations,
    idioms,
  });
}

const EMPTY = exported(tables());

/** Counts what values of one half of the lines stand beside; leaves the table for the other half's first look, and the counts for the table of all. */
function countAssociations(half: number): void {
  const counted = tables();
  let goldArgs = 0;
  let reachable = 0;
  for (const e of looked(training.examples())) {
    const c = considered(e, EMPTY);
    const provider = zoo.operation(e.ordinal).provider;
    for (const { binding: b } of c.bindings) {
      const yes = isRight(e, b.value, b.target);
      const tail = tailOf(b.target);
      counted.typeTail.add(`${b.span.kind}|${tail}`, yes);
      counted.typeName.add(`${b.span.kind}|${b.target.key}`, yes);
      counted.beforeTail.add(`${b.span.before[0] ?? '^'}|${tail}`, yes);
      counted.afterTail.add(`${b.span.after[0] ?? '$'}|${tail}`, yes);
      counted.beforeName.add(`${b.span.before[0] ?? '^'}|${b.target.key}`, yes);
      counted.afterName.add(`${b.span.after[0] ?? '$'}|${b.target.key}`, yes);
    }
    const values = new Set(Object.values(e.args).flat().map(String));
    for (const span of new Set(c.bindings.map((b) => b.binding.span)))
      if (span.kind === 'word') counted.wordValue.add(span.text.toLowerCase(), values.has(span.text));
    for (const t of c.targets) {
      const yes = e.args[t.key] !== undefined;
      counted.usage.add(`${provider}|${t.key}`, yes);
      counted.usage.add(t.key, yes);
    }
    for (const [key, value] of Object.entries(e.args)) {
      goldArgs++;
      const t = c.targets.find((x) => x.key === key);
      if (!t) continue;
      const parts = Array.isArray(value) ? value : [value];
      const ok = (v: Json): boolean =>
        c.bindings.some(
          ({ binding: b }) => b.target === t && sameValue(v, b.value, { surface: e.surface, program: '' }),
        ) ||
        c.constants.some(
          (k) => k.candidate.target === t && sameValue(v, k.candidate.value, { surface: e.surface, program: '' }),
        );
      if (ok(value) || parts.every(ok)) reachable++;
    }
  }
  console.log(`arguments that some candidate gives: ${((100 * reachable) / goldArgs).toFixed(1)} % of ${goldArgs}`);
  writeFileSync(associationsFile(half), encodeOdds(exported(counted)));
  writeFileSync(countsFile(half), JSON.stringify(ODDS_TABLES.map((t) => counted[t].counts())));
}

/** The table that is shipped: of both halves' counts. */
function joinAssociations(): void {
  const whole = tables();
  for (const half of [0, 1]) {
    const counted = JSON.parse(readFileSync(countsFile(half), 'utf8')) as ReturnType<Odds['counts']>[];
    ODDS_TABLES.forEach((t, i) => {
      whole[t].addAll(counted[i]!);
    });
  }
  mkdirSync(flags.models, { recursive: true });
  writeFileSync(join(flags.models, 'associations.odds'), encodeOdds(exported(whole)));
}

function fillFeatures(): void {
  const other = [1, 0].map((h) => decodeOdds(readFileSync(associationsFile(h)), 'associations'));
  const bind = new Matrix('bind', BIND_FEATURES);
  const constant = new Matrix('constant', CONSTANT_FEATURES);
  for (const e of looked(training.examples())) {
    const c = considered(e, other[training.half(e.request.line)]!);
    const group = training.group(e.request.line, e.request.voice);
    for (const { binding: b, features } of c.bindings)
      bind.write(isRight(e, b.value, b.target) ? 1 : 0, group, 1, features);
    for (const { candidate: k, features } of c.constants)
      constant.write(isRight(e, k.value, k.target) ? 1 : 0, group, 1, features);
  }
  bind.close();
  constant.close();
  console.log(`fill: ${bind.rows} bindings, ${constant.rows} constants`);
}

/** The second model learns from candidates as models saw them that had not seen their line; with the language model, of lines new to that too. */
async function decideMatrix(): Promise<void> {
  const halves = training.halves(flags.out);
  const matrix = model ? new Matrix('decide-read', READ_DECIDE_FEATURES) : new Matrix('decide', DECIDE_FEATURES);
  const blank = model && new Matrix('blank', BLANK_FEATURES);
  const single = new Set(training.examples());
  for (const e of looked([...single, ...(model ? training.joinedExamples() : [])])) {
    const weight = weightOf(e.request.line);
    if (!unread(e.request.line) || weight === 0) continue;
    const operation = zoo.operation(e.ordinal);
    const other = halves[1 - training.half(e.request.line)]!;
    const { text, line } = e.request;
    const query = retriever.query(text);
    if (model) query.vector = await model.vector(query.meant.request, query.meant.literals);
    const request = training.fillRequest(query);
    const look = firstLook(zoo, operation, e.surface, request, training.casebook(e.ordinal, line), other);
    const near = training.casebook(e.ordinal, line, 'nearness');
    const { shown, document } = readerDocument(operation, look);
    const [reading] = (await model?.read(text, [document])) ?? [];
    const read = reading && { reading, shown, near };
    const { bindings, constants } = read ? withRead(look, read) : look;
    const rows = decideFeatures(look.targets, bindings, constants, look.background, read);
    const group = training.group(e.request.line, e.request.voice);
    for (const { target, features } of read && single.has(e) ? blankCandidates(look, read) : [])
      if (e.args[target.key] === undefined)
        blank?.write(e.missing.includes(target.key) ? 1 : 0, group, weight, features);
    [...bindings, ...constants].forEach((c, i) => {
      matrix.write(isRight(e, c.value, c.target) ? 1 : 0, group, weight, rows[i]!);
    });
  }
  matrix.close();
  blank?.close();
  console.log(`decide: ${matrix.rows} candidates`);
}

/** Of ordinary requests one in so many is enough beside the few that nothing serves. */
const ORDINARY = 4;
/** And of one in so many what several calls would be, filled: that takes time. */
const FILLED = 12;

async function verdicts(): Promise<void> {
  // The engine itself ranks and fills; the models that are learned here are not used on the way.
  const without = [`abstain${suffix}`, `several${suffix}`, 'joined', 'split'];
  const models = openModels(flags.packs, model !== undefined, without);
  const engine = new Engine(zoo, retriever, models, undefined, model);
  const abstain = new Matrix(`abstain${suffix}`, model ? DENSE_ABSTAIN_FEATURES : ABSTAIN_FEATURES);
  const several = new Matrix(`several${suffix}`, model ? DENSE_SEVERAL_FEATURES : SEVERAL_FEATURES);
  const joined = model && new Matrix('joined', JOINED_FEATURES);
  const split = model && new Matrix('split', SPLIT_FEATURES);
  const all = readRequestFolder(flags.requests);
  const surfaces = ['cli', 'http', 'python'] as const;
  for (const [n, request] of all.entries()) {
    const rare = request.kind === 'abstain' || request.kind === 'compound';
    if (!isLooked(request.line)) continue;
    if (!unread(request.line) || (!rare && n % ORDINARY !== 0)) continue;
    const surface =
      request.surface ?? request.meant[0]?.[0]?.surface ?? surfaces[n % 7 === 0 ? 2 : n % 3 === 0 ? 1 : 0]!;
    // Of a request for several calls nobody else has said nearly the same, as a rule.
    const wholeLine = n % 4 === 0 || request.kind === 'compound';
    const options = {
      surface,
      without: (ask: Pick<StoredAsk, 'line' | 'voice'>): boolean =>
        ask.line === request.line && (wholeLine || ask.voice === request.voice),
    };
    const whole = await engine.read(request.text, options);
    const possible = await engine.several.possible(request.text, whole, options);
    const group = training.group(request.line, request.voice);
    const isMeant = (operations: readonly number[]): number =>
      request.meant.some(
        (calls) =>
          calls.length === operations.length && calls.every((call, i) => ownersOf(zoo, call).includes(operations[i]!)),
      )
        ? 1
        : 0;
    const tried = await engine.tried(whole, options);
    if (request.kind !== 'compound')
      abstain.write(request.kind === 'abstain' ? 1 : 0, group, 1, engine.abstainFeatures(whole, tried));
    for (const { list, features } of possible.judged) joined?.write(isMeant(list.operations), group, 1, features);
    if (split && (rare || n % FILLED === 0))
      for (const list of await engine.several.filled(whole, possible, options)) {
        const operations = list.calls.map(({ operation }) => zoo.byId(operation.id)!);
        split.write(isMeant(operations), group, 1, engine.several.splitFeatures(whole, tried, list));
      }
    if (request.kind !== 'abstain' && possible.clauses)
      several.write(request.kind === 'compound' ? 1 : 0, group, 1, possible.clauses.features);
  }
  abstain.close();
  several.close();
  joined?.close();
  split?.close();
  console.log(`verdicts: ${abstain.rows} requests, ${several.rows} with several clauses`);
}

if (mode === 'verdicts') await verdicts();
else if (mode === 'decide') await decideMatrix();
else if (mode === 'rank') {
  await rank(false);
  if (model) await rank(true);
} else if (mode === 'associations') {
  if (half === undefined) joinAssociations();
  else countAssociations(half);
} else if (mode === 'fill') fillFeatures();
else {
  console.error(
    'usage: tsx training/features.ts rank|associations|fill|decide|verdicts [--packs DIR] [--requests DIR] [--out DIR] [--half 0|1]',
  );
  process.exit(2);
}
