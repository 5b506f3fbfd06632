/**
 * Writes what the reader is trained on: a request, a document's parameters as the filler shows them, which of them have a value, and where it stands.
 *
 *   tsx training/reader/dump.ts --packs packs --requests training/data/requests --runs training/runs --out training/runs/reader.jsonl [--half 0]
 *
 * `--have`: another dump, whose lines are left out: to add what was written since. `--half`: the requests of one half of the lines.
 * Of the files that teach no network one request in twenty is written, for scores.
 * Needs the halves of the first models (training/train.sh … fill): each request is looked at by models that have not seen its line.
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { crc32 } from 'node:zlib';
import { type FillRequest, firstLook } from '../../src/generate/fill/fill.ts';
import { isWhole, type Span } from '../../src/generate/fill/spans.ts';
import { readerDocument } from '../../src/model/reader-text.ts';
import type { WrittenRequest } from '../../src/retrieve/asks/requests.ts';
import { ProviderNames, RANK_FEATURES, rankFeatures, shortlist } from '../../src/retrieve/rank/features.ts';
import { decodeTrees, evaluateAll } from '../../src/retrieve/rank/trees.ts';
import type { Json } from '../../src/schema/operation.ts';
import { type Example, isRight, Training } from '../examples.ts';
import { isForJudges } from '../unseen.ts';

const { values: flags } = parseArgs({
  options: {
    packs: { type: 'string', default: 'packs' },
    requests: { type: 'string', default: 'training/data/requests' },
    runs: { type: 'string', default: 'training/runs' },
    out: { type: 'string', default: 'training/runs/reader.jsonl' },
    have: { type: 'string' },
    half: { type: 'string' },
  },
});
/** Of the files that teach no network one request in so many. */
const OF_JUDGES = 20;

const training = new Training(flags.packs, flags.requests, 1);
const { zoo, retriever } = training;
const halves = training.halves(flags.runs);
const rankTrees = decodeTrees(
  readFileSync(join(flags.packs, 'rank-lexical.trees')),
  'rank-lexical.trees',
  RANK_FEATURES,
);
const names = new ProviderNames(retriever.table);

/** Of a value that joins words (`app=nginx:2`, `deployment/web`): those of the request that are joined in it. */
function wordsWithin(value: Json | undefined, spans: readonly Span[]): Span[] {
  const texts = [value].flat().filter((v) => typeof v === 'string');
  return spans.filter((span) => isWhole(span) && texts.some((t) => isJoined(span.text.toLowerCase(), t.toLowerCase())));
}

/** A value that stands in the request in words which no rule takes for one (`before`, a title without quotes): where, unless it may be by chance. */
function placesOf(value: Json | undefined, text: string): { start: number; end: number }[] {
  const request = text.toLowerCase();
  return [value].flat().flatMap((v) => {
    const said = typeof v === 'string' || typeof v === 'number' ? String(v).toLowerCase() : '';
    const places: { start: number; end: number }[] = [];
    for (let at = request.indexOf(said); said && at >= 0; at = request.indexOf(said, at + 1))
      if (!isWithinWord(request, at, at + said.length)) places.push({ start: at, end: at + said.length });
    return places.length === 1 ? places : [];
  });
}

function isWithinWord(text: string, start: number, end: number): boolean {
  const letter = (at: number): boolean => /[\p{L}\p{N}]/u.test(text[at] ?? '');
  return (letter(start) && letter(start - 1)) || (letter(end - 1) && letter(end));
}

function isJoined(word: string, value: string): boolean {
  const at = word.length < value.length ? value.indexOf(word) : -1;
  const inside = (c: string | undefined): boolean => c !== undefined && /[\p{L}\p{N}]/u.test(c);
  return at >= 0 && !inside(value[at - 1]) && !inside(value[at + word.length]);
}

/** `serves: 0`: the targets' labels mean nothing. `request`: of the last search, for the casebook's similarities are its. */
function row(e: Example, request: FillRequest, ordinal: number, serves: 0 | 1): object {
  const operation = zoo.operation(ordinal);
  const book = training.casebook(ordinal, e.request.line);
  const look = firstLook(zoo, operation, e.surface, request, book, halves[1 - training.half(e.request.line)]!);
  const { shown, document } = readerDocument(operation, look);
  const targets = shown.map((target, n) => {
    const right = look.bindings.filter((b) => b.target === target && isRight(e, b.value, target));
    const use = e.args[target.key] !== undefined || right.length > 0;
    const value = use ? e.args[target.key] : undefined;
    const said = right.length > 0 ? right.map((b) => b.span) : placesOf(value, e.request.text);
    const words = said.length > 0 ? said : wordsWithin(value, request.spans);
    const spans = [...new Map(words.map(({ start, end }) => [`${start} ${end}`, [start, end]])).values()];
    const { name, choices, description } = document.targets[n]!;
    const chosen = choices.map(({ value, text }) => [text, isRight(e, value, target) ? 1 : 0]);
    return { name, choices: chosen, description, use: use ? 1 : 0, spans };
  });
  return { text: e.request.text, line: e.request.line, title: document.title, serves, targets };
}

/** The ranker's order of operations for a request. */
function ranked(text: string, line: string, surface: Example['surface']): number[] {
  const query = retriever.query(text);
  const found = shortlist(retriever.retrieve(query, { surfaces: [surface], without: (ask) => ask.line === line }));
  const rows = rankFeatures(found, retriever.table, names);
  const scores = evaluateAll(rankTrees, rows);
  const scored = found.hits.map((h, i) => ({ ordinal: h.ordinal, score: scores[i]! }));
  return scored.sort((a, b) => b.score - a.score).map(({ ordinal }) => ordinal);
}

/** The ranker's first wrong operation, or one of the next. */
function wrongOne(e: Example, n: number): number | undefined {
  const path = (o: number): string | undefined =>
    zoo.operation(o).invocations.find((i) => i.surface === e.surface)?.path;
  const right = path(e.ordinal);
  return ranked(e.request.text, e.request.line, e.surface).filter((o) => path(o) !== right)[n % 3];
}

const out = openSync(flags.out, 'w');
const write = (line: object): void => void writeSync(out, `${JSON.stringify(line)}\n`);
const asked = (text: string): FillRequest => training.fillRequest(retriever.query(text));
const had = new Set<string>();
for (const text of flags.have === undefined ? [] : readFileSync(flags.have, 'utf8').split('\n'))
  if (text) had.add((JSON.parse(text) as { line: string }).line);
const isWanted = ({ line, text }: WrittenRequest): boolean =>
  !had.has(line) &&
  (flags.half === undefined || training.half(line) === Number(flags.half)) &&
  (!isForJudges(line) || crc32(text) % OF_JUDGES === 0);
for (const e of training.joinedExamples()) if (isWanted(e.request)) write(row(e, asked(e.request.text), e.ordinal, 1));
// What nothing serves, beside the best that there is.
for (const request of training.requests) {
  if (request.kind !== 'abstain' || !isWanted(request)) continue;
  const surface = (request.surface ?? 'cli') as Example['surface'];
  const best = ranked(request.text, request.line, surface).slice(0, 2);
  const looked = asked(request.text);
  for (const ordinal of best) write(row({ ordinal, surface, args: {}, missing: [], request }, looked, ordinal, 0));
}
// In no order, so that a dump that was stopped is a sample of the whole.
const examples = [...training.examples()].filter((e) => isWanted(e.request));
examples.sort((a, b) => crc32(a.request.text) - crc32(b.request.text));
let n = 0;
for (const e of examples) {
  n++;
  // Each beside a document that does not serve it.
  const wrong = wrongOne(e, n);
  const request = asked(e.request.text);
  write(row(e, request, e.ordinal, 1));
  if (wrong !== undefined) write(row(e, request, wrong, 0));
  if (n % 2000 === 0) console.log(n);
}
closeSync(out);
