import { type Command, InvalidArgumentError } from 'commander';
import type { Context } from '../context.ts';

declare const __VERSION__: string;

const PORT = 8424;

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port < 65_536) return port;
  throw new InvalidArgumentError('It must be a number from 0 to 65535; 0 takes any free one.');
}

export function registerMcp(program: Command, context: Context): void {
  program
    .command('mcp')
    .description('serve coding agents: the Model Context Protocol over stdin and stdout, or HTTP')
    .option('--http', 'over HTTP, on this machine alone')
    .option('--port <n>', 'the port; 0 takes any free one', portOf, PORT)
    .addHelpText(
      'after',
      '\nExamples:\n  claude mcp add gorilla -- gorilla mcp\n  gorilla mcp --http --port 8424\n\nClients and their files: docs/mcp.md\n',
    )
    .action(async (flags: { http?: true; port: number }) => {
      const { overHttp, overStdio } = await import('../../mcp/serve.ts');
      (await import('../../lasting.ts')).staySmall();
      const { ReopeningEngine, stampOf } = await import('../reopening.ts');
      const { reopeningBackend } = await import('../../http/reopening.ts');
      // An agent keeps its server for days: what is taught meanwhile is known to the next call.
      const zoo = new ReopeningEngine(
        async () => (await import('../open-engine.ts')).openEngine(context.paths),
        () => stampOf(context.paths),
      );
      const service = reopeningBackend(zoo);
      // The zoo opens while the client says hello; a fault of it is told at the first call.
      service.providers().catch(() => undefined);
      const served = { service, version: __VERSION__, offline: context.config().offline === true };
      try {
        if (flags.http) await overHttp(served, flags.port, ({ url }) => context.terminal.err(`Listening: ${url}\n`));
        else await overStdio(served);
      } finally {
        zoo.close();
      }
    });
}
