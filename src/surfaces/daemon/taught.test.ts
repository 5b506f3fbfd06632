import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bundlePage } from '../../../scripts/build.mjs';
import { installProgram, type Program } from '../cli/test-program.ts';
import type { DaemonStatus } from './protocol.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const BAKERY = join(ROOT, 'fixtures', 'taught', 'bakery.yaml');
const REQUEST = 'list the sourdough loaves proving in oven 7 of the Zwiebelbrot bakery';
const OPERATION = 'bakery:listSourdoughs';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/** The built program over the shipped zoo, as processes: what one of them is taught, those that run already know. */
describe.skipIf(!existsSync(join(ROOT, 'packs', 'catalog.bin')))('what is taught while others run', () => {
  let program: Program;
  let env: Record<string, string>;
  beforeAll(async () => {
    program = await installProgram('shipped');
    await bundlePage(join(program.root, 'dist', 'test-build', 'web'));
    const xdg = ['DATA', 'STATE', 'CONFIG', 'CACHE'].map((kind) => [
      `XDG_${kind}_HOME`,
      join(program.root, 'xdg', kind.toLowerCase()),
    ]);
    env = { ...Object.fromEntries(xdg), GORILLA_IDLE_MINUTES: '5' };
  });
  afterAll(async () => {
    await run('daemon', 'stop');
    program.remove();
  });
  /** With a daemon where one runs. */
  const run = (...args: string[]) => program.run(args, { env: { ...env, GORILLA_NO_DAEMON: '' } });
  const done = async (...args: string[]) => {
    const ran = await run(...args);
    expect(ran).toMatchObject({ exit: 0 });
    return ran.stdout;
  };
  const status = async (): Promise<DaemonStatus & { running: boolean }> =>
    JSON.parse(await done('daemon', 'status', '--json'));
  const teach = () => done('teach', BAKERY, '--name', 'bakery');

  /** The operation that the daemon `pid` answers with, and not a process of the request's own. */
  async function answered(pid: number): Promise<string | undefined> {
    const before = await status();
    const { stdout } = await run('--json', REQUEST);
    expect(await status()).toMatchObject({ pid, requests: before.requests + 1 });
    return JSON.parse(stdout).candidates[0]?.calls[0]?.operation;
  }

  it('the daemon that was started answers with it, and without it when it is forgotten', async () => {
    await done('daemon', 'start');
    const { pid, operations } = await status();
    expect(await answered(pid)).not.toBe(OPERATION);
    await teach();
    expect(await answered(pid)).toBe(OPERATION);
    expect((await status()).operations).toBe(operations + 1);
    expect((await run(REQUEST)).stdout).toContain('/ovens/7/sourdoughs');
    await done('forget', 'bakery');
    expect(await answered(pid)).not.toBe(OPERATION);
    await done('daemon', 'stop');
  });

  it('the daemon that a request started does so too', async () => {
    expect((await status()).running).toBe(false);
    await run(REQUEST);
    await expect.poll(async () => (await status()).running, { timeout: 60_000 }).toBe(true);
    const { pid } = await status();
    await teach();
    expect(await answered(pid)).toBe(OPERATION);
    await done('forget', 'bakery');
    expect(await answered(pid)).not.toBe(OPERATION);
  });

  it('an installed tool is asked for as the shipped description of it was', async () => {
    const bin = join(program.root, 'tools');
    mkdirSync(bin);
    const help = [
      ['describe', 'Show details of a specific resource or group of resources', 'TYPE [NAME]'],
      ['get', 'Display one or many resources', 'TYPE [NAME]'],
    ] as const;
    const root = `Commands:\n${help.map(([name, about]) => `  ${name}   ${about}`).join('\n')}\n\nUsage:\n  kubectl [command]\n`;
    const pages = help.map(
      ([name, about, places]) => `"${name} --help") echo '${about}\n\nUsage:\n  kubectl ${name} ${places}\n' ;;`,
    );
    const script = `#!/bin/sh\ncase "$*" in\n"--help") echo '${root}' ;;\n${pages.join('\n')}\nesac\n`;
    writeFileSync(join(bin, 'kubectl'), script, { mode: 0o755 });
    const own = { env: { ...env, PATH: `${bin}:${process.env['PATH']}` } };
    expect((await program.run(['teach', '--cli', 'kubectl'], own)).stdout).toContain(
      'They stand in for what is shipped',
    );
    expect(await program.run(['describe pod checkout-5d9f'], own)).toMatchObject({
      exit: 0,
      stdout: 'kubectl describe pod checkout-5d9f\n',
    });
    await done('forget', 'kubectl');
  });

  it('a server does so too', async () => {
    const child = spawn(process.execPath, [program.bin, 'serve', '--port', '0', '--log', 'silent'], {
      env: { ...program.env, ...env },
    });
    const ended = new Promise<number | null>((settle) => child.on('close', settle));
    const url = await new Promise<string>((settle, fail) => {
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (part: string) => {
        said += part;
        const found = /Listening: (\S+) /.exec(said)?.[1];
        if (found) settle(found);
      });
      void ended.then((exit) => fail(new Error(`ended with ${exit}: ${said}`)));
    });
    const operation = async (): Promise<string | undefined> => {
      const reply = await fetch(`${url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'gorilla', messages: [{ role: 'user', content: REQUEST }] }),
      });
      expect(reply.status).toBe(200);
      const { gorilla } = (await reply.json()) as { gorilla: { candidates: { calls: { operation: string }[] }[] } };
      return gorilla.candidates[0]?.calls[0]?.operation;
    };
    expect(await operation()).not.toBe(OPERATION);
    await teach();
    expect(await operation()).toBe(OPERATION);
    await done('forget', 'bakery');
    expect(await operation()).not.toBe(OPERATION);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});
