import { alarmTable, judgedAlarms } from '../check/alarms.ts';
import { apibench } from './apibench.ts';
import { type Bar, bars } from './bars.ts';
import { numbersOf, table } from './markdown.ts';
import { round } from './numbers.ts';

/** A result file: what was measured, and of what. */
export interface Result {
  commit?: string;
  dataHash?: string;
  seed?: number;
  [key: string]: unknown;
}

export interface Section {
  title: string;
  text: string;
  /** SVG by file name. */
  plots: Record<string, string>;
}

type Numbers = Record<string, number>;

interface Requests {
  scores: {
    overall: Numbers;
    file: Record<string, Numbers>;
    provider: Record<string, Numbers>;
    kind: Record<string, Numbers>;
  };
}

/** What a set of requests scored: by file, by kind, and how long it took. */
function scored(result: Result): string[] {
  const { overall, file, kind } = (result as unknown as Requests).scores;
  const names = ['op@1', 'op@5', 'call@1', 'call@5'];
  const row = (name: string, scores: Numbers) => [name, scores['n'], ...names.map((key) => scores[key])];
  const rows = [row('all', overall), ...Object.entries(file).map(([name, scores]) => row(name, scores))];
  const rest = [
    ['blanks left exactly right', overall['blanksN'], overall['blanks']],
    ['several calls, all right and in order', kind['compound']?.['n'], overall['compound@1']],
    ['“no such call”: precision', kind['abstain']?.['n'], overall['abstainP']],
    ['“no such call”: recall', kind['abstain']?.['n'], overall['abstainR']],
  ];
  return [
    table(['', 'requests', 'op first', 'op among five', 'call first', 'call among five'], rows),
    table(['', 'requests', '%'], rest),
    `Half of the answers took at most ${overall['p50']} ms, 95 % at most ${overall['p95']} ms.`,
  ];
}

function requests(result: Result): Section {
  const { provider } = (result as unknown as Requests).scores;
  const big: Bar[] = Object.entries(provider)
    .filter(([, scores]) => (scores['n'] ?? 0) >= 8)
    .sort(([, a], [, b]) => (b['op@1'] ?? 0) - (a['op@1'] ?? 0))
    .map(([label, scores]) => ({ label: `${label} (${scores['n']})`, value: round(scores['op@1'] ?? 0, 1) }));
  return {
    title: 'Requests in plain words',
    text: [
      'The open evaluation requests; per cent. *op*: the right operation; *call*: also every argument right and nothing beyond.',
      ...scored(result),
      '![right operation first, by provider](evaluation/requests.svg)',
    ].join('\n\n'),
    plots: { 'requests.svg': bars('Right operation first, by provider with at least 8 requests', big) },
  };
}

/** Requests that nothing learns from (training/data). */
const unlearned =
  (title: string, what: string) =>
  (result: Result): Section => ({ title, text: [what, ...scored(result)].join('\n\n'), plots: {} });

function recall(result: Result): Section {
  const sets = result['recall'] as Record<string, Numbers>;
  const depths = [1, 5, 10, 50, 200].map((k) => `recall@${k}`);
  const rows = Object.entries(sets).map(([name, scores]) => [name, scores['n'], ...depths.map((key) => scores[key])]);
  return {
    title: 'The search alone',
    text: [
      'How often the right operation is among the first so many of the search, before ranking; per cent.',
      table(['', 'requests', ...depths], rows),
    ].join('\n\n'),
    plots: {},
  };
}

function invention(result: Result): Section {
  const counts = result['counts'] as Numbers;
  const from = result['from'] as Numbers;
  return {
    title: 'Nothing invented',
    text: [
      'Every candidate of every answer, audited: each name is a document’s, each value is from where it says.',
      table(['', 'number'], Object.entries(counts)),
      table(['values come from', 'number'], Object.entries(from)),
    ].join('\n\n'),
    plots: {},
  };
}

function written(result: Result): Section {
  const of = (name: string): Record<string, { calls: number; failed: number }> =>
    result[name] as Record<string, { calls: number; failed: number }>;
  const rows = ['written', 'dev'].flatMap((name) =>
    Object.entries(of(name)).map(([surface, { calls, failed }]) => [
      `${name === 'dev' ? 'right answers of the open set' : 'written for training'}, ${surface}`,
      calls,
      round((100 * (calls - failed)) / Math.max(1, calls), 1),
    ]),
  );
  return {
    title: 'What can be answered at all',
    text: [
      'Right calls put through the way of our own answers: values coerced, the call rendered, read back and verified. What fails here no model can answer.',
      table(['', 'different calls', '% pass'], rows),
    ].join('\n\n'),
    plots: {},
  };
}

function independent(result: Result): Section {
  const judged = result['judged'] as Record<string, Numbers>;
  const rows = Object.entries(judged)
    .filter(([, scores]) => (scores['accepted'] ?? 0) + (scores['rejected'] ?? 0) > 0)
    .map(([name, scores]) => [name, scores['accepted'], scores['rejected'], scores['skipped']]);
  return {
    title: 'Judges that are not ours',
    text: [
      'Answers before the tools’ own parsers, of which none is ours.',
      table(['', 'accepted', 'rejected', 'no judge here'], rows),
    ].join('\n\n'),
    plots: {},
  };
}

function bfcl(result: Result): Section {
  const categories = result['categories'] as Record<string, { n: number; accuracy: number }>;
  return {
    title: 'BFCL: functions given in the prompt',
    text: [
      `Single-turn Python categories of the Berkeley Function Calling Leaderboard, scored by the official checker (${result['package']}): the embedded reader alone, no bigger model. Non-live is the mean of its categories, live is weighted by size.`,
      table(
        ['', '%'],
        [
          ['non-live AST', result['nonLiveAst']],
          ['live AST', result['liveAst']],
          ['irrelevance', result['irrelevance']],
          ['live irrelevance', result['liveIrrelevance']],
        ],
      ),
      '![accuracy by category](evaluation/bfcl.svg)',
      `${result['n']} requests, ${result['msPerRequest']} ms each. Java and JavaScript categories are not answered.`,
    ].join('\n\n'),
    plots: {
      'bfcl.svg': bars(
        'Accuracy by category',
        Object.entries(categories).map(([label, { n, accuracy }]) => ({
          label: `${label} (${n})`,
          value: round(accuracy, 1),
        })),
      ),
    },
  };
}

interface CodeCounts {
  files: number;
  withCalls: number;
  calls: Numbers;
  findings: Numbers;
}

function checkCode(result: Result): Section {
  const languages = result['languages'] as Record<string, CodeCounts>;
  const folders = result['folders'] as Record<string, CodeCounts>;
  const row = ([name, { files, withCalls, calls, findings }]: [string, CodeCounts]) => [
    name,
    files,
    withCalls,
    ...['right', 'wrong', 'unknown', 'not-checked'].map((verdict) => calls[verdict]),
    findings['fault'],
    findings['falseAlarm'],
    findings['notJudged'],
  ];
  const names: Record<string, string> = { python: 'Python', typescript: 'JavaScript, TypeScript' };
  const head = [
    'files',
    'with calls',
    'right',
    'wrong',
    'unknown',
    'not checked',
    'faults',
    'false alarms',
    'not judged',
  ];
  const met = Object.entries(folders).filter(([, { withCalls }]) => withCalls > 0);
  return {
    title: 'check: code that others wrote',
    text: [
      `\`npm run eval -- check --code DIR…\` over published packages and the examples of the Python SDK of AWS (as calls in both languages). Each finding that calls something wrong was looked at by hand (eval/check/judged-code.jsonl): *faults* are the code’s. Precision: ${percentOf(result['precision'])}. *Not checked*: what is called is known only when the code runs.`,
      table(
        ['', ...head],
        Object.entries(languages).map(([name, counts]) => row([names[name] ?? name, counts])),
      ),
      table(['package', ...head], met.map(row)),
      `In ${Object.keys(folders).length - met.length} more packages no call was found that the zoo has to do with.`,
    ].join('\n\n'),
    plots: {},
  };
}

/** All numbers, and why the lines that are still called wrong are. */
function check(result: Result): Section {
  const { text, ...section } = plain('check', result);
  const causes = `The lines of these corpora that are called wrong were looked at one by one (eval/check/judged-alarms.jsonl has them, with the finding and the reason):\n\n${alarmTable(judgedAlarms())}`;
  return { ...section, text: `${text}\n\n${causes}` };
}

const percentOf = (share: unknown): string =>
  typeof share === 'number' ? `${round(share * 100, 1)} %` : 'nothing was called wrong';

const KNOWN: Record<string, (result: Result) => Section> = {
  requests,
  recall,
  'held-out': unlearned(
    'Requests by strangers',
    'Written by hands who saw nothing of ours, and learned from by nothing (`training/data/held-out`).',
  ),
  plain: unlearned(
    'Plain requests',
    'What people type first, asked as at a terminal, without a surface; learned from by nothing (`training/data/plain`).',
  ),
  invention,
  written,
  independent,
  apibench,
  bfcl,
  check,
  'check-code': checkCode,
};

/** Order of the page; what is not named here follows by name. */
export const ORDER = [
  'requests',
  'held-out',
  'plain',
  'recall',
  'invention',
  'written',
  'independent',
  'check',
  'check-code',
  'apibench',
  'bfcl',
  'rat',
];

/** A result's own section, or a table of all its numbers. */
export function sectionOf(name: string, result: Result): Section {
  const made = Object.hasOwn(KNOWN, name) ? KNOWN[name]!(result) : plain(name, result);
  const of = [
    result.commit && `commit ${result.commit}`,
    result.dataHash && `data ${result.dataHash}`,
    result.seed !== undefined && `seed ${result.seed}`,
  ].filter(Boolean);
  return { ...made, text: `${made.text}\n\n<sub>${of.join(', ')}; eval/scores/${name}.json</sub>` };
}

function plain(name: string, result: Result): Section {
  const rows = numbersOf(result);
  const shown = rows.slice(0, 60);
  const more = rows.length > shown.length ? `\n\n… and ${rows.length - shown.length} more.` : '';
  return { title: name, text: table(['', 'value'], shown) + more, plots: {} };
}
