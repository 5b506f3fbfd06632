import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { setConfig } from './config.ts';
import { openEngine } from './fake-engine.ts';
import { withBackend } from './with-backend.ts';

const engine = await openEngine();
const reply = {
  calls: [
    {
      operation: 'kubectl:scale',
      arguments: [
        { name: 'resource', value: 'web', words: 'web' },
        { name: '--replicas', value: '3', words: '3' },
        { name: '--namespace', value: 'shop', words: 'shop' },
      ],
    },
  ],
};
let server: Server;
let requests: { key: string | undefined; model: string }[] = [];
let folder: string;
let file: string;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    requests.push({ key: request.headers.authorization, model: JSON.parse(body).model });
    response.end(JSON.stringify({ choices: [{ message: { content: JSON.stringify(reply) } }] }));
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  requests = [];
  folder = mkdtempSync(join(tmpdir(), 'gorilla-backend-'));
  file = join(folder, 'config.json');
  return () => rmSync(folder, { recursive: true, force: true });
});
const on = () => setConfig(file, 'backend.url', `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
const text = (answer: Awaited<ReturnType<typeof engine.ask>>) => answer.candidates[0]?.calls[0]?.rendered.text;

it('is off by default, and follows the configuration while the process runs', async () => {
  const ask = withBackend(engine, file, { MY_KEY: 'secret' });
  const task = 'in shop scale web to 3';
  expect(text(await ask(task))).toBe('kubectl scale --replicas 3 web');
  expect(requests).toEqual([]);
  on();
  setConfig(file, 'backend.model', 'large');
  setConfig(file, 'backend.keyEnv', 'MY_KEY');
  expect(text(await ask(task))).toBe('kubectl scale --replicas 3 --namespace shop web');
  expect(requests).toEqual([{ key: 'Bearer secret', model: 'large' }]);
  setConfig(file, 'backend.keyEnv', undefined);
  await ask(task);
  expect(requests[1]).toEqual({ key: undefined, model: 'large' });
  setConfig(file, 'backend.url', undefined);
  expect((await ask(task)).backend).toBeUndefined();
  expect(requests).toHaveLength(2);
});

it('opens no connection offline', async () => {
  on();
  expect(text(await withBackend(engine, file)('scale web to 3', { offline: true }))).toBe(
    'kubectl scale --replicas 3 web',
  );
  expect(requests).toEqual([]);
});

it('without its key answers all the same, and says why', async () => {
  on();
  setConfig(file, 'backend.keyEnv', 'NO_SUCH_KEY');
  const answer = await withBackend(engine, file, {})('scale web to 3');
  expect(text(answer)).toBe('kubectl scale --replicas 3 web');
  expect(answer.backend).toMatchObject({ used: false, why: expect.stringContaining('NO_SUCH_KEY is not set') });
});

it.each([
  ['backend.url', 'localhost:8080'],
  ['backend.keyEnv', 'sk-proj-abc'],
  ['backend.seconds', '0'],
])('gorilla config set %s %s is refused', (name, value) => {
  expect(() => setConfig(file, name, value)).toThrow(name);
});
