import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Engine } from '../../src/engine.ts';
import { LanguageModel } from '../../src/model/open.ts';
import { type Models, openModels } from '../../src/models.ts';
import { type Hit, Retriever } from '../../src/retrieve/retriever.ts';
import { toAnswerLine } from '../../src/surfaces/cli/answer-line.ts';
import { pathsFrom, rootOf } from '../../src/surfaces/cli/paths.ts';
import { EmbeddedZoo } from '../../src/zoo/embedded.ts';
import { readDev, saveScores } from '../requests/dev.ts';
import { scoreAll } from '../score.mjs';

/** Searches alone: what each score would put first, without a ranker. */
const SEARCHES: Record<string, (hit: Hit) => number> = {
  'BM25 over the documents': (h) => h.document,
  'BM25 over the written requests': (h) => h.ask,
  'BM25 over both': (h) => h.ask + 0.3 * h.askMean + 0.5 * h.document,
  'meaning: nearest document': (h) => h.denseDocument,
  'meaning: nearest written request': (h) => h.denseAsk,
  'BM25 and meaning, added': (h) => h.ask + 0.5 * h.document + 1.5 * h.denseAsk + 0.5 * h.denseDocument,
};

/** What each part of the pipeline is worth on the dev set; writes eval/scores/ablation.json. */
export async function runAblation(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { save: { type: 'boolean' } }, allowNegative: true });
  const { packs } = pathsFrom(process.env, rootOf(fileURLToPath(import.meta.url)));
  const zoo = EmbeddedZoo.open({ packsDir: packs });
  const model = LanguageModel.in(packs);
  if (!model) throw new Error(`no language model is in ${packs}`);
  const retriever = Retriever.open(packs, undefined, model.search());
  const models = openModels(packs, true);
  const { sets, hash } = readDev();
  const rows = sets.flatMap((s) => s.rows);
  const table: Record<string, Record<string, number>> = {};
  const percent = (n: number, of: number): number => Math.round((1000 * n) / of) / 10;

  const asked = rows.flatMap((row) => {
    const right = new Set(row.gold.flatMap((g) => (g.ops ? [] : zoo.byPath(row.surface, g.op))));
    return right.size > 0 ? [{ row, right }] : [];
  });
  const counts = Object.fromEntries(Object.keys(SEARCHES).map((name) => [name, [0, 0, 0]]));
  for (const { row, right } of asked) {
    const query = retriever.query(row.request);
    query.vector = await model.vector(query.meant.request, query.meant.literals);
    const surfaces =
      row.surface === 'python' || row.surface === 'typescript' ? [row.surface, 'http' as const] : [row.surface];
    const { hits } = retriever.retrieve(query, { surfaces });
    for (const [name, score] of Object.entries(SEARCHES)) {
      const order = [...hits].sort((a, b) => score(b) - score(a) || a.ordinal - b.ordinal);
      const at = order.findIndex((h) => right.has(h.ordinal) && score(h) > 0);
      [1, 5, 50].forEach((k, i) => {
        if (at >= 0 && at < k) counts[name]![i]!++;
      });
    }
  }
  for (const [name, [one, five, fifty]] of Object.entries(counts))
    table[name] = {
      'op@1': percent(one!, asked.length),
      'op@5': percent(five!, asked.length),
      'op@50': percent(fifty!, asked.length),
    };

  const { decideRead: _read, ...unread } = models;
  const pipelines: Record<string, [Models, LanguageModel | undefined]> = {
    'pipeline by words alone': [models, undefined],
    '+ meaning in search and ranking': [unread, model],
    '+ the reader fills': [models, model],
  };
  for (const [name, [given, understanding]] of Object.entries(pipelines)) {
    const engine = new Engine(zoo, retriever, given, undefined, understanding);
    const answers: ReturnType<typeof toAnswerLine>[] = [];
    for (const row of rows) answers.push(toAnswerLine(row.id, await engine.ask(row.request, { surface: row.surface })));
    const { overall } = scoreAll(sets, answers);
    table[name] = Object.fromEntries(['op@1', 'op@5', 'call@1', 'call@5', 'blanks'].map((k) => [k, overall[k]!]));
  }
  console.table(table);
  if (values.save !== false) saveScores('ablation', hash, { table });
}
