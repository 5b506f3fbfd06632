import { fileURLToPath } from 'node:url';
import { AppError } from '../../schema/error.ts';
import { askDaemon } from '../daemon/client.ts';
import { firstWord, hasOption, LOCAL_COMMANDS, needsModel } from './argv.ts';
import { effectiveConfig } from './config.ts';
import type { Context } from './context.ts';
import { backendMs, daemonWanted, distFolder } from './daemon-use.ts';
import { pathsFrom, rootOf } from './paths.ts';
import { processTerminal } from './process-terminal.ts';
import { runCommand } from './program.ts';
import { RemoteService } from './remote-service.ts';
import type { Service } from './service.ts';

declare const __BUILD__: string;
declare const __VERSION__: string;

/** A command line in this process. Requests of a conversation go to the daemon if one runs; else the zoo is opened here. */
export async function main(argv: string[]): Promise<number> {
  const terminal = processTerminal();
  const paths = pathsFrom(terminal.env, rootOf(fileURLToPath(import.meta.url)));
  const offline = hasOption(argv, '--offline');
  const noDaemon = hasOption(argv, '--no-daemon');
  let opened = false;
  let close = (): void => undefined;
  let service: Promise<Service> | undefined;
  const context: Context = {
    terminal,
    paths,
    exit: 0,
    config: () => effectiveConfig(paths.config, offline),
    service: () => {
      service ??= open();
      return service;
    },
  };
  const wanted = () => daemonWanted(terminal.env, !noDaemon && context.config().daemon);

  async function open(): Promise<Service> {
    if (terminal.interactive && wanted().use) {
      const reply = await askDaemon(paths.socket, __BUILD__, { kind: 'status' }, 500);
      if (typeof reply === 'object' && reply.kind === 'value')
        return new RemoteService(paths.socket, __BUILD__, backendMs(context.config()));
    }
    const { openEngine } = await import('./open-engine.ts');
    const { LocalService } = await import('./service.ts');
    const engine = await openEngine(paths, needsModel(argv));
    close = () => engine.close();
    opened = true;
    return new LocalService(engine);
  }

  try {
    const exit = await runCommand(argv, context, __VERSION__);
    // The next request shall be quick; this one's answer is out already, so that the two do not share the processor.
    if (opened && !LOCAL_COMMANDS.has(firstWord(argv) ?? '') && wanted().start) {
      const { spawnDaemon } = await import('../daemon/start.ts');
      spawnDaemon(distFolder(paths, __BUILD__));
    }
    return exit;
  } catch (error) {
    // Only a broken configuration gets here, after the command has already said so.
    if (error instanceof AppError) return context.exit;
    throw error;
  } finally {
    close();
  }
}
