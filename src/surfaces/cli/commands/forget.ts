import type { Command } from 'commander';
import { type Context, printJson } from '../context.ts';
import { jsonOption } from './options.ts';

export function registerForget(program: Command, context: Context): void {
  program
    .command('forget <names...>')
    .description('take back what was taught, with all of its versions')
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  gorilla forget acme\n')
    .action(async (names: string[], flags: { json?: true }) => {
      const { forget } = await import('../../../teach/forget.ts');
      for (const name of names) forget(context.paths.data, name);
      if (flags.json) return printJson(context, { forgotten: names });
      context.terminal.out(`Forgotten: ${names.join(', ')}\n`);
    });
}
