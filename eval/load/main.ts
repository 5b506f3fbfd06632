/**
 * npm run bench:serve: `gorilla serve` under load, as it is built, over the real zoo: 32 connections that ask without a pause, for 60 s. No request may
 * fail, and the slowest hundredth may take at most ten times the median. Beside it a bare fastify server under the same load, for the share of
 * the throughput that is the answering itself. Writes eval/scores/serve.json.
 *
 *     npm run bench:serve -- [--seconds 60] [--connections 32] [--no-save]
 */
import { parseArgs } from 'node:util';
import { saveScores } from '../requests/dev.ts';
import { bareServer, type Loaded, REQUESTS_HASH, serveProcess, underLoad } from './load.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    connections: { type: 'string', default: '32' },
    'no-save': { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
const connections = Number(values.connections);

const MOST_P99_TO_P50 = 10;

const bare = await bareServer();
const bareLoad = await underLoad(bare.url, { connections, seconds: Math.min(10, seconds) });
await bare.close();

const served = await serveProcess();
let load: Loaded;
let cpu = 0;
try {
  const before = served.cpuMs() ?? 0;
  load = await underLoad(served.url, { connections, seconds });
  cpu = (served.cpuMs() ?? 0) - before;
} finally {
  await served.close();
}

const ratio = Number((load.p99Ms / load.p50Ms).toFixed(2));
const faults = [
  load.failed > 0 ? `${load.failed} requests failed` : '',
  ratio > MOST_P99_TO_P50 ? `p99 is ${ratio} times p50` : '',
].filter(Boolean);
const scores = {
  connections,
  seconds,
  serve: load,
  p99ToP50: ratio,
  bare: bareLoad,
  shareOfBare: Number((load.requestsPerSecond / bareLoad.requestsPerSecond).toFixed(4)),
  cpuMsPerRequest: Number((cpu / Math.max(1, load.requests + load.failed)).toFixed(1)),
  residentMb: served.residentMb(),
};
process.stdout.write(`${JSON.stringify(scores, null, 2)}\n`);
if (!values['no-save']) saveScores('serve', REQUESTS_HASH, scores);
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
