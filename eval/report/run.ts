import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AuditScores } from '../audit/run.ts';
import { bars } from './bars.ts';
import { table } from './markdown.ts';
import { ORDER, type Result, sectionOf } from './sections.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

function resultsIn(folder: string): [string, Result][] {
  if (!existsSync(folder)) return [];
  const rank = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file): [string, Result] => [
      file.slice(0, -'.json'.length),
      JSON.parse(readFileSync(join(folder, file), 'utf8')) as Result,
    ])
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** The page of all results, and its plots by file name. */
export function evaluationPage(results: readonly [string, Result][]): { page: string; plots: Record<string, string> } {
  const sections = results.map(([name, result]) => sectionOf(name, result));
  const page = [
    '# Evaluation',
    '<!-- Written by `npm run eval -- report` from eval/scores/*.json. Do not edit. -->',
    'Everything here is measured; `npm run eval -- <name>` (or `gorilla eval <name>`) measures it again. Other models’ inventions: [leaderboard.md](leaderboard.md).',
    ...sections.map(({ title, text }) => `## ${title}\n\n${text}`),
    '',
  ].join('\n\n');
  return { page, plots: Object.assign({}, ...sections.map(({ plots }) => plots)) as Record<string, string> };
}

/** Models by what they invent, least first. */
export function leaderboardPage(audits: readonly AuditScores[]): { page: string; plot: string } {
  const ordered = [...audits].sort(
    (a, b) => a.invented - b.invented || b.clean - a.clean || (a.model < b.model ? -1 : 1),
  );
  const rows = ordered.map((scores, at) => [
    `${at + 1}. ${scores.model}`,
    scores.withCalls,
    scores.calls,
    scores.invented,
    scores.inventedOperation,
    scores.inventedOption,
    scores.inventedValue,
    scores.clean,
  ]);
  const page = [
    '# Who invents what',
    '<!-- Written by `npm run eval -- report` from eval/scores/audit/*.json. Do not edit. -->',
    'Answers to requests for cloud command lines (aws, az, gcloud, kubectl, helm), each call checked against the documents. An answer *invents* where it names an operation, an option or a choice that no document has. Per cent of the answers that hold such a call; less is better. *Clean*: no document contradicts anything in the answer; it says nothing of whether it does what was asked.',
    table(['model', 'answers', 'calls', 'invent', 'an operation', 'an option', 'a value', 'clean'], rows),
    '![answers that invent](evaluation/audit.svg)',
    '## Add a model',
    '    npm run eval -- audit --endpoint https://host/v1 --model NAME        an OpenAI-compatible server; OPENAI_API_KEY if it wants one\n    npm run eval -- audit --answers FILE --model NAME                    JSON lines {"id", "text"}\n    npm run eval -- report',
    'An answer may be a script, Markdown with code fences, or a sentence with commands in backticks. Blanks like `<name>` are no fault. What cannot be judged without running it counts for nobody.',
    '',
  ].join('\n\n');
  const plot = bars(
    'Answers that invent',
    ordered.map(({ model, invented }) => ({ label: model, value: invented })),
  );
  return { page, plot };
}

/** Writes docs/evaluation.md, docs/leaderboard.md and their plots. */
export function runReport(): void {
  const { page, plots } = evaluationPage(resultsIn(join(root, 'eval/scores')));
  const audits = resultsIn(join(root, 'eval/scores/audit')).map(([, result]) => result as unknown as AuditScores);
  const board = leaderboardPage(audits);
  const folder = join(root, 'docs/evaluation');
  mkdirSync(folder, { recursive: true });
  for (const [name, svg] of Object.entries({ ...plots, 'audit.svg': board.plot }))
    writeFileSync(join(folder, name), svg);
  writeFileSync(join(root, 'docs/evaluation.md'), page);
  writeFileSync(join(root, 'docs/leaderboard.md'), board.page);
  console.error('written: docs/evaluation.md, docs/leaderboard.md');
}
