import { spawn } from 'node:child_process';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installProgram, type Program } from '../cli/test-program.ts';

let program: Program;
beforeAll(async () => {
  program = await installProgram();
}, 240_000);
afterAll(() => program?.remove());

interface Said {
  isError: boolean;
  text: string;
  value: unknown;
}

async function called(client: Client, name: string, input: Record<string, unknown>): Promise<Said> {
  const result = await client.callTool({ name, arguments: input });
  const [first] = result.content as { type: string; text: string }[];
  return { isError: result.isError === true, text: first?.text ?? '', value: result.structuredContent };
}

describe('gorilla mcp, over stdin and stdout', () => {
  const client = new Client({ name: 'test', version: '1' });
  const ask = (name: string, input: Record<string, unknown>) => called(client, name, input);

  beforeAll(async () => {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [program.bin, 'mcp'],
      env: program.env,
      stderr: 'pipe',
    });
    await client.connect(transport);
    // The client checks every structured result against the schemas that it has seen.
    await client.listTools();
  });
  afterAll(() => client.close());

  it('offers four tools that only read, each said in a sentence', async () => {
    const { tools } = await client.listTools();
    expect(tools.map((tool) => tool.name)).toEqual(['search', 'build_call', 'check_call', 'show_operation']);
    for (const { annotations, outputSchema, description } of tools) {
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false, openWorldHint: false });
      expect(outputSchema?.type).toBe('object');
      expect(description?.length).toBeLessThan(140);
    }
    // What an agent pays for in each turn.
    expect(JSON.stringify(tools).length).toBeLessThan(9_000);
  });

  it('search', async () => {
    const { value, text } = await ask('search', { words: 'remove files' });
    expect(value).toMatchObject({
      operations: [{ operation: 'coreutils:rm', calledAs: { cli: 'rm' }, destructive: true }],
    });
    expect(JSON.parse(text)).toEqual(value);
  });

  it('build_call: the call, the words behind it, its blanks', async () => {
    expect(await ask('build_call', { task: 'scale web to 3' })).toMatchObject({
      isError: false,
      value: {
        found: true,
        calls: [{ operation: 'kubectl:scale', text: 'kubectl scale --replicas 3 web', because: { '--replicas': '3' } }],
      },
    });
    expect((await ask('build_call', { task: 'scale web' })).value).toMatchObject({
      calls: [{ text: 'kubectl scale --replicas <replicas> web', blanks: [{ name: '--replicas', type: 'integer' }] }],
    });
    expect((await ask('build_call', { task: 'issue "Broken" in a/b', style: 'curl' })).value).toMatchObject({
      calls: [{ text: expect.stringMatching(/^curl .*api.github.com.repos.a.b.issues/) }],
    });
    expect((await ask('build_call', { task: 'brew some coffee' })).value).toMatchObject({ found: false, calls: [] });
  });

  it.each([
    ['rm -r /tmp/x', 'correct', undefined],
    ['kubectl scale web --replicsa 3', 'wrong', 'kubectl scale web --replicas 3'],
    ['kubectl scale web --replicas 3 --dry-run sever', 'wrong', 'kubectl scale web --replicas 3 --dry-run server'],
    ['frobnicate --all', 'unknown', undefined],
    ['rm x; frobnicate', 'unknown', undefined],
  ])('check_call: %s', async (text, verdict, corrected) => {
    const { value } = await ask('check_call', { text });
    expect(value).toMatchObject({ verdict, ...(corrected ? { corrected } : {}) });
  });

  it('check_call: a known program has no such command', async () => {
    expect((await ask('check_call', { text: 'kubectl scalee web --replicas 3' })).value).toMatchObject({
      verdict: 'wrong',
      calls: [{ near: ['kubectl scale'] }],
    });
  });

  it('check_call says that a call destroys', async () => {
    expect((await ask('check_call', { text: 'rm x' })).value).toMatchObject({ calls: [{ destructive: true }] });
  });

  it('show_operation: by id, by path', async () => {
    const { value } = await ask('show_operation', { operation: 'kubectl scale', about: 'namespace' });
    expect(value).toMatchObject({
      operations: [{ operation: 'kubectl:scale', omitted: 0, source: 'test:kubectl 1.2.3' }],
    });
    const [shown] = (value as { operations: { parameters: { name: string }[] }[] }).operations;
    expect(shown?.parameters.map(({ name }) => name)).toEqual(['resource', '--replicas', '--namespace', '--dry-run']);
  });

  it.each([
    ['show_operation', { operation: 'kubectl scael' }, /unknown-operation.*tool search/s],
    ['build_call', { task: 'scale web', providers: ['kubctl'] }, /unknown-provider.*Did you mean kubectl/s],
    ['build_call', {}, /task/],
    ['build_call', { task: 'x', surface: 'carrier pigeon' }, /surface/],
  ])('%s %j: an error that says how to mend', async (name, input, want) => {
    const said = await ask(name, input);
    expect(said.isError).toBe(true);
    expect(said.text).toMatch(want);
    expect(said.text).not.toMatch(/\n\s+at /);
  });
});

it('ends when the client goes', async () => {
  const child = spawn(process.execPath, [program.bin, 'mcp'], { env: program.env, stdio: 'pipe' });
  child.stdin.end();
  expect(await new Promise((settle) => child.on('close', settle))).toBe(0);
});

describe('gorilla mcp --http', () => {
  let url: URL;
  let stop: () => Promise<unknown>;
  beforeAll(async () => {
    const child = spawn(process.execPath, [program.bin, 'mcp', '--http', '--port', '0'], { env: program.env });
    const ended = new Promise((settle) => child.on('close', settle));
    stop = () => {
      child.kill('SIGTERM');
      return ended;
    };
    url = await new Promise((settle, fail) => {
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        const found = /http:\S+/.exec(text);
        if (found) settle(new URL(found[0]));
        else fail(new Error(text));
      });
    });
  });

  it('answers an official client', async () => {
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(new StreamableHTTPClientTransport(url));
    const said = await Promise.all(['a', 'b', 'c'].map((x) => called(client, 'build_call', { task: `remove ${x}` })));
    expect(said.map(({ value }) => (value as { calls: { text: string }[] }).calls[0]?.text)).toEqual([
      'rm a',
      'rm b',
      'rm c',
    ]);
    await client.close();
  });

  const post = (headers: Record<string, string>, body: string, path = '/mcp') =>
    fetch(new URL(path, url), { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  const both = { accept: 'application/json, text/event-stream' };
  const ping = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });

  it.each([
    ['a page of elsewhere', { ...both, origin: 'https://evil.example' }, ping, '/mcp', 403],
    ['a page of this machine', { ...both, origin: 'http://localhost:3000' }, ping, '/mcp', 200],
    ['no page', both, ping, '/mcp', 200],
    ['an origin without a host', { ...both, origin: 'null' }, ping, '/mcp', 403],
    ['another path', both, ping, '/', 404],
    ['no JSON', both, '{', '/mcp', 400],
    ['too much', both, 'x'.repeat(300_000), '/mcp', 413],
  ])('%s', async (_, headers, body, path, status) => {
    expect((await post(headers, body, path)).status).toBe(status);
  });

  it('ends when told', async () => expect(await stop()).toBe(0));
});
