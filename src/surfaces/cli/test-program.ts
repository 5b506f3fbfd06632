import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../../scripts/build.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface Ran {
  stdout: string;
  stderr: string;
  exit: number | null;
}

export interface RunOptions {
  stdin?: string | Uint8Array;
  env?: Record<string, string>;
}

/** The built program as a package installs it, over the fake engine or the shipped zoo, with folders of its own. */
export interface Program {
  /** `bin/gorilla`. */
  bin: string;
  root: string;
  env: Record<string, string>;
  run(args: string[], options?: RunOptions): Promise<Ran>;
  remove(): void;
}

export async function installProgram(zoo: 'fake' | 'shipped' = 'fake'): Promise<Program> {
  const root = mkdtempSync(join(tmpdir(), 'gorilla-program-'));
  for (const name of ['bin', 'package.json']) cpSync(join(ROOT, name), join(root, name), { recursive: true });
  const build = 'test-build';
  mkdirSync(join(root, 'home'), { mode: 0o700 });
  await bundle(join(root, 'dist', build), build, zoo === 'fake' ? 'src/surfaces/cli/fake-engine.ts' : undefined);
  if (zoo === 'shipped') for (const name of ['packs', 'node_modules']) symlinkSync(join(ROOT, name), join(root, name));
  writeFileSync(join(root, 'dist', 'build.json'), JSON.stringify({ dir: build }));
  const home = join(root, 'home');
  // Nothing of the person's own: neither folders nor the switches that a developer may have set.
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, GORILLA_NO_DAEMON: '1', TERM: 'xterm' };
  const bin = join(root, 'bin', 'gorilla');
  return {
    bin,
    root,
    env,
    run: (args, options = {}) => collected(bin, args, env, options),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function collected(bin: string, args: string[], env: Record<string, string>, options: RunOptions): Promise<Ran> {
  const child: ChildProcess = spawn(process.execPath, [bin, ...args], {
    env: { ...env, ...options.env },
    stdio: 'pipe',
  });
  const ran: Ran = { stdout: '', stderr: '', exit: null };
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    ran.stdout += part;
  });
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    ran.stderr += part;
  });
  // The program may end before it has read all: then the pipe breaks, as it should.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(options.stdin ?? '');
  return new Promise((settle, fail) => {
    child.on('error', fail);
    child.on('close', (exit) => settle({ ...ran, exit }));
  });
}
