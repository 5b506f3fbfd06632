/**
 * npm run docs:scores     writes the tables of scores of README.md, docs/model.md and docs/subtree-matching.md from eval/scores/*.json.
 *
 * A file that is not there has no table: nothing is typed by hand.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { replaceBlock } from './blocks.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const NAMES = {
  aws: 'AWS',
  cloud: 'Kubernetes, Google Cloud, Azure, Docker …',
  rest: 'REST APIs, boto3',
  tools: 'git, Linux, developer tools',
};

const percent = (n) => (typeof n === 'number' ? n.toFixed(1) : '–');
const number = (n, digits = 0) => n.toLocaleString('en-US', { maximumFractionDigits: digits });
const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) =>
  [row(head), row(head.map((_, n) => (n === 0 ? '---' : '---:'))), ...rows.map(row)].join('\n');
const measured = ({ commit }) => `commit ${commit}`;

function requests(file) {
  const { overall, file: files, kind } = file.scores;
  const line = (name, s) => [
    name,
    s.n,
    percent(s['op@1']),
    percent(s['op@5']),
    percent(s['call@1']),
    percent(s['call@5']),
  ];
  const rows = [
    line('**all**', overall),
    ...Object.keys(NAMES)
      .filter((k) => files[k])
      .map((k) => line(NAMES[k], files[k])),
  ];
  const parts = [
    `**Requests** (${overall.n} of the open evaluation set, ${measured(file)}), in per cent:`,
    table(['', 'requests', 'operation first', 'among five', 'whole call first', 'whole call among five'], rows),
  ];
  const kinds = [];
  if (kind?.full)
    kinds.push(['says all that is needed', kind.full.n, 'whole call first', percent(kind.full['call@1'])]);
  if (overall.blanksN)
    kinds.push(['leaves out what is required', overall.blanksN, 'just that stays blank', percent(overall.blanks)]);
  if (kind?.compound)
    kinds.push(['asks for several calls', kind.compound.n, 'all right, in order', percent(overall['compound@1'])]);
  if (kind?.abstain)
    kinds.push([
      'asks for what nothing serves',
      kind.abstain.n,
      'recall / precision of “no such call”',
      `${percent(overall.abstainR)} / ${percent(overall.abstainP)}`,
    ]);
  if (kinds.length > 0) parts.push(table(['a request that', 'requests', 'measure', '%'], kinds));
  return parts;
}

function recall(file) {
  const rows = Object.keys(NAMES).flatMap((k) => {
    const r = file.recall[k];
    return r
      ? [[NAMES[k], r.n, percent(r.covered), percent(r['recall@1']), percent(r['recall@5']), percent(r['recall@50'])]]
      : [];
  });
  return [
    `**Search alone** (${measured(file)}): how often the right operation is in the zoo, and among the first:`,
    table(['', 'requests', 'in the zoo', '1', '5', '50'], rows),
  ];
}

function bench(file) {
  const { processes: p, ratios, warm, sizes } = file;
  return [
    `**Speed** (${measured(file)}, Node ${file.node}):`,
    table(
      ['', 'median', 'against `node -e 0`'],
      [
        ['`node -e 0`', `${number(p.node.medianMs)} ms`, '1'],
        ['with the daemon', `${number(p.daemon.medianMs)} ms`, `${number(ratios.daemonOverNode, 2)} ×`],
        ['cold, without it', `${number(p.cold.medianMs)} ms`, `${number(ratios.coldOverNode, 2)} ×`],
      ],
    ),
    `Warm, within one process: p50 ${number(warm.p50Ms, 1)} ms, p95 ${number(warm.p95Ms, 1)} ms; ${number(warm.residentMb)} MB resident. Packs ${number(sizes.packsMb, 1)} MB, indexes and models ${number(sizes.indexMb, 1)} MB.`,
  ];
}

function independent(file) {
  const { accepted, rejected, skipped } = file.judged.all;
  return [
    `**Judges that are not ours** (${measured(file)}): of ${accepted + rejected} command lines given to the tools' own parsers (awscli's, and kubectl, git, docker, terraform, coreutils … where installed) ${accepted} were accepted, ${rejected} rejected; for ${skipped} no judge is installed. Our own verifier passes ${file.answers - file.notVerified.length} of ${file.answers} answers.`,
  ];
}

/** The audit of every candidate: each name a document's, each value from where it says. */
function invention(file) {
  const { calls, arguments: values, violations } = file.counts;
  return [
    `**Invention** (${measured(file)}): ${number(calls)} calls with ${number(values)} arguments audited, all candidates of all answers; ${number(violations)} names or values without a source.`,
  ];
}

const TABLES = { requests, independent, invention, recall, bench };

/** The block as it must stand in README.md. `read` gives the text of a file of scores, or undefined. */
export function scoresBlock(read) {
  const parts = Object.entries(TABLES).flatMap(([name, write]) => {
    const text = read(`${name}.json`);
    return text === undefined ? [] : write(JSON.parse(text));
  });
  return `\n${parts.join('\n\n')}\n`;
}

export function committedScores(name) {
  const file = path.join(root, 'eval/scores', name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** What each part is worth: the block of docs/model.md. */
export function ablationBlock(read) {
  const text = read('ablation.json');
  if (text === undefined) return '\n';
  const file = JSON.parse(text);
  const rows = Object.entries(file.table).map(([name, s]) => [
    name,
    ...['op@1', 'op@5', 'op@50', 'call@1', 'call@5'].map((k) => percent(s[k])),
  ]);
  return `\n${table(['per cent', 'op@1', 'op@5', 'op@50', 'call@1', 'call@5'], rows)}\n\n(${measured(file)})\n`;
}

/** What a look-up in the index of sub-trees costs: the block of docs/subtree-matching.md. */
export function subtreeBlock(read) {
  const text = read('bench-subtree.json');
  if (text === undefined) return '\n';
  const file = JSON.parse(text);
  const sets = { callees: 'a callee each', literals: 'one callee, a literal each' };
  const rows = Object.entries(sets).flatMap(([key, name]) =>
    ['hit', 'miss'].map((kind) => {
      const { micros, perSecond, overMap, scanOver } = file[key][kind];
      return [
        `${name}: ${kind}`,
        number(file[key].patterns),
        `${number(micros, 2)} µs`,
        number(perSecond),
        `${number(overMap, 2)} ×`,
        `${number(scanOver)} ×`,
      ];
    }),
  );
  const built = Object.entries(sets).map(([key, name]) => {
    const { buildMs, buildOverMap, megabytes, memoryOverMap } = file[key];
    return `${name}: built in ${number(buildMs)} ms (${number(buildOverMap, 1)} × the map), ${number(megabytes, 1)} MB (${number(memoryOverMap, 1)} ×)`;
  });
  return [
    '',
    table(['', 'sub-trees', 'a look-up', 'a second', 'against a map', 'a scan takes'], rows),
    `${built.join('; ')}. (${measured(file)}, Node ${file.node}; processor time, \`npm run bench -- subtree\`)`,
    '',
  ]
    .join('\n\n')
    .replace(/^\n|\n$/g, '');
}

/** Every evaluation that saves its scores calls this: table and scores are committed together. */
export function updateReadme() {
  const card = path.join(root, 'docs/model.md');
  writeFileSync(card, replaceBlock(readFileSync(card, 'utf8'), 'ablation', ablationBlock(committedScores)));
  const matching = path.join(root, 'docs/subtree-matching.md');
  writeFileSync(matching, replaceBlock(readFileSync(matching, 'utf8'), 'subtree', subtreeBlock(committedScores)));
  const readme = path.join(root, 'README.md');
  writeFileSync(readme, replaceBlock(readFileSync(readme, 'utf8'), 'scores', scoresBlock(committedScores)));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) updateReadme();
