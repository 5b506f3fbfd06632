import type { Command } from 'commander';
import { AppError } from '../../../schema/error.ts';
import { askDaemon } from '../../daemon/client.ts';
import type { DaemonStatus } from '../../daemon/protocol.ts';
import { spawnDaemon } from '../../daemon/start.ts';
import { type Context, printJson } from '../context.ts';
import { distFolder } from '../daemon-use.ts';
import { jsonOption } from './options.ts';

declare const __BUILD__: string;

const START_WAIT_MS = 15_000;

export function registerDaemon(program: Command, context: Context): void {
  const daemon = program
    .command('daemon')
    .description('the background process that makes requests quick; it starts by itself and ends when idle')
    .addHelpText(
      'after',
      '\nExamples:\n  gorilla daemon status\n  gorilla daemon stop\n  gorilla config set daemon off\n',
    );
  daemon
    .command('status', { isDefault: true })
    .description('whether it runs')
    .addOption(jsonOption())
    .action(async (flags: { json?: true }) => {
      const status = await statusOf(context);
      if (flags.json)
        return printJson(context, { running: status !== undefined, socket: context.paths.socket, ...status });
      const since =
        status &&
        `running since ${status.startedAt} (pid ${status.pid}), ${status.requests} requests, ${Math.round(status.residentBytes / 1e6)} MB`;
      context.terminal.out(`${since ?? 'not running'}\n`);
    });
  daemon
    .command('start')
    .description('start it now, and wait until it answers')
    .action(() => start(context));
  daemon
    .command('stop')
    .description('end it')
    .action(() => stop(context));
}

async function statusOf(context: Context): Promise<DaemonStatus | undefined> {
  const reply = await askDaemon(context.paths.socket, __BUILD__, { kind: 'status' }, 2_000);
  return typeof reply === 'object' && reply.kind === 'value' ? (reply.value as DaemonStatus) : undefined;
}

const wait = (ms: number) => new Promise((go) => setTimeout(go, ms));

async function start(context: Context): Promise<void> {
  if (await statusOf(context)) return;
  spawnDaemon(distFolder(context.paths, __BUILD__));
  for (const end = Date.now() + START_WAIT_MS; Date.now() < end; await wait(50)) if (await statusOf(context)) return;
  throw new AppError(
    'daemon-unreachable',
    `The background process did not start within ${START_WAIT_MS / 1000} seconds.`,
    'Work without it (gorilla --no-daemon …), which also shows what is wrong with the zoo.',
  );
}

async function stop(context: Context): Promise<void> {
  const reply = await askDaemon(context.paths.socket, __BUILD__, { kind: 'stop' }, 2_000);
  if (reply === 'silent' || reply === 'broken') {
    throw new AppError(
      'daemon-unreachable',
      'The background process does not answer.',
      `Remove ${context.paths.socket}, and end the process by hand.`,
    );
  }
  for (const end = Date.now() + 5_000; reply !== 'absent' && Date.now() < end; await wait(20))
    if (!(await statusOf(context))) return;
}
