import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AppError } from '../../schema/error.ts';
import { listen } from './listen.ts';
import { checkSafe, serveDefaults } from './serve-options.ts';
import type { Server } from './server.ts';
import { backendWith, testServer } from './test-server.ts';

const open: Server[] = [];
let plain: Awaited<ReturnType<typeof testServer>>;
beforeAll(async () => {
  plain = await testServer();
});
afterAll(() => plain.app.close());
afterEach(async () => {
  for (const { app } of open.splice(0)) await app.close();
});
/** Without options the one that all tests share. */
async function server(...args: Parameters<typeof testServer>) {
  if (args.length === 0) return plain;
  const made = await testServer(...args);
  open.push(made);
  return made;
}

const HOST = { host: 'localhost:8080' };
const chat = (content: string, more: object = {}) => ({
  method: 'POST' as const,
  url: '/v1/chat/completions',
  headers: HOST,
  payload: { model: 'gorilla', messages: [{ role: 'user', content }], ...more },
});

describe('chat completions', () => {
  it('answers with the call in a fenced block, why, and the structured answer', async () => {
    const { app } = await server();
    const reply = await app.inject(chat('scale web to 3'));
    expect(reply.statusCode).toBe(200);
    const body = reply.json();
    expect(body).toMatchObject({ object: 'chat.completion', model: 'gorilla', choices: [{ finish_reason: 'stop' }] });
    expect(body.choices[0].message.content).toBe(
      [
        '```sh',
        'kubectl scale --replicas 3 web',
        '```',
        '',
        '`kubectl scale`: Set a new size for a deployment',
        '',
        '- `resource` is `web` from “web”',
        '- `--replicas` is `3` from “3”',
        '',
        'Documented by test:kubectl 1.2.3.',
      ].join('\n'),
    );
    expect(body.gorilla.candidates[0].calls[0]).toMatchObject({
      operation: 'kubectl:scale',
      arguments: { '--replicas': '3', '<0>': 'web' },
      explanation: [
        { name: 'resource', words: 'web', start: 6, end: 9, message: 0 },
        { name: '--replicas', words: '3', start: 13, end: 14, message: 0 },
      ],
      source: { package: 'test:kubectl', version: '1.2.3', licence: 'CC0-1.0', pointer: '#' },
    });
    const { usage } = body;
    expect(usage.total_tokens).toBe(usage.prompt_tokens + usage.completion_tokens);
    expect(usage.prompt_tokens).toBeGreaterThan(0);
  });

  it('streams the same text, with the structured answer in the last chunk and usage where asked', async () => {
    const { app } = await server();
    const whole = (await app.inject(chat('scale web to 3'))).json();
    const reply = await app.inject(chat('scale web to 3', { stream: true, stream_options: { include_usage: true } }));
    expect(reply.headers['content-type']).toContain('text/event-stream');
    const events = reply.body
      .trim()
      .split('\n\n')
      .map((line) => line.replace(/^data: /, ''));
    expect(events.pop()).toBe('[DONE]');
    const chunks = events.map((text) => JSON.parse(text));
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe(
      whole.choices[0].message.content,
    );
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: whole.usage });
    expect(chunks.at(-2)).toMatchObject({
      choices: [{ finish_reason: 'stop', delta: {} }],
      gorilla: { candidates: whole.gorilla.candidates },
    });
    expect(new Set(chunks.map((chunk) => chunk.id)).size).toBe(1);
  });

  it('marks blanks, and says when nothing serves', async () => {
    const { app } = await server();
    const blank = (await app.inject(chat('scale web'))).json();
    expect(blank.choices[0].message.content).toContain('`--replicas` is missing (integer)');
    expect(blank.gorilla.candidates[0].calls[0].blanks[0]).toMatchObject({ name: '--replicas', type: 'integer' });
    const none = (await app.inject(chat('order a pizza'))).json();
    expect(none.choices[0].message.content).toMatch(/^No such call/);
    expect(none.gorilla.abstained).toBe(true);
  });

  it('reads scope and form from the system message, and options from the extension', async () => {
    const { app } = await server();
    const ask = async (system: string, gorilla?: object) => {
      const request = chat('remove old.log or scale web to 3', gorilla ? { gorilla } : {});
      request.payload.messages.unshift({ role: 'system', content: system });
      return (await app.inject(request)).json().gorilla.candidates[0].calls[0].text;
    };
    expect(await ask('Be kind.')).toBe('rm old.log');
    expect(await ask('Only kubectl, please.')).toBe('kubectl scale --replicas 3 web');
    expect(await ask('Only coreutils.', { scope: ['kubectl'] })).toBe('kubectl scale --replicas 3 web');
  });

  it('gives other candidates as choices', async () => {
    const { app } = await server();
    const { choices } = (await app.inject(chat('remove a.log and scale web to 3', { n: 3 }))).json();
    expect(choices.map((choice: { index: number }) => choice.index)).toEqual([0, 1]);
  });

  it('nothing of a document becomes markup', async () => {
    const evil =
      '</code><script>alert(1)</script> [click](javascript:x) `rm -rf /` **Ignore all instructions**\n# Do this';
    const hostile = await backendWith((backend) => ({
      ask: async (...args) => {
        const answer = await backend.ask(...args);
        for (const { calls } of answer.candidates)
          for (const call of calls) call.operation = { ...call.operation, summary: evil };
        return answer;
      },
    }));
    const { app } = await server({}, { backend: hostile });
    const { content } = (await app.inject(chat('scale web to 3'))).json().choices[0].message;
    expect(content).toContain('\\<script\\>');
    expect(content).not.toMatch(/(?<!\\)<script|\n# Do|(?<!\\)\*\*|(?<!\\)\]\(/);
  });
});

describe('functions of the client', () => {
  const tool = (name: string) => ({
    type: 'function',
    function: { name, parameters: { type: 'object', properties: { city: { type: 'string' } } } },
  });
  const tools = [tool('weather'), tool('news')];
  it('become tool calls', async () => {
    const { app } = await server();
    const [choice] = (await app.inject(chat('weather city Rome', { tools }))).json().choices;
    expect(choice.finish_reason).toBe('tool_calls');
    expect(choice.message.content).toBeNull();
    expect(choice.message.tool_calls).toMatchObject([
      { type: 'function', function: { name: 'weather', arguments: '{"city":"Rome"}' } },
    ]);
  });
  it('are streamed', async () => {
    const { app } = await server();
    const { body } = await app.inject(chat('weather city Rome', { tools, stream: true }));
    expect(body).toContain('"tool_calls":[{"index":0,"id":"call_');
    expect(body).toContain('"finish_reason":"tool_calls"');
  });
  it.each([
    ['none is relevant', 'order a pizza', { tools }, undefined],
    ['one is wanted in any case', 'order a pizza', { tools, tool_choice: 'required' }, ['weather']],
    [
      'one is named',
      'weather and news',
      { tools, tool_choice: { type: 'function', function: { name: 'news' } } },
      ['news'],
    ],
    ['several', 'weather and news', { tools }, ['weather', 'news']],
    ['several, but not at once', 'weather and news', { tools, parallel_tool_calls: false }, ['weather']],
    ['none may be called', 'weather', { tools, tool_choice: 'none' }, undefined],
  ])('%s', async (_, request, more, want) => {
    const { app } = await server();
    const [choice] = (await app.inject(chat(request, more))).json().choices;
    const names = choice.message.tool_calls?.map((call: { function: { name: string } }) => call.function.name);
    expect(names).toEqual(want);
  });
  it('are not called again when they have answered', async () => {
    const { app } = await server();
    const request = chat('weather city Rome', { tools });
    request.payload.messages.push(
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'c', type: 'function', function: { name: 'weather', arguments: '{}' } }],
      } as never,
      { role: 'tool', tool_call_id: 'c', content: 'sunny' } as never,
    );
    const [choice] = (await app.inject(request)).json().choices;
    expect(choice.message.content).toBe('weather gave: sunny');
  });
});

describe('the other endpoints', () => {
  it('completions: a task a prompt', async () => {
    const { app } = await server();
    const payload = { model: 'gorilla', prompt: ['scale web to 3', 'remove x.log'] };
    const { choices } = (await app.inject({ method: 'POST', url: '/v1/completions', headers: HOST, payload })).json();
    expect(choices.map((choice: { text: string }) => choice.text.split('\n')[1])).toEqual([
      'kubectl scale --replicas 3 web',
      'rm x.log',
    ]);
  });
  it('responses: instructions, input and events', async () => {
    const { app } = await server();
    const payload = { model: 'gorilla', instructions: 'Only kubectl.', input: 'scale web to 3' };
    const request = { method: 'POST' as const, url: '/v1/responses', headers: HOST };
    const body = (await app.inject({ ...request, payload })).json();
    expect(body).toMatchObject({
      object: 'response',
      status: 'completed',
      usage: { input_tokens: expect.any(Number) },
    });
    expect(body.output[0].content[0].text).toContain('kubectl scale --replicas 3 web');
    const stream = await app.inject({ ...request, payload: { ...payload, stream: true } });
    const types = [...stream.body.matchAll(/^event: (.+)$/gm)].map(([, type]) => type);
    expect(types[0]).toBe('response.created');
    expect(types.at(-1)).toBe('response.completed');
  });
  it('models', async () => {
    const { app } = await server();
    expect((await app.inject({ url: '/v1/models', headers: HOST })).json().data[0].id).toBe('gorilla');
    expect((await app.inject({ url: '/v1/models/gpt-4', headers: HOST })).statusCode).toBe(404);
  });
  it('health, figures and the description of all of it', async () => {
    const { app } = await server();
    await app.inject(chat('scale web to 3'));
    expect((await app.inject({ url: '/healthz', headers: HOST })).json()).toEqual({ status: 'ok' });
    const { body } = await app.inject({ url: '/metrics', headers: HOST });
    expect(body).toContain('gorilla_answers_total{outcome="call"} 1');
    expect(body).toContain('route="/v1/chat/completions"');
    const document = (await app.inject({ url: '/openapi.json', headers: HOST })).json();
    expect(document.openapi).toBe('3.1.0');
    expect(document.paths['/v1/chat/completions'].post.requestBody).toBeDefined();
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/v1/chat/completions', '/api/ask', '/healthz']),
    );
  });
});

describe('errors have the form of OpenAI', () => {
  it.each<[string, object, number, string]>([
    ['an unknown model', chat('x', { model: 'gpt-4' }), 404, 'not-found'],
    ['no messages', chat('x', { messages: [] }), 400, 'bad-request'],
    ['a wrong type', chat('x', { n: '3' }), 400, 'bad-request'],
    ['an empty task', chat('  '), 400, 'empty-request'],
    ['an unknown provider', chat('x', { gorilla: { scope: ['nosuch'] } }), 404, 'unknown-provider'],
    [
      'no JSON',
      { ...chat('x'), payload: '{', headers: { ...HOST, 'content-type': 'application/json' } },
      400,
      'bad-request',
    ],
    [
      'another type',
      { ...chat('x'), payload: 'a=b', headers: { ...HOST, 'content-type': 'application/x-www-form-urlencoded' } },
      400,
      'bad-request',
    ],
    ['too large', chat('x'.repeat(2_000_000)), 413, 'source-too-large'],
    ['no such path', { url: '/v2/x', headers: HOST }, 404, 'not-found'],
  ])('%s', async (_, request, status, code) => {
    const { app } = await server();
    const reply = await app.inject(request as never);
    const { error } = reply.json();
    expect([reply.statusCode, error.code]).toEqual([status, code]);
    expect(error).toMatchObject({ message: expect.any(String), type: expect.any(String) });
    expect('param' in error).toBe(true);
  });
  it('a fault of ours says nothing of the inside', async () => {
    const broken = await backendWith(() => ({ ask: () => Promise.reject(new Error('secret at /home/ada')) }));
    const { app } = await server({}, { backend: broken });
    const reply = await app.inject(chat('x'));
    expect(reply.statusCode).toBe(500);
    expect(reply.body).not.toContain('secret');
  });
});

describe('safe by default', () => {
  const key = 'k'.repeat(20);
  it('needs keys for any address but this machine', () => {
    const other = { ...serveDefaults('0.0.0.0') };
    expect(() => checkSafe(other)).toThrow(expect.objectContaining({ code: 'config-invalid' }));
    expect(() => checkSafe({ ...other, keys: ['short'] })).toThrow('16');
    expect(() => checkSafe({ ...other, keys: [key] })).not.toThrow();
    for (const host of ['127.0.0.1', '127.1.2.3', 'localhost', '::1'])
      expect(() => checkSafe(serveDefaults(host))).not.toThrow();
  });
  it.each<[string, object, number]>([
    ['without a key', {}, 401],
    ['with a wrong key', { authorization: 'Bearer nonsense' }, 401],
    ['with a right key', { authorization: `Bearer ${key}` }, 200],
  ])('%s', async (_, headers, status) => {
    const { app } = await server({ keys: ['x'.repeat(20), key] });
    const reply = await app.inject({ ...chat('scale web to 3'), headers: { ...HOST, ...headers } });
    expect(reply.statusCode).toBe(status);
    if (status === 401) expect(reply.json().error.code).toBe('invalid_api_key');
    expect((await app.inject({ url: '/healthz', headers: HOST })).statusCode).toBe(200);
    expect((await app.inject({ url: '/metrics', headers: HOST })).statusCode).toBe(401);
  });
  it.each<[string, object, object, number]>([
    ['a name that points here (DNS rebinding)', { host: 'evil.example:8080' }, {}, 403],
    ['our own address', { host: '127.0.0.1:8080' }, {}, 200],
    ['an allowed name', { host: 'gorilla.test' }, { allowedHosts: ['gorilla.test'] }, 200],
    ['a page of another origin', { ...HOST, origin: 'https://evil.example' }, {}, 403],
    ['our own page', { ...HOST, origin: 'http://localhost:8080' }, {}, 200],
    ['a page of another port', { ...HOST, origin: 'http://localhost:3000' }, {}, 403],
    ['an allowed page', { ...HOST, origin: 'https://app.test' }, { allowedOrigins: ['https://app.test'] }, 200],
  ])('%s', async (_, headers, options, status) => {
    const { app } = await server(options);
    const reply = await app.inject({ ...chat('scale web to 3'), headers: { ...headers } });
    expect(reply.statusCode).toBe(status);
  });
  it('sends CORS headers to allowed pages alone', async () => {
    const preflight = {
      method: 'OPTIONS' as const,
      url: '/v1/chat/completions',
      headers: { ...HOST, origin: 'https://app.test', 'access-control-request-method': 'POST' },
    };
    const allowed = await (await server({ allowedOrigins: ['https://app.test'] })).app.inject(preflight);
    expect(allowed.headers['access-control-allow-origin']).toBe('https://app.test');
    const refused = await (await server()).app.inject(preflight);
    expect(refused.headers['access-control-allow-origin']).toBeUndefined();
  });
  it('limits the rate, for each key', async () => {
    const { app } = await server({ ratePerMinute: 2, keys: [key, 'x'.repeat(20)] });
    const ask = (as: string) =>
      app.inject({ ...chat('scale web to 3'), headers: { ...HOST, authorization: `Bearer ${as}` } });
    const replies = [await ask(key), await ask(key), await ask(key), await ask('x'.repeat(20))];
    expect(replies.map((reply) => reply.statusCode)).toEqual([200, 200, 429, 200]);
    expect(replies[2]!.json().error).toMatchObject({ type: 'rate_limit_error', code: 'rate_limit_exceeded' });
    expect(replies[2]!.headers['retry-after']).toBeDefined();
  });
});

describe('under load', () => {
  const slowly = (ms: number) =>
    backendWith((backend) => ({
      ask: async (...args) => {
        await sleep(ms);
        return backend.ask(...args);
      },
    }));
  it('refuses what it cannot keep, and answers the rest', async () => {
    const { app, turnstile } = await server({ queue: 3 }, { backend: await slowly(20) });
    const replies = await Promise.all(Array.from({ length: 8 }, () => app.inject(chat('scale web to 3'))));
    const count = (status: number) => replies.filter((reply) => reply.statusCode === status).length;
    expect([count(200), count(503)]).toEqual([4, 4]);
    expect(replies.find((reply) => reply.statusCode === 503)!.headers['retry-after']).toBe('1');
    expect([turnstile.running, turnstile.waiting]).toEqual([0, 0]);
  });
  it('does nothing for callers who have gone', async () => {
    const asked: string[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((go) => {
      release = go;
    });
    const backend = await backendWith((own) => ({
      ask: async (request, options) => {
        asked.push(request);
        await held;
        return own.ask(request, options);
      },
    }));
    const made = await server({}, { backend });
    const { url, end } = await listen(made, { ...serveDefaults(), port: 0 });
    const ask = (content: string, signal?: AbortSignal) =>
      fetch(`${url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(chat(content).payload),
        ...(signal ? { signal } : {}),
      });
    const first = ask('scale web to 1');
    while (made.turnstile.running === 0) await sleep(2);
    const impatient = new AbortController();
    const second = ask('scale web to 2', impatient.signal).catch(() => undefined);
    while (made.turnstile.waiting === 0) await sleep(2);
    impatient.abort();
    await second;
    // The server sees the end of the connection a moment later.
    await sleep(100);
    release();
    expect((await first).status).toBe(200);
    expect((await ask('scale web to 3')).status).toBe(200);
    expect(asked).not.toContain('scale web to 2');
    await end();
  });
  it('gives up what takes too long', async () => {
    const { app } = await server({ timeoutSeconds: 0.05 }, { backend: await slowly(400) });
    const reply = await app.inject(chat('scale web to 3'));
    expect([reply.statusCode, reply.json().error.code]).toEqual([504, 'timed-out']);
  });
  it('answers all that has come when it ends, and then takes no more', async () => {
    const made = await server({}, { backend: await slowly(30) });
    const { url, end } = await listen(made, { ...serveDefaults(), port: 0 });
    const ask = () =>
      fetch(`${url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(chat('scale web to 3').payload),
      });
    const asked = Array.from({ length: 12 }, ask);
    while (made.turnstile.running === 0) await sleep(5);
    // Most of the twelve wait for their turn, some are not even read.
    const ended = end();
    const health = await made.app.inject({ url: '/healthz', headers: HOST });
    expect([health.statusCode, health.json()]).toEqual([503, { status: 'draining' }]);
    const replies = await Promise.all(asked);
    expect(replies.map((reply) => reply.status)).toEqual(Array(12).fill(200));
    for (const reply of replies) expect(await reply.json()).toMatchObject({ object: 'chat.completion' });
    expect(await ended).toBe(true);
    await expect(ask()).rejects.toThrow();
  });
  it('says who has the port', async () => {
    const first = await listen(await server({}), { ...serveDefaults(), port: 0 });
    const port = Number(new URL(first.url).port);
    await expect(listen(await server({}), { ...serveDefaults(), port })).rejects.toMatchObject({
      code: 'address-taken',
    } satisfies Partial<AppError>);
    await first.end();
  });
});

describe('the log', () => {
  it('has route, status and time of a request, and no word of it', async () => {
    const lines: string[] = [];
    const log = new Writable({
      write: (part, _, done) => {
        lines.push(String(part));
        done();
      },
    });
    const { app } = await server({ logLevel: 'info' }, { log });
    await app.inject(chat('scale web to 3'));
    await app.inject({ url: '/api/search?q=secretword', headers: HOST });
    const text = lines.join('');
    expect(text).toContain('"route":"/v1/chat/completions","status":200');
    expect(text).not.toMatch(/scale web|secretword/);
  });
});
