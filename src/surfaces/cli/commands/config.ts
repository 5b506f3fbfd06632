import type { Command } from 'commander';
import { loadConfig, SETTING_NAMES, SETTINGS, setConfig, settingName } from '../config.ts';
import { type Context, printJson } from '../context.ts';
import { table } from '../paint.ts';
import { jsonOption } from './options.ts';

const shown = (value: unknown) => (Array.isArray(value) ? value.join(',') : String(value));

export function registerConfig(program: Command, context: Context): void {
  const config = program
    .command('config')
    .description('settings, kept in one JSON file')
    .addHelpText(
      'after',
      '\nExamples:\n  gorilla config set scope aws,kubectl\n  gorilla config get limit\n  gorilla config unset scope\n  gorilla config path\n',
    );
  config
    .command('list', { isDefault: true })
    .description('all settings')
    .addOption(jsonOption())
    .action((flags: { json?: true }) => {
      const values = loadConfig(context.paths.config);
      if (flags.json) return printJson(context, values);
      const rows = SETTING_NAMES.map((name) => [name, shown(values[name]), SETTINGS[name].about]);
      for (const line of table(rows, context.terminal.width)) context.terminal.out(`${line}\n`);
    });
  config
    .command('get <setting>')
    .description('one setting')
    .addOption(jsonOption())
    .action((name: string, flags: { json?: true }) => {
      const value = loadConfig(context.paths.config)[settingName(name, 'gorilla config get')];
      if (flags.json) return printJson(context, value);
      context.terminal.out(`${shown(value)}\n`);
    });
  config
    .command('set <setting> <value>')
    .description('change a setting')
    .action((name: string, value: string) => setConfig(context.paths.config, name, value));
  config
    .command('unset <setting>')
    .description('put the default back')
    .action((name: string) => setConfig(context.paths.config, name, undefined));
  config
    .command('path')
    .description('where the file is')
    .action(() => context.terminal.out(`${context.paths.config}\n`));
}
