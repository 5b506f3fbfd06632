/** The background process: opens the zoo once, then answers until nobody asks any more. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasOption } from '../cli/argv.ts';
import { effectiveConfig, loadConfig } from '../cli/config.ts';
import type { Context } from '../cli/context.ts';
import { openEngine } from '../cli/open-engine.ts';
import { type Paths, pathsFrom, rootOf } from '../cli/paths.ts';
import { runCommand } from '../cli/program.ts';
import { LocalService, SERVICE_METHODS } from '../cli/service.ts';
import { collectingTerminal } from '../cli/terminal.ts';
import { Daemon, type DaemonWork } from './server.ts';

declare const __BUILD__: string;
declare const __VERSION__: string;

/** Changes when packs are built anew or the person teaches the zoo something. */
const stampOf = (paths: Paths) =>
  [paths.packs, join(paths.data, 'zoo')]
    .map((folder) => statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    .join(':');

export async function workOn(paths: Paths): Promise<DaemonWork> {
  let stamp = stampOf(paths);
  let engine = await openEngine(paths);
  let service = new LocalService(engine);
  const fresh = async () => {
    const now = stampOf(paths);
    if (now === stamp) return service;
    const next = await openEngine(paths);
    engine.close();
    [engine, service, stamp] = [next, new LocalService(next), now];
    return service;
  };
  return {
    operations: () => engine.zoo.size,
    run: async ({ argv, terminal: state }) => {
      const terminal = collectingTerminal(state);
      const context: Context = {
        terminal,
        paths,
        exit: 0,
        config: () => effectiveConfig(paths.config, hasOption(argv, '--offline')),
        service: fresh,
      };
      const exit = await runCommand(argv, context, __VERSION__);
      return { ...terminal.written, exit };
    },
    call: async (method, args) => {
      const known = SERVICE_METHODS.find((each) => each === method);
      if (!known) throw new Error(`no method ${method}`);
      const now = await fresh();
      // Both ends are one build: the arguments are what the method's type says.
      const run = now[known].bind(now) as (...given: unknown[]) => Promise<unknown>;
      return run(...args);
    },
  };
}

async function start(): Promise<void> {
  const paths = pathsFrom(process.env, rootOf(fileURLToPath(import.meta.url)));
  const daemon = new Daemon(await workOn(paths), {
    socketPath: paths.socket,
    build: __BUILD__,
    idleMinutes: Number(process.env['GORILLA_IDLE_MINUTES']) || loadConfig(paths.config).idleMinutes,
    onEnd: () => process.exit(0),
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => daemon.end());
  if (!(await daemon.start())) process.exit(0);
}

await start();
