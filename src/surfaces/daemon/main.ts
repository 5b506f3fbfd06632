/** The background process: opens the zoo once, then answers until nobody asks any more. */
import { fileURLToPath } from 'node:url';
import { hasOption } from '../cli/argv.ts';
import { effectiveConfig, loadConfig } from '../cli/config.ts';
import type { Context } from '../cli/context.ts';
import { openEngine } from '../cli/open-engine.ts';
import { type Paths, pathsFrom, rootOf } from '../cli/paths.ts';
import { runCommand } from '../cli/program.ts';
import { ReopeningEngine, stampOf } from '../cli/reopening.ts';
import { LocalService, SERVICE_METHODS } from '../cli/service.ts';
import { collectingTerminal } from '../cli/terminal.ts';
import { staySmall } from '../lasting.ts';
import { Daemon, type DaemonWork } from './server.ts';

declare const __BUILD__: string;
declare const __VERSION__: string;

export async function workOn(paths: Paths): Promise<DaemonWork> {
  const reopening = new ReopeningEngine(
    () => openEngine(paths, true),
    () => stampOf(paths),
  );
  const sizeOf = () => reopening.using(async ({ zoo }) => zoo.size);
  // A broken zoo is found now, and the first request finds everything loaded.
  let operations = await sizeOf();
  return {
    operations: () => operations,
    run: ({ argv, terminal: state }) =>
      reopening.using(async (engine) => {
        operations = engine.zoo.size;
        const terminal = collectingTerminal(state);
        const context: Context = {
          terminal,
          paths,
          exit: 0,
          config: () => effectiveConfig(paths.config, hasOption(argv, '--offline')),
          service: async () => new LocalService(engine),
        };
        const exit = await runCommand(argv, context, __VERSION__);
        return { ...terminal.written, exit };
      }),
    call: (method, args) =>
      reopening.using(async (engine) => {
        const known = SERVICE_METHODS.find((each) => each === method);
        if (!known) throw new Error(`no method ${method}`);
        const service = new LocalService(engine);
        // Both ends are one build: the arguments are what the method's type says.
        const run = service[known].bind(service) as (...given: unknown[]) => Promise<unknown>;
        return run(...args);
      }),
  };
}

async function start(): Promise<void> {
  staySmall();
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
