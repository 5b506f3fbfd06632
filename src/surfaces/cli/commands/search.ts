import type { Command } from 'commander';
import { type Context, EXIT_NO_CALL, printJson } from '../context.ts';
import { paintFor, table } from '../paint.ts';
import { checkedRequest } from '../request.ts';
import { surfaceNamed } from '../style.ts';
import { jsonOption, scopeOption, surfaceOption } from './options.ts';

interface Flags {
  surface?: string;
  scope?: string[];
  limit: string;
  json?: true;
}

export function registerSearch(program: Command, context: Context): void {
  program
    .command('search <words...>')
    .description('operations that have to do with these words, best first')
    .addOption(surfaceOption())
    .addOption(scopeOption())
    .option('--limit <n>', 'at most this many operations', '10')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExamples:\n  gorilla search bucket versioning\n  gorilla search --scope git,docker remove image --json\n',
    )
    .action(async (words: string[], flags: Flags) => {
      const { terminal } = context;
      const limit = Math.min(200, Math.max(1, Number.parseInt(flags.limit, 10) || 10));
      const scope = flags.scope ?? context.config().scope;
      const hits = await (await context.service()).search(checkedRequest(words.join(' ')), {
        limit,
        ...(flags.surface === undefined ? {} : { surface: surfaceNamed(flags.surface) }),
        ...(scope.length > 0 ? { scope } : {}),
      });
      if (hits.length === 0) context.exit = EXIT_NO_CALL;
      if (flags.json) {
        const shown = hits.map(({ operation, score }) => ({
          operation: operation.id,
          provider: operation.provider,
          summary: operation.summary,
          paths: Object.fromEntries(operation.invocations.map(({ surface, path }) => [surface, path])),
          score,
        }));
        return printJson(context, shown);
      }
      if (hits.length === 0) terminal.err('Nothing found.\n');
      const rows = hits.map(({ operation }) => [
        operation.invocations[0]?.path ?? operation.name,
        operation.id,
        operation.summary,
      ]);
      const paint = paintFor(terminal.colour.out);
      for (const [at, line] of table(rows, terminal.width).entries()) {
        const path = rows[at]?.[0] ?? '';
        terminal.out(`${paint.bold(line.slice(0, path.length))}${line.slice(path.length)}\n`);
      }
    });
}
