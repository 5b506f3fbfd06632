import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundlePage } from '../../../scripts/build.mjs';
import { installProgram, type Program } from '../cli/test-program.ts';

/** The built program, as a process: what only there can be seen. */

let program: Program;
beforeAll(async () => {
  program = await installProgram();
  await bundlePage(join(program.root, 'dist', 'test-build', 'web'));
}, 120_000);
afterAll(() => program.remove());

interface Running {
  child: ChildProcess;
  url: string;
  out(): string;
  err(): string;
  ended: Promise<number | null>;
}

async function serve(...args: string[]): Promise<Running> {
  const child = spawn(process.execPath, [program.bin, 'serve', '--port', '0', ...args], { env: program.env });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    said.out += part;
  });
  const ended = new Promise<number | null>((settle) => child.on('close', settle));
  const url = await new Promise<string>((settle, fail) => {
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      said.err += part;
      const found = /Listening: (\S+) /.exec(said.err)?.[1];
      if (found) settle(found);
    });
    void ended.then((status) => fail(new Error(`ended with ${status}: ${said.err}`)));
  });
  return { child, url, out: () => said.out, err: () => said.err, ended };
}

const ask = (url: string, content = 'scale web to 3') =>
  fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gorilla', messages: [{ role: 'user', content }] }),
  });

describe('gorilla serve', { timeout: 120_000 }, () => {
  it('answers, serves the page, logs no text, and ends on SIGTERM with nothing lost', async () => {
    const { child, url, out, err, ended } = await serve();
    expect(await (await ask(url)).text()).toContain('kubectl scale --replicas 3 web');
    expect(await (await fetch(url)).text()).toContain('<title>Gorilla</title>');
    expect((await fetch(url)).headers.get('content-security-policy')).toContain("default-src 'none'");
    const asked = Array.from({ length: 32 }, () => ask(url));
    await sleep(10);
    child.kill('SIGTERM');
    const replies = await Promise.all(asked);
    expect(replies.map((reply) => reply.status)).toEqual(Array(32).fill(200));
    expect(await ended).toBe(0);
    expect(err()).toContain('every request was answered');
    expect(out()).toContain('"route":"/v1/chat/completions","status":200');
    expect(out()).not.toContain('scale web');
  });

  it.each([
    ['another address without keys', ['--host', '0.0.0.0'], {}, 7, 'GORILLA_SERVE_KEYS'],
    ['a key that can be guessed', ['--host', '0.0.0.0'], { GORILLA_SERVE_KEYS: 'secret' }, 7, 'fewer than 16'],
    ['a file of keys that is not there', ['--key-file', '/nowhere/keys'], {}, 7, '/nowhere/keys'],
    ['no port', ['--port', '99999'], {}, 2, '65535'],
  ])('refuses %s', async (_, args, env, exit, words) => {
    const ran = await program.run(['serve', ...args], { env });
    expect([ran.exit, ran.stderr]).toEqual([exit, expect.stringContaining(words)]);
  });

  it('says that the port is taken', async () => {
    const { child, url, ended } = await serve('--log', 'silent');
    const ran = await program.run(['serve', '--port', new URL(url).port]);
    expect([ran.exit, ran.stderr]).toEqual([11, expect.stringContaining('address-taken')]);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});
