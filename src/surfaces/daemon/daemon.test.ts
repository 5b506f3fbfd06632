import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../schema/error.ts';
import { installProgram, type Program } from '../cli/test-program.ts';
import { askDaemon } from './client.ts';
import { type DaemonStatus, MAX_MESSAGE_BYTES } from './protocol.ts';
import { Daemon, type DaemonWork } from './server.ts';

const posix = process.platform !== 'win32';
const BUILD = 'one';

let folder: string;
let made: Daemon[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gorilla-daemon-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  for (const daemon of made) daemon.end();
  made = [];
});

const work: DaemonWork = {
  operations: () => 4,
  run: async ({ argv }) => {
    // The longer the word, the sooner it is ready: order must not depend on it.
    await new Promise((go) => setTimeout(go, 30 - 10 * Math.min(3, argv[0]?.length ?? 0)));
    return { out: `${argv.join(' ')}\n`, err: '', exit: 0 };
  },
  call: async () => {
    throw new AppError('unknown-operation', 'No.', 'Mend it.');
  },
};

let count = 0;
const place = () =>
  posix ? join(folder, `d${count++}`, 's.sock') : `\\\\.\\pipe\\gorilla-test-${process.pid}-${count++}`;

function daemonAt(socketPath: string, settings: { build?: string; idleMinutes?: number; onEnd?(): void } = {}): Daemon {
  const daemon = new Daemon(work, { socketPath, build: BUILD, idleMinutes: 1, onEnd: () => undefined, ...settings });
  made.push(daemon);
  return daemon;
}

const terminal = { env: {}, outIsTerminal: false, errIsTerminal: false, width: 80 };
const runAt = (socketPath: string, word: string, build = BUILD) =>
  askDaemon(socketPath, build, { kind: 'run', argv: [word], terminal }, 2_000);
const ranWith = (out: string) => ({ kind: 'ran', out: `${out}\n`, err: '', exit: 0 });

describe('Daemon', () => {
  it('answers several clients at once', async () => {
    const at = place();
    expect(await daemonAt(at).start()).toBe(true);
    const words = ['a', 'bb', 'ccc', 'dddd'];
    expect(await Promise.all(words.map((word) => runAt(at, word)))).toEqual(words.map(ranWith));
    expect(await askDaemon(at, BUILD, { kind: 'call', method: 'show', args: [] }, 2_000)).toEqual({
      kind: 'error',
      code: 'unknown-operation',
      message: 'No.',
      hint: 'Mend it.',
    });
  });

  it('answers the messages of one client in order', async () => {
    const at = place();
    await daemonAt(at).start();
    const socket = connect(at);
    for (const word of ['a', 'bb', 'ccc'])
      socket.write(`${JSON.stringify({ v: 1, build: BUILD, kind: 'run', argv: [word], terminal })}\n`);
    let received = '';
    for await (const part of socket.setEncoding('utf8')) {
      received += part;
      if (received.split('\n').length > 3) break;
    }
    expect(
      received
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).out.trim()),
    ).toEqual(['a', 'bb', 'ccc']);
  });

  it.runIf(posix)('listens where only its user may come', async () => {
    const at = place();
    await daemonAt(at).start();
    expect(statSync(dirname(at)).mode & 0o777).toBe(0o700);
    expect(statSync(at).mode & 0o777).toBe(0o600);
  });

  it.runIf(posix)('refuses a folder that others may write to', async () => {
    const at = place();
    mkdirSync(dirname(at), { mode: 0o777 });
    const { chmodSync } = await import('node:fs');
    chmodSync(dirname(at), 0o777);
    await expect(daemonAt(at).start()).rejects.toMatchObject({ code: 'permission' });
  });

  it('leaves the place to the one that is there', async () => {
    const at = place();
    const daemons = [daemonAt(at), daemonAt(at), daemonAt(at)];
    const started = await Promise.all(daemons.map((daemon) => daemon.start()));
    expect(started.filter(Boolean)).toHaveLength(1);
    expect(await runAt(at, 'x')).toEqual(ranWith('x'));
  });

  it.runIf(posix)('takes the place of a killed one', async () => {
    const at = place();
    mkdirSync(dirname(at), { mode: 0o700 });
    const script = `require('node:net').createServer().listen(${JSON.stringify(at)}, () => process.kill(process.pid, 'SIGKILL'))`;
    await new Promise((go) => spawn(process.execPath, ['-e', script]).on('exit', go));
    writeFileSync(`${at}.lock`, '999999999');
    expect(existsSync(at)).toBe(true);
    expect(await runAt(at, 'x')).toBe('absent');
    expect(await daemonAt(at).start()).toBe(true);
    expect(await runAt(at, 'x')).toEqual(ranWith('x'));
    expect(existsSync(`${at}.lock`)).toBe(false);
  });

  it('ends when it is of another build, and the new one takes over', async () => {
    const at = place();
    const ended = new Promise<void>((go) => void daemonAt(at, { build: 'old', onEnd: go }).start());
    await expect.poll(() => askDaemon(at, 'old', { kind: 'status' }, 500)).toMatchObject({ kind: 'value' });
    expect(await runAt(at, 'x')).toBe('stale');
    await ended;
    expect(await daemonAt(at).start()).toBe(true);
    expect(await runAt(at, 'x')).toEqual(ranWith('x'));
  });

  it('ends when idle, and takes its socket with it', async () => {
    const at = place();
    const ended = new Promise<void>((go) => void daemonAt(at, { idleMinutes: 0.003, onEnd: go }).start());
    await expect.poll(() => runAt(at, 'x')).toEqual(ranWith('x'));
    await ended;
    expect(await runAt(at, 'x')).toBe('absent');
    if (posix) expect(existsSync(at)).toBe(false);
  });

  it('bears noise: no JSON, too much, a client that goes', async () => {
    const at = place();
    await daemonAt(at).start();
    const say = async (text: string) => {
      const socket = connect(at);
      socket.on('error', () => undefined);
      socket.write(text);
      let received = '';
      for await (const part of socket.setEncoding('utf8')) {
        received += part;
        if (received.includes('\n')) break;
      }
      return JSON.parse(received);
    };
    expect(await say('GET / HTTP/1.1\n')).toMatchObject({ kind: 'error' });
    expect(await say('x'.repeat(MAX_MESSAGE_BYTES + 1))).toMatchObject({ kind: 'error', code: 'request-too-long' });
    connect(at)
      .on('error', () => undefined)
      .destroy();
    expect(await runAt(at, 'x')).toEqual(ranWith('x'));
  });
});

describe('askDaemon', () => {
  it('gives up on one that is silent or talks nonsense', async () => {
    const at = place();
    if (posix) mkdirSync(dirname(at));
    let answer: string | undefined;
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      if (answer) socket.write(answer);
    }).listen(at);
    await new Promise((go) => server.once('listening', go));
    expect(await askDaemon(at, BUILD, { kind: 'status' }, 50)).toBe('silent');
    answer = 'what?\n';
    expect(await askDaemon(at, BUILD, { kind: 'status' }, 500)).toBe('broken');
    server.close();
  });
});

describe('the program with its daemon', () => {
  let program: Program;
  let env: Record<string, string>;
  beforeAll(async () => {
    program = await installProgram();
    env = { GORILLA_NO_DAEMON: '', GORILLA_IDLE_MINUTES: '0.5' };
  });
  afterAll(async () => {
    await program?.run(['daemon', 'stop'], { env });
    program?.remove();
  });
  const status = async (): Promise<Partial<DaemonStatus> & { running: boolean }> =>
    JSON.parse((await program.run(['daemon', 'status', '--json'], { env })).stdout);

  it('is started by a request, answers the next one, and stops', async () => {
    expect((await status()).running).toBe(false);
    const cold = await program.run(['say', 'hello'], { env });
    expect(cold).toMatchObject({ stdout: 'echo hello\n', exit: 0 });
    await expect.poll(async () => (await status()).running, { timeout: 10_000 }).toBe(true);
    const warm = await program.run(['say', 'hello'], { env });
    expect(warm).toEqual(cold);
    expect(await program.run(['scale', 'web'], { env })).toMatchObject({
      stdout: 'kubectl scale --replicas <replicas> web\n',
      exit: 10,
    });
    expect(await program.run(['show', 'no', 'such'], { env })).toMatchObject({ stdout: '', exit: 2 });
    expect(await status()).toMatchObject({ requests: 3, operations: 4 });
    // Not this one: it works by itself.
    await program.run(['--no-daemon', 'say', 'hello'], { env });
    expect((await status()).requests).toBe(3);
    await program.run(['daemon', 'stop'], { env });
    expect((await status()).running).toBe(false);
  });

  it('is one, however many start it at once', async () => {
    await Promise.all([1, 2, 3].map(() => program.run(['daemon', 'start'], { env })));
    const first = await status();
    expect(first.running).toBe(true);
    await program.run(['daemon', 'start'], { env });
    expect((await status()).pid).toBe(first.pid);
    await program.run(['daemon', 'stop'], { env });
  });

  it('is not started on a CI machine', async () => {
    await program.run(['say', 'hello'], { env: { ...env, CI: 'true' } });
    await new Promise((go) => setTimeout(go, 300));
    expect((await status()).running).toBe(false);
  });
});
