import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { callFunctions } from '../../src/functions/call-functions.ts';
import type { FunctionSpec } from '../../src/functions/schema-operation.ts';
import { LanguageModel } from '../../src/model/open.ts';
import type { ReadDocument } from '../../src/model/reader.ts';
import { openModels } from '../../src/models.ts';
import { pathsFrom, rootOf } from '../../src/surfaces/cli/paths.ts';
import { places } from '../../src/zoo/places.ts';
import { round } from '../report/numbers.ts';
import { saveScores } from '../requests/dev.ts';

/** Data and checker; only the checker's own files are needed, none of the model clients that the package asks for. */
const PACKAGE = 'bfcl-eval==2026.3.23';

const NON_LIVE = ['simple_python', 'multiple', 'parallel', 'parallel_multiple'];
const LIVE = ['live_simple', 'live_multiple', 'live_parallel', 'live_parallel_multiple'];
const IRRELEVANCE = ['irrelevance', 'live_irrelevance'];

interface Row {
  id: string;
  question: { role: string; content: string }[][];
  function: FunctionSpec[];
}

interface Result {
  id: string;
  category: string;
  valid: boolean;
  error: string;
}

/** A Python of its own with the package in it, made once. */
function environment(): { python: string; data: string } {
  const folder = join(places().cache, 'bfcl');
  const python = join(folder, 'bin', 'python');
  if (!existsSync(python)) {
    mkdirSync(folder, { recursive: true });
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', PACKAGE], { stdio: 'inherit' });
  }
  const where = 'import bfcl_eval, pathlib; print(pathlib.Path(bfcl_eval.__file__).parent / "data")';
  return { python, data: execFileSync(python, ['-c', where], { encoding: 'utf8' }).trim() };
}

const rowsOf = (data: string, category: string): Row[] =>
  readFileSync(join(data, `BFCL_v4_${category}.json`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);

const share = (results: readonly Result[]): number =>
  round((100 * results.filter(({ valid }) => valid).length) / results.length, 2);

const mean = (values: readonly number[]): number => round(values.reduce((sum, v) => sum + v, 0) / values.length, 2);

function printFailures(named: string, lines: readonly string[], results: readonly Result[], data: string): void {
  const answers = new Map(lines.map((line) => [(JSON.parse(line) as { id: string }).id, line]));
  for (const { id, category, valid, error } of results) {
    if (valid || !category.includes(named)) continue;
    const row = rowsOf(data, category).find((one) => one.id === id);
    console.log(`${id} ${row?.question[0]?.at(-1)?.content}\n  ${answers.get(id)}\n  ${error}`);
  }
}

/**
 * The single-turn categories of the Berkeley Function Calling Leaderboard that are in Python, answered from the functions of the prompt and
 * scored by the official checker. As there, non-live is the mean of its categories, live is weighted by their sizes. `--every 4`: a quarter;
 * `--no-reader`: by words alone; `--failures simple`: what went wrong in the categories of this name.
 */
export async function runBfcl(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      every: { type: 'string', default: '1' },
      save: { type: 'boolean' },
      reader: { type: 'boolean', default: true },
      failures: { type: 'string' },
    },
    allowNegative: true,
  });
  const every = Number(values.every);
  const { python, data } = environment();
  const paths = pathsFrom(process.env, rootOf(fileURLToPath(import.meta.url)));
  const model = values.reader ? LanguageModel.in(paths.packs) : undefined;
  const models = openModels(paths.packs, model !== undefined);
  const read = model && ((request: string, documents: readonly ReadDocument[]) => model.read(request, documents));
  const now = new Date('2024-01-01T00:00:00Z');
  const lines: string[] = [];
  let invalid = 0;
  const started = performance.now();
  for (const category of [...NON_LIVE, ...LIVE, ...IRRELEVANCE])
    for (const [index, row] of rowsOf(data, category).entries()) {
      if (index % every !== 0) continue;
      const said = row.question[0]!.filter(({ role }) => role === 'user').at(-1)?.content ?? '';
      try {
        const { calls } = await callFunctions(said, row.function, { models, ...(read && { read }), now });
        lines.push(JSON.stringify({ id: row.id, category, calls }));
      } catch (error) {
        invalid++;
        console.error(`${row.id}: ${(error as Error).message}`);
        lines.push(JSON.stringify({ id: row.id, category, calls: [] }));
      }
    }
  const msPerRequest = round((performance.now() - started) / lines.length, 1);
  const script = fileURLToPath(new URL('score.py', import.meta.url));
  const scored = spawnSync(python, [script], { input: lines.join('\n'), encoding: 'utf8', maxBuffer: 1 << 28 });
  if (scored.status !== 0) throw new Error(`The checker failed: ${scored.stderr}`);
  const results = JSON.parse(scored.stdout) as Result[];
  if (values.failures !== undefined) printFailures(values.failures, lines, results, data);
  const of = (categories: readonly string[]) => results.filter(({ category }) => categories.includes(category));
  const categories = Object.fromEntries(
    [...NON_LIVE, ...LIVE, ...IRRELEVANCE].map((name) => [name, { n: of([name]).length, accuracy: share(of([name])) }]),
  );
  const scores = {
    package: PACKAGE,
    nonLiveAst: mean(NON_LIVE.map((name) => share(of([name])))),
    liveAst: share(of(LIVE)),
    irrelevance: share(of(['irrelevance'])),
    liveIrrelevance: share(of(['live_irrelevance'])),
    n: results.length,
    failed: invalid,
    msPerRequest,
    categories,
  };
  console.table(categories);
  console.table({ ...scores, categories: undefined });
  if (values.save !== false && every === 1) saveScores('bfcl', PACKAGE, scores);
}
