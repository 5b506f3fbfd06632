import type { Command } from 'commander';
import { setConfig } from '../config.ts';
import { type Context, printJson } from '../context.ts';
import { clearHistory, readHistory } from '../history.ts';
import { oneLine, paintFor } from '../paint.ts';
import { jsonOption } from './options.ts';

export function registerHistory(program: Command, context: Context): void {
  const history = program
    .command('history')
    .description('your requests and their calls, kept on this machine alone, secrets masked')
    .addHelpText(
      'after',
      '\nExamples:\n  gorilla history\n  gorilla history list --limit 5 --json\n  gorilla history clear\n  gorilla history off\n',
    );
  history
    .command('list', { isDefault: true })
    .description('the latest, oldest first')
    .option('--limit <n>', 'at most this many', '20')
    .addOption(jsonOption())
    .action((flags: { limit: string; json?: true }) => {
      const { terminal } = context;
      const limit = Math.max(1, Number.parseInt(flags.limit, 10) || 20);
      const entries = readHistory(context.paths.state).slice(-limit);
      if (flags.json) return printJson(context, entries);
      const paint = paintFor(terminal.colour.out);
      for (const entry of entries) {
        terminal.out(
          `${paint.dim(entry.at.slice(0, 16).replace('T', ' '))}  ${oneLine(entry.request, terminal.width - 18)}\n`,
        );
        for (const call of entry.calls) terminal.out(`    ${oneLine(call, terminal.width - 4)}\n`);
      }
      if (entries.length === 0)
        terminal.err(`The history is empty${context.config().history ? '' : ' and switched off'}.\n`);
    });
  history
    .command('clear')
    .description('forget all of it')
    .action(() => clearHistory(context.paths.state));
  for (const [name, about] of [
    ['off', 'keep no history from now on (what there is stays: see clear)'],
    ['on', 'keep a history again'],
  ] as const) {
    history
      .command(name)
      .description(about)
      .action(() => setConfig(context.paths.config, 'history', name));
  }
}
