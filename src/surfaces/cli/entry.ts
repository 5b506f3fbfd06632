/**
 * Where every start begins: hands the command line to the daemon and prints what it says. It imports next to nothing, because all
 * that it loads is paid for by every request; whatever it cannot do itself, `main` does.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isatty } from 'node:tty';
import { askDaemon } from '../daemon/client.ts';
import { firstWord, hasOption, runsHere } from './argv.ts';
import { backendMs, daemonWanted } from './daemon-use.ts';
import { pathsFrom } from './paths.ts';
import { passedOn } from './terminal.ts';

declare const __BUILD__: string;
declare const __VERSION__: string;

/** A warm request takes some milliseconds; after this long the daemon is taken for hung. */
const TIMEOUT_MS = 10_000;

/** Whether a daemon is wanted, and how long it may take: a bigger model needs its time. */
function configured(file: string): { daemon: boolean; timeoutMs: number } {
  try {
    const config = JSON.parse(readFileSync(file, 'utf8'));
    return { daemon: config.daemon !== false, timeoutMs: TIMEOUT_MS + backendMs(config) };
  } catch {
    // No file, or a broken one: `main` says so where it matters.
    return { daemon: true, timeoutMs: TIMEOUT_MS };
  }
}

async function viaDaemon(argv: string[]): Promise<boolean> {
  const { env } = process;
  const paths = pathsFrom(env, join(__dirname, '..', '..'));
  const { daemon, timeoutMs } = configured(paths.config);
  if (!daemonWanted(env, daemon).use) return false;
  const outIsTerminal = isatty(1);
  const errIsTerminal = isatty(2);
  const width = (outIsTerminal ? process.stdout.columns : errIsTerminal ? process.stderr.columns : 0) || 100;
  const terminal = { env: passedOn(env), outIsTerminal, errIsTerminal, width };
  const reply = await askDaemon(paths.socket, __BUILD__, { kind: 'run', argv, terminal }, timeoutMs);
  if (typeof reply !== 'object' || reply.kind !== 'ran') return false;
  if (reply.err) process.stderr.write(reply.err);
  if (reply.out) process.stdout.write(reply.out);
  process.exitCode = reply.exit;
  return true;
}

async function start(): Promise<void> {
  const argv = process.argv.slice(2);
  for (const stream of [process.stdout, process.stderr]) {
    // `| head -1` closes our pipe: no fault, and nobody is left to tell.
    stream.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 74));
  }
  const first = firstWord(argv);
  if (first === undefined && hasOption(argv, '--version', '-V')) {
    process.stdout.write(`${__VERSION__}\n`);
    return;
  }
  const asks = argv.length > 0 && first !== '-' && !argv.includes('-') && !runsHere(argv);
  const interactive = isatty(0) && isatty(1) && !hasOption(argv, '--json', '--quiet', '-q');
  if (asks && !interactive && !hasOption(argv, '--no-daemon', '--help', '-h') && (await viaDaemon(argv))) return;
  const { main } = await import('./main.js' as string);
  process.exitCode = await main(argv);
}

void start();
