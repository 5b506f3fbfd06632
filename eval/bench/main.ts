/**
 * npm run bench: latency (cold, with the daemon, warm), memory and size of the product as it is built, as ratios against `node -e 0` in the same run.
 * npm run bench -- check: the time to check a thousand scripts; writes eval/scores/bench-check.json.
 * npm run bench -- subtree: the index of sub-trees by itself (src/verify/tree); writes eval/scores/bench-subtree.json and its table in docs/subtree-matching.md.
 * Writes eval/scores/bench.json. Times on a shared machine vary: quote the ratios and medians.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LASTING, SMALL_HEAP } from '../../src/surfaces/lasting.ts';
import { readDev, saveScores } from '../requests/dev.ts';
import { benchCheck } from './check.ts';
import { benchSubtree } from './subtree.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = join(ROOT, 'bin/gorilla');
const REQUEST = 'turn on versioning for bucket acme-logs';
const RUNS = 15;

const quantile = (sorted: number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)]!;
const round = (n: number, digits = 1): number => Number(n.toFixed(digits));

interface Timed {
  medianMs: number;
  minMs: number;
  maxMs: number;
}

function timed(times: number[]): Timed {
  const sorted = [...times].sort((a, b) => a - b);
  return { medianMs: round(quantile(sorted, 0.5)), minMs: round(sorted[0]!), maxMs: round(sorted.at(-1)!) };
}

function run(args: string[], env: NodeJS.ProcessEnv): number {
  const started = performance.now();
  const done = spawnSync(process.execPath, args, { env, stdio: 'ignore' });
  const ms = performance.now() - started;
  if (done.status !== 0) throw new Error(`node ${args.join(' ')} ended with status ${done.status}`);
  return ms;
}

/** The commands in turn, A B C A B C …, so that a drift of the machine hits all alike. */
function processes(): Record<'node' | 'cold' | 'daemon', Timed> {
  const home = mkdtempSync(join(tmpdir(), 'gorilla-bench-'));
  const env = { PATH: process.env['PATH'], HOME: home, GORILLA_HOME: home };
  // The layout of the published package: a clone also looks whether its sources have changed, at every start.
  const installed = join(home, 'package');
  mkdirSync(join(installed, 'bin'), { recursive: true });
  for (const folder of ['dist', 'packs']) symlinkSync(join(ROOT, folder), join(installed, folder));
  for (const file of ['bin/gorilla', 'bin/package.json', 'package.json'])
    copyFileSync(join(ROOT, file), join(installed, file));
  const program = join(installed, 'bin/gorilla');
  const without = { ...env, GORILLA_NO_DAEMON: '1' };
  const times: Record<'node' | 'cold' | 'daemon', number[]> = { node: [], cold: [], daemon: [] };
  try {
    run([program, '--quiet', REQUEST], env);
    run([program, '--quiet', REQUEST], env);
    for (let i = 0; i < RUNS; i++) {
      times.node.push(run(['-e', '0'], env));
      times.cold.push(run([program, '--quiet', REQUEST], without));
      times.daemon.push(run([program, '--quiet', REQUEST], env));
    }
  } finally {
    spawnSync(process.execPath, [program, 'daemon', 'stop'], { env, stdio: 'ignore' });
    rmSync(home, { recursive: true, force: true });
  }
  return { node: timed(times.node), cold: timed(times.cold), daemon: timed(times.daemon) };
}

function warm(): { requests: number; p50Ms: number; p95Ms: number; maxMs: number; residentMb: number } {
  const home = mkdtempSync(join(tmpdir(), 'gorilla-bench-'));
  const rows = readDev().sets.flatMap((s) => s.rows.map(({ request, surface }) => ({ request, surface })));
  // As the daemon is started.
  const program = [...LASTING.arguments, SMALL_HEAP, join(ROOT, 'eval/bench/warm.mjs'), join(ROOT, 'dist/sdk.js')];
  const done = spawnSync(process.execPath, program, {
    env: { PATH: process.env['PATH'], HOME: home, GORILLA_HOME: home, ...LASTING.environment },
    input: JSON.stringify(rows),
    encoding: 'utf8',
  });
  rmSync(home, { recursive: true, force: true });
  if (done.status !== 0) throw new Error(`the warm run ended with status ${done.status}: ${done.stderr}`);
  const { times, residentBytes } = JSON.parse(done.stdout) as { times: number[]; residentBytes: number };
  times.sort((a, b) => a - b);
  return {
    requests: times.length,
    p50Ms: round(quantile(times, 0.5)),
    p95Ms: round(quantile(times, 0.95)),
    maxMs: round(times.at(-1)!),
    residentMb: round(residentBytes / 1e6, 0),
  };
}

function sizes(): Record<string, number> {
  const bytes = (folder: string, test: (name: string) => boolean): number =>
    readdirSync(folder)
      .filter(test)
      .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  const packs = join(ROOT, 'packs');
  const dist = join(
    ROOT,
    'dist',
    (JSON.parse(readFileSync(join(ROOT, 'dist/build.json'), 'utf8')) as { dir: string }).dir,
  );
  return {
    packsMb: round(bytes(packs, (n) => n.endsWith('.pack')) / 1e6),
    indexMb: round(bytes(packs, (n) => !n.endsWith('.pack')) / 1e6),
    programMb: round(bytes(dist, (n) => n.endsWith('js')) / 1e6),
  };
}

if (process.argv[2] === 'check') {
  const checked = { node: process.version, ...benchCheck() };
  console.log(JSON.stringify(checked, null, 1));
  saveScores('bench-check', readDev().hash, checked);
  process.exit();
}
if (process.argv[2] === 'subtree') {
  const { hash, result } = benchSubtree();
  const subtree = { node: process.version, ...result };
  console.log(JSON.stringify(subtree, null, 1));
  saveScores('bench-subtree', hash, subtree);
  process.exit();
}
execFileSync(process.execPath, [PROGRAM, '--version'], { stdio: 'ignore' });
const started = processes();
const result = {
  node: process.version,
  processes: started,
  ratios: {
    coldOverNode: round(started.cold.medianMs / started.node.medianMs, 2),
    daemonOverNode: round(started.daemon.medianMs / started.node.medianMs, 2),
  },
  warm: warm(),
  sizes: sizes(),
};
console.log(JSON.stringify(result, null, 1));
saveScores('bench', readDev().hash, result);
