import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { AppError } from '../../../schema/error.ts';
import type { ServeOptions } from '../../http/serve-options.ts';
import type { Context } from '../context.ts';
import { distFolder } from '../daemon-use.ts';

declare const __BUILD__: string;
declare const __VERSION__: string;

interface Flags {
  host: string;
  port: number;
  keyFile?: string;
  allowHost: string[];
  allowOrigin: string[];
  rate?: number;
  queue?: number;
  timeout?: number;
  log?: ServeOptions['logLevel'];
  logText?: true;
}

const whole = (least: number, most: number) => (text: string) => {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
};

const collect = (value: string, before: string[]) => [...before, value];

export function registerServe(program: Command, context: Context): void {
  program
    .command('serve')
    .description('serve OpenAI clients, and a web page, over HTTP')
    .option('--host <address>', 'where to listen; any but this machine itself needs keys', '127.0.0.1')
    .option('--port <n>', 'the port; 0 takes any free one', whole(0, 65_535), 8080)
    .option('--key-file <file>', 'bearer keys, one a line; or GORILLA_SERVE_KEYS, separated by commas')
    .option('--allow-host <name>', 'a name under which the server may be called (repeatable)', collect, [])
    .option('--allow-origin <origin>', 'a web origin whose pages may call it (repeatable)', collect, [])
    .option('--rate <n>', 'requests a minute for each key or address; 0: no limit', whole(0, 10_000_000))
    .option('--queue <n>', 'requests that may wait; more are told to come again', whole(0, 100_000))
    .option('--timeout <seconds>', 'after which an answer is given up', whole(1, 600))
    .addOption(new Option('--log <level>', 'what is logged').choices(['silent', 'error', 'warn', 'info', 'debug']))
    .option('--log-text', 'log the texts of requests too')
    .addHelpText(
      'after',
      `
Examples:
  gorilla serve
  curl http://127.0.0.1:8080/v1/chat/completions -H 'Content-Type: application/json' \\
    -d '{"model":"gorilla","messages":[{"role":"user","content":"list my s3 buckets"}]}'
  GORILLA_SERVE_KEYS=$(openssl rand -hex 24) gorilla serve --host 0.0.0.0

The page is at the address itself, /openapi.json describes all paths. SIGTERM ends the server when all requests are answered.
Clients and safety: docs/serve.md
`,
    )
    .action(async (flags: Flags) => {
      const { serveDefaults, checkSafe } = await import('../../http/serve-options.ts');
      const options = optionsOf(flags, serveDefaults(flags.host), keysOf(flags, context.terminal.env));
      checkSafe(options);
      const { run } = await import('../../http/run.ts');
      const { terminal, paths } = context;
      const parts = { terminal, paths, version: __VERSION__, dist: distFolder(paths, __BUILD__) };
      context.exit = (await run(options, parts)) ? 0 : 1;
    });
}

function keysOf({ keyFile }: Flags, env: Context['terminal']['env']): string[] {
  const set = env['GORILLA_SERVE_KEYS']?.split(',') ?? [];
  if (keyFile === undefined) return set.map((key) => key.trim()).filter(Boolean);
  try {
    return [...set, ...readFileSync(keyFile, 'utf8').split('\n')].map((key) => key.trim()).filter(Boolean);
  } catch (cause) {
    throw new AppError('config-invalid', `${keyFile} cannot be read.`, 'Give a file with one key a line.', cause);
  }
}

function optionsOf(flags: Flags, defaults: ServeOptions, keys: string[]): ServeOptions {
  return {
    ...defaults,
    port: flags.port,
    keys,
    allowedHosts: flags.allowHost,
    allowedOrigins: flags.allowOrigin,
    ratePerMinute: flags.rate ?? defaults.ratePerMinute,
    queue: flags.queue ?? defaults.queue,
    timeoutSeconds: flags.timeout ?? defaults.timeoutSeconds,
    logLevel: flags.log ?? defaults.logLevel,
    logText: flags.logText === true,
  };
}
