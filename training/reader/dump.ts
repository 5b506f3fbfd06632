/**
 * Writes what the reader is trained on: a request, a document's parameters as the filler shows them, which of them have a value, and where it stands.
 *
 *   tsx training/reader/dump.ts --packs packs --requests training/data/requests --runs training/runs --out training/runs/reader.jsonl
 *
 * Needs the halves of the first models (training/train.sh … fill): each request is looked at by models that have not seen its line.
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { firstLook } from '../../src/generate/fill/fill.ts';
import { readerDocument } from '../../src/model/reader-text.ts';
import { ProviderNames, RANK_FEATURES, rankFeatures, shortlist } from '../../src/retrieve/rank/features.ts';
import { decodeTrees, evaluate } from '../../src/retrieve/rank/trees.ts';
import { type Example, isRight, Training } from '../examples.ts';

const { values: flags } = parseArgs({
  options: {
    packs: { type: 'string', default: 'packs' },
    requests: { type: 'string', default: 'training/data/requests' },
    runs: { type: 'string', default: 'training/runs' },
    out: { type: 'string', default: 'training/runs/reader.jsonl' },
  },
});
/** One in so many requests comes with a document that does not serve it: the best wrong one of the ranker's first few. */
const WITH_WRONG = 2;

const training = new Training(flags.packs, flags.requests, 1);
const { zoo, retriever } = training;
const halves = training.halves(flags.runs);
const rankTrees = decodeTrees(
  readFileSync(join(flags.packs, 'rank-lexical.trees')),
  'rank-lexical.trees',
  RANK_FEATURES,
);
const names = new ProviderNames(retriever.table);

/** `serves: 0`: the targets' labels mean nothing. */
function row(e: Example, ordinal: number, serves: 0 | 1): object {
  const operation = zoo.operation(ordinal);
  const request = training.fillRequest(e.request.text);
  const book = training.casebook(ordinal, e.request.line);
  const look = firstLook(zoo, operation, e.surface, request, book, halves[1 - training.half(e.request.line)]!);
  const { shown, document } = readerDocument(operation, look);
  const targets = shown.map((target, n) => {
    const right = look.bindings.filter((b) => b.target === target && isRight(e, b.value, target));
    const use = e.args[target.key] !== undefined || right.length > 0;
    const spans = [...new Map(right.map(({ span: { start, end } }) => [`${start} ${end}`, [start, end]])).values()];
    return { text: document.targets[n]!, use: use ? 1 : 0, spans };
  });
  return { text: e.request.text, line: e.request.line, title: document.title, serves, targets };
}

/** The ranker's first wrong operation, or one of the next. */
function wrongOne(e: Example, n: number): number | undefined {
  const line = e.request.line;
  const query = retriever.query(e.request.text);
  const found = shortlist(retriever.retrieve(query, { surfaces: [e.surface], without: (ask) => ask.line === line }));
  const rows = rankFeatures(found, retriever.table, names);
  const scored = found.hits.map((h, i) => ({ ordinal: h.ordinal, score: evaluate(rankTrees, rows[i]!) }));
  const path = (o: number): string | undefined =>
    zoo.operation(o).invocations.find((i) => i.surface === e.surface)?.path;
  const right = path(e.ordinal);
  const wrong = scored.sort((a, b) => b.score - a.score).filter((s) => path(s.ordinal) !== right);
  return wrong[n % 3]?.ordinal;
}

const out = openSync(flags.out, 'w');
let n = 0;
for (const e of training.examples()) {
  n++;
  writeSync(out, `${JSON.stringify(row(e, e.ordinal, 1))}\n`);
  if (n % WITH_WRONG === 0) {
    const wrong = wrongOne(e, n / WITH_WRONG);
    if (wrong !== undefined) writeSync(out, `${JSON.stringify(row(e, wrong, 0))}\n`);
  }
  if (n % 2000 === 0) console.log(n);
}
closeSync(out);
