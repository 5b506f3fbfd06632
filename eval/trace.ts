/**
 * npm run trace -- "<request>"      what each part makes of a request, step by step
 * npm run docs:trace                the same for the request of docs/ARCHITECTURE.md, written into its blocks
 *
 * The values of the document come from here, so that they are those of the program and not of somebody's memory.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { replaceBlock } from '../scripts/blocks.mjs';
import { Engine } from '../src/engine.ts';
import { Casebook, caseOf } from '../src/generate/fill/cases.ts';
import { consider, fillRequest, firstLook } from '../src/generate/fill/fill.ts';
import { LanguageModel } from '../src/model/open.ts';
import type { ReadParameter } from '../src/model/reader.ts';
import { readerDocument } from '../src/model/reader-text.ts';
import { requestText } from '../src/model/texts.ts';
import { openModels } from '../src/models.ts';
import { DENSE_RANK_FEATURES, ProviderNames, RANK_FEATURES, rankFeatures } from '../src/retrieve/rank/features.ts';
import { evaluate, sigmoid } from '../src/retrieve/rank/trees.ts';
import { Retriever } from '../src/retrieve/retriever.ts';
import { withSynonyms } from '../src/retrieve/terms.ts';
import type { Surface } from '../src/schema/operation.ts';
import { EmbeddedZoo } from '../src/zoo/embedded.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DOCUMENT = join(ROOT, 'docs/ARCHITECTURE.md');
/** The request that docs/ARCHITECTURE.md follows. */
const REQUEST = 'keep logs of group /aws/lambda/billing for two weeks';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    packs: { type: 'string', default: process.env['GORILLA_PACKS'] ?? join(ROOT, 'packs') },
    surface: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const request = positionals.join(' ') || REQUEST;
const options = values.surface ? { surface: values.surface as Surface } : {};

const zoo = EmbeddedZoo.open({ packsDir: values.packs });
const model = LanguageModel.in(values.packs);
const retriever = Retriever.open(values.packs, undefined, model?.search());
const models = openModels(values.packs, model !== undefined);
const engine = new Engine(zoo, retriever, models, undefined, model);

const round = (n: number, digits = 3): string => String(Number(n.toFixed(digits)));
const nameOf = (ordinal: number): string => zoo.operation(ordinal).id;
/** A parameter as it is read, with what is said of its choices. */
const readText = ({ name, choices, description }: ReadParameter, said: (value: string) => number | undefined): string =>
  `${[name, ...choices.map(({ value, text }) => `${text} [${round(said(value) ?? 0, 1)}]`)].join(' ')} ${description}`.trim();

const columns = (rows: (string | number)[][]): string => {
  const widths: number[] = [];
  for (const row of rows)
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, String(cell).length);
  return rows
    .map((row) =>
      row
        .map((cell, i) => String(cell).padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

async function trace(): Promise<Record<string, string>> {
  const reading = await engine.read(request, options);
  const { query, ranked, retrieved } = reading;
  const literals = columns([
    ['type', 'start', 'end', 'text', 'also'],
    ...query.literals.map((l) => [l.type, l.start, l.end, l.text, l.also.join(' ')]),
  ]);
  const added = [...withSynonyms(query.terms)].filter(([term]) => !query.terms.has(term));
  const list = (terms: Iterable<[string, number]>): string =>
    [...terms].map(([t, w]) => `${t} ${round(w)}`).join(' · ');
  const meaning = query.vector
    ? `${requestText(request, query.literals)}\n${[...query.vector.slice(0, 8)].map((v) => round(v)).join('  ')}  … (128 numbers)`
    : 'no model';
  const terms = `of the request   ${list(query.terms)}\nsynonyms         ${list(added) || 'none'}`;

  const hits = columns([
    ['operation', 'BM25 document', 'BM25 ask', 'near document', 'near ask', 'score', 'the ask that shares most words'],
    ...ranked
      .slice(0, 6)
      .map((h) => [
        nameOf(h.ordinal),
        round(h.document),
        round(h.ask),
        round(h.denseDocument),
        round(h.denseAsk),
        round(h.score, 2),
        h.bestAsk >= 0 ? retriever.ask(h.bestAsk).text : '',
      ]),
  ]);
  const rows = rankFeatures(retrieved, retriever.table, new ProviderNames(retriever.table));
  const rowOf = (n: number): number[] => rows[retrieved.hits.findIndex((h) => h.ordinal === ranked[n]?.ordinal)] ?? [];
  const features = columns([
    ['feature', 'first', 'second'],
    ...(retrieved.dense ? DENSE_RANK_FEATURES : RANK_FEATURES).map((f, i) => [
      f,
      round(rowOf(0)[i] ?? 0),
      round(rowOf(1)[i] ?? 0),
    ]),
  ]);

  const best = ranked[0];
  if (!best) return { literals, meaning, terms, hits };
  const operation = zoo.operation(best.ordinal);
  const surfaces = operation.invocations.map((i) => i.surface);
  const surface = options.surface && surfaces.includes(options.surface) ? options.surface : surfaces[0]!;
  const near = (reading.asks.get(best.ordinal) ?? []).sort((a, b) => b.similarity - a.similarity);
  const cases = columns([
    ['similarity', 'ask', 'its arguments'],
    ...near.slice(0, 4).map(({ entry, similarity }) => {
      const ask = retriever.ask(entry);
      return [round(similarity), ask.text, JSON.stringify(ask.arguments ?? {})];
    }),
  ]);
  const voices = near.map((ask) => ({ ...ask, case: caseOf(retriever.ask(ask.entry)) }));
  const book = Casebook.of(voices);
  const meant = Casebook.ofMeaning(voices);
  const asked = fillRequest(query, (term) => retriever.rarity(term), new Date());
  const look = firstLook(zoo, operation, surface, asked, book, models);
  const { shown, document } = readerDocument(operation, look);
  const [said] = (await model?.read(request, [document])) ?? [];
  const read = columns([
    ['parameter', 'has a value', 'strongest word', 'what is read of it'],
    ...shown.map((t, n) => [
      t.key,
      round(said?.use[n] ?? 0, 1),
      round(said?.strongest[n] ?? 0, 1),
      readText(document.targets[n]!, (value) => said?.choice(n, value)),
    ]),
  ]);
  const reader = `${document.title}\nserves the request: ${round(said?.serves ?? 0, 1)}\n\n${read}`;
  const considered = consider(look, models, said && { reading: said, shown, near: meant });
  const bindings = columns([
    ['p', 'parameter', 'value', 'why'],
    ...[
      ...considered.bindings.map((b) => ({
        p: b.p,
        target: b.target,
        value: b.value,
        why: `${b.span.kind} “${b.span.text}”`,
      })),
      ...considered.constants.map((c) => ({ p: c.p, target: c.target, value: c.value, why: c.source })),
    ]
      .sort((a, b) => b.p - a.p)
      .slice(0, 8)
      .map(({ p, target, value, why }) => [round(p), target.key, JSON.stringify(value), why]),
  ]);
  const verdicts = `nothing serves this   ${round(sigmoid(evaluate(reading.judges.abstain, engine.abstainFeatures(reading, await engine.tried(reading, options)))))}`;
  const answer = await engine.ask(request, options);
  const [one] = answer.candidates[0]?.calls ?? [];
  const call = JSON.stringify(one?.call, null, 1) ?? '';
  const findings = one?.findings.length ? JSON.stringify(one.findings, null, 1) : 'none';
  return {
    literals,
    meaning,
    terms,
    hits,
    features,
    verdicts,
    cases,
    reader,
    bindings,
    call,
    findings,
    text: one?.rendered.text ?? '',
  };
}

const sections = await trace();
if (values.write) {
  let text = readFileSync(DOCUMENT, 'utf8');
  const fenced = (body: string): string => `\n\`\`\`text\n${body}\n\`\`\`\n`;
  for (const [name, body] of Object.entries(sections)) text = replaceBlock(text, `trace:${name}`, fenced(body));
  writeFileSync(DOCUMENT, text);
} else {
  process.stdout.write(`request: ${request}\n`);
  for (const [name, body] of Object.entries(sections)) process.stdout.write(`\n— ${name}\n${body}\n`);
}
zoo.close();
