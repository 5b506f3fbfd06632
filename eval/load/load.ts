import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import fastify from 'fastify';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Different ones, so that no cache answers. */
const REQUESTS = [
  'list the pods in namespace kube-system',
  'turn on versioning for bucket acme-logs',
  'restart the deployment api in namespace prod',
  'unpack backup.tar.gz into /srv',
  'stop instance i-0abc1234def567890',
  'discard my changes in src/app.ts',
  'open an issue in acme/shop titled "Cart is empty"',
  'reboot an ec2 instance',
  'keep logs of group /aws/lambda/billing for two weeks',
  'show disk usage of /var',
  'create a stripe customer with email ada@example.com',
  'order a pizza',
];

/** Tells results of other requests apart. */
export const REQUESTS_HASH = createHash('sha256').update(REQUESTS.join('\n')).digest('hex').slice(0, 16);

const body = (content: string): string => JSON.stringify({ model: 'gorilla', messages: [{ role: 'user', content }] });

export interface Loaded {
  requests: number;
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
  /** Errors of the connection, time-outs among them, and answers that are not 2xx. */
  failed: number;
  timedOut: number;
  statuses: Record<string, number>;
}

export async function underLoad(
  url: string,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Loaded> {
  const headers = { 'content-type': 'application/json' };
  const requests = REQUESTS.map((content) => ({ method: 'POST' as const, headers, body: body(content) }));
  const result = await autocannon({
    url: `${url}/v1/chat/completions`,
    connections,
    duration: seconds,
    timeout: 30,
    requests,
  });
  return {
    requests: result['2xx'],
    requestsPerSecond: Number((result['2xx'] / result.duration).toFixed(1)),
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    maxMs: result.latency.max,
    failed: result.errors + result.non2xx,
    timedOut: result.timeouts,
    statuses: Object.fromEntries(
      Object.entries(result.statusCodeStats ?? {}).map(([code, { count }]) => [code, count ?? 0]),
    ),
  };
}

/** The same request and answer in size, and nothing between them. */
export async function bareServer(): Promise<{ url: string; close(): Promise<void> }> {
  const app = fastify();
  const answer = {
    object: 'chat.completion',
    choices: [{ message: { content: 'x'.repeat(600) } }],
    gorilla: 'x'.repeat(6000),
  };
  app.post('/v1/chat/completions', async () => answer);
  await app.listen({ port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => app.close() };
}

export interface Served {
  url: string;
  /** When it was closed. */
  residentMb(): number | null;
  /** Processor time so far: unlike a throughput it is much the same on a busy machine. Null where the system does not tell. */
  cpuMs(): number | null;
  /** Fails where the process does not end in order. */
  close(): Promise<void>;
}

/** The built program with folders of its own. */
export async function serveProcess(): Promise<Served> {
  const home = mkdtempSync(join(tmpdir(), 'gorilla-load-'));
  // The layout of the published package: a clone would look whether its sources have changed, and build anew.
  const installed = join(home, 'package');
  mkdirSync(join(installed, 'bin'), { recursive: true });
  for (const folder of ['dist', 'packs', 'node_modules']) symlinkSync(join(ROOT, folder), join(installed, folder));
  for (const file of ['bin/gorilla', 'bin/package.json', 'package.json'])
    copyFileSync(join(ROOT, file), join(installed, file));
  const program = join(installed, 'bin', 'gorilla');
  const args = [program, 'serve', '--port', '0', '--rate', '0', '--log', 'error'];
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], HOME: home, GORILLA_HOME: home },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const ended = new Promise<number | null>((settle) => child.on('close', settle));
  let said = '';
  const url = await new Promise<string>((settle, fail) => {
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      said += part;
      const found = /Listening: (\S+) /.exec(said)?.[1];
      if (found) settle(found);
    });
    void ended.then((status) => fail(new Error(`gorilla serve ended with ${status}: ${said}`)));
  });
  let resident: number | null = null;
  return {
    url,
    residentMb: () => resident,
    cpuMs: () => cpuMs(child.pid!),
    close: async () => {
      resident = residentMb(child.pid!);
      child.kill('SIGTERM');
      const status = await ended;
      rmSync(home, { recursive: true, force: true });
      if (status !== 0) throw new Error(`gorilla serve ended with ${status}: ${said}`);
    },
  };
}

/** As Linux tells it; null elsewhere. */
function residentMb(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  const kb = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return kb ? Math.round(Number(kb) / 1024) : null;
}

/** User and system time in ticks of 10 ms: fields 14 and 15 of proc(5), counted behind the program's name. */
function cpuMs(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
