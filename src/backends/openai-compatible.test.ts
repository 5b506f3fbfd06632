import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { OpenAiCompatible } from './openai-compatible.ts';
import { backendOf } from './settings.ts';

interface Seen {
  path: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
}

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server on this machine that does one thing after the other. */
async function server(
  ...acts: ((response: ServerResponse, seen: Seen) => void)[]
): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const listening = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const one = { path: request.url!, headers: request.headers, body: JSON.parse(Buffer.concat(parts).toString()) };
    seen.push(one);
    acts[Math.min(seen.length, acts.length) - 1]!(response, one);
  });
  await new Promise<void>((settle) => listening.listen(0, '127.0.0.1', settle));
  closing.push(() => {
    listening.closeAllConnections();
    listening.close();
  });
  return { url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}/v1`, seen };
}

const say = (content: string) => (response: ServerResponse) =>
  response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }));
const fail =
  (status: number, text = '') =>
  (response: ServerResponse) => {
    response.statusCode = status;
    response.end(text);
  };
const ask = (url: string, milliseconds = 5_000, key?: string) =>
  new OpenAiCompatible({ url, model: 'm', ...(key ? { key } : {}) }).complete(
    [{ role: 'user', content: 'hello' }],
    { type: 'object' },
    AbortSignal.timeout(milliseconds),
  );

describe('OpenAiCompatible', () => {
  it('sends the messages, the schema, the key', async () => {
    const { url, seen } = await server(say('{}'));
    expect(await ask(url, 5_000, 'secret')).toBe('{}');
    expect(seen[0]).toMatchObject({
      path: '/v1/chat/completions',
      headers: { authorization: 'Bearer secret' },
      body: {
        model: 'm',
        stream: false,
        temperature: 0,
        response_format: { type: 'json_schema', json_schema: { schema: { type: 'object' } } },
      },
    });
  });

  it('asks more plainly where a server refuses a form, and remembers which it took', async () => {
    const { url, seen } = await server(fail(400), fail(422), say('{}'));
    const backend = new OpenAiCompatible({ url, model: 'm' });
    const once = () => backend.complete([], {}, AbortSignal.timeout(5_000));
    await once();
    await once();
    expect(seen.map(({ body }) => (body['response_format'] as { type: string } | undefined)?.type)).toEqual([
      'json_schema',
      'json_schema',
      'json_object',
      'json_object',
    ]);
  });

  it.each([503, 429])('tries again after %d', async (status) => {
    const { url, seen } = await server(fail(status), say('{}'));
    expect(await ask(url)).toBe('{}');
    expect(seen).toHaveLength(2);
  });

  it('tries again after a broken connection', async () => {
    const { url } = await server((response) => response.destroy(), say('{}'));
    expect(await ask(url)).toBe('{}');
  });

  it.each([
    ['401, and what it says is not passed on', fail(401, 'bad key secret'), /^it answered with status 401$/],
    ['no JSON', fail(200, '<html>'), /not JSON/],
    ['no completion', fail(200, '{"choices":[]}'), /not a chat completion/],
    ['too much', fail(200, 'x'.repeat(2_000_000)), /too long/],
    [
      'a redirect',
      (response: ServerResponse) => response.writeHead(307, { location: '/x' }).end(),
      /cannot be reached/,
    ],
  ])('%s', async (_, act, want) => {
    const { url } = await server(act);
    await expect(ask(url, 5_000, 'secret')).rejects.toThrow(want);
  });

  it('is not waited for', async () => {
    const { url } = await server(() => undefined);
    await expect(ask(url, 100)).rejects.toThrow('it did not answer in time');
  });

  it('waits no longer for a busy one than there is time', async () => {
    const { url } = await server((response) => response.writeHead(503, { 'retry-after': '60' }).end());
    await expect(ask(url, 150)).rejects.toThrow('it did not answer in time');
  });

  it('nobody listens', async () => {
    await expect(ask('http://127.0.0.1:9/v1')).rejects.toThrow('it cannot be reached');
  });
});

describe('settings', () => {
  const local = { url: 'http://127.0.0.1:8080/v1', model: 'm', keyEnv: '' };
  it('none: no backend', () => expect(backendOf({ ...local, url: '' }, {})).toBeUndefined());
  it('a local server needs no key', () => expect(backendOf(local, {})?.name).toBe('m'));
  it('a key that is not there is no fault of the configuration', async () => {
    const backend = backendOf({ ...local, keyEnv: 'MY_KEY' }, {})!;
    await expect(backend.complete([], {}, AbortSignal.timeout(1))).rejects.toThrow('MY_KEY is not set');
  });
  it.each([
    [{ ...local, url: 'localhost:8080' }, {}, /http\(s\)/],
    [{ ...local, url: 'file:///etc/passwd' }, {}, /http\(s\)/],
    [{ ...local, url: 'https://user:pass@example.org/v1' }, {}, /password/],
    [{ ...local, url: 'http://example.org/v1', keyEnv: 'MY_KEY' }, { MY_KEY: 'secret' }, /unencrypted/],
  ])('%j is refused', (config, env, want) => {
    expect(() => backendOf(config, env)).toThrow(want);
    expect(() => backendOf(config, env)).not.toThrow(/secret|pass@/);
  });
});
