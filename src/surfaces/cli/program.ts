import { Command, CommanderError } from 'commander';
import { AppError } from '../../schema/error.ts';
import { normalised } from './argv.ts';
import { registerAsk } from './commands/ask.ts';
import { registerBatch } from './commands/batch.ts';
import { registerCheck } from './commands/check.ts';
import { registerCompletions } from './commands/completions.ts';
import { registerConfig } from './commands/config.ts';
import { registerDaemon } from './commands/daemon.ts';
import { registerEval } from './commands/eval.ts';
import { registerExplain } from './commands/explain.ts';
import { registerForget } from './commands/forget.ts';
import { registerHistory } from './commands/history.ts';
import { registerMcp } from './commands/mcp.ts';
import { registerSearch } from './commands/search.ts';
import { registerServe } from './commands/serve.ts';
import { registerShow } from './commands/show.ts';
import { registerTeach } from './commands/teach.ts';
import { registerUpdate } from './commands/update.ts';
import { registerZoo } from './commands/zoo.ts';
import type { Context } from './context.ts';
import { failureOf } from './failure.ts';

const ABOUT = `A task in plain words in, the correct API call out: every name checked against the API's own documents, offline.

  gorilla turn on versioning for bucket acme-logs`;

const EXAMPLES = `
Examples:
  gorilla list the pods in namespace kube-system
  gorilla --surface http "close issue 42 of octocat/hello"
  gorilla explain 'git push --force-with-lease origin main'
  gorilla check --changed .
  gorilla search bucket versioning
  gorilla teach openapi.yaml --name acme
  gorilla batch requests.jsonl > answers.jsonl
  gorilla -- show me the last 5 commits     all words behind "--" are the request

On a terminal gorilla asks before it does anything; in a pipe it prints the call alone on stdout.
Exit status: 0 a call, 1 no such call, 2 wrong usage, 10 a call with <blanks>; all of them in docs/cli.md.
`;

export function buildProgram(context: Context, version: string): Command {
  const { terminal } = context;
  const program = new Command('gorilla');
  program
    .description(ABOUT)
    .version(version, '-V, --version', 'print the version')
    .option('--no-daemon', 'do the work in this process, and start no background process')
    .option('--offline', 'open no connection, whatever the configuration says (the default)')
    .helpCommand(false)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true, helpWidth: terminal.width })
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      // The message comes back as an exception and is shown in the one form that all failures have.
      outputError: () => undefined,
      getOutHasColors: () => terminal.colour.out,
      getErrHasColors: () => terminal.colour.err,
    })
    .addHelpText('after', EXAMPLES);
  registerAsk(program, context);
  registerBatch(program, context);
  registerExplain(program, context);
  registerCheck(program, context);
  registerSearch(program, context);
  registerShow(program, context);
  registerZoo(program, context);
  registerTeach(program, context);
  registerForget(program, context);
  registerUpdate(program, context);
  registerHistory(program, context);
  registerConfig(program, context);
  registerDaemon(program, context);
  registerMcp(program, context);
  registerServe(program, context);
  registerEval(program, context);
  registerCompletions(program, context);
  return program;
}

function usageError(error: CommanderError): AppError {
  const message = error.message.replace(/^error: /, '').split('\n')[0]!;
  const hint =
    error.code === 'commander.unknownOption'
      ? 'If it belongs to your request, put the request in quotes or behind "--". The options: gorilla --help'
      : 'See gorilla --help';
  return new AppError('usage', message, hint, error);
}

/** Runs one command line; returns its exit status. Throws nothing: every failure has become words on stderr. */
export async function runCommand(argv: readonly string[], context: Context, version: string): Promise<number> {
  try {
    await buildProgram(context, version).parseAsync(normalised(argv), { from: 'user' });
    return context.exit;
  } catch (error) {
    // Help and version come as exceptions too.
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const failure = failureOf(error instanceof CommanderError ? usageError(error) : error, {
      json: argv.includes('--json'),
      colour: context.terminal.colour.err,
      debug: Boolean(context.terminal.env['GORILLA_DEBUG']),
    });
    context.terminal.err(failure.text);
    return failure.exit;
  }
}
