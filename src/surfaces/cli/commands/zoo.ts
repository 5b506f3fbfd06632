import type { Command } from 'commander';
import { AppError } from '../../../schema/error.ts';
import { type Context, printJson } from '../context.ts';
import { didYouMean } from '../nearest.ts';
import { table } from '../paint.ts';
import { jsonOption } from './options.ts';
import { registerZooDiff } from './zoo-diff.ts';
import { registerZooInstalled } from './zoo-installed.ts';
import { registerZooPin } from './zoo-pin.ts';
import { registerZooPublish } from './zoo-publish.ts';

const LAYERS = { packs: 'shipped', user: 'taught by you', installed: "read from this machine's tools" } as const;

export function registerZoo(program: Command, context: Context): void {
  const zoo = program.command('zoo').description('the API documents that gorilla knows');
  zoo
    .command('list')
    .description('all providers')
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  gorilla zoo list --json | jq length\n')
    .action(async (flags: { json?: true }) => {
      const { terminal } = context;
      const providers = await (await context.service()).providers();
      if (flags.json) return printJson(context, providers);
      const rows = providers.map(({ provider, operations, sources, layer }) => [
        provider,
        String(operations).padStart(6),
        [
          sources.map((source) => `${source.package} ${source.version}`).join(', '),
          layer === 'packs' ? '' : `(${LAYERS[layer]})`,
        ].join(' '),
      ]);
      for (const line of table(rows, terminal.width)) terminal.out(`${line}\n`);
      const operations = providers.reduce((sum, each) => sum + each.operations, 0);
      terminal.err(`${providers.length} providers, ${operations.toLocaleString('en')} operations\n`);
    });
  zoo
    .command('info <provider>')
    .description('where a provider was read: sources, versions, licences')
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  gorilla zoo info aws\n')
    .action(async (name: string, flags: { json?: true }) => {
      const providers = await (await context.service()).providers();
      const found = providers.filter((each) => each.provider === name);
      if (found.length === 0) {
        const near = didYouMean(
          name,
          providers.map((each) => each.provider),
        );
        throw new AppError(
          'unknown-provider',
          `The zoo has no provider ${name}.`,
          `${near}All of them: gorilla zoo list`,
        );
      }
      if (flags.json) return printJson(context, found);
      for (const info of found) {
        const lines = [
          `${info.provider}: ${info.operations.toLocaleString('en')} operations, ${LAYERS[info.layer]}`,
          `  file     ${info.file} (${(info.bytes / 1024).toFixed(0)} KB)`,
        ];
        for (const source of info.sources) {
          lines.push(
            `  source   ${source.package} ${source.version}${source.date ? ` of ${source.date}` : ''}`,
            `  licence  ${source.licence}`,
          );
          if (source.attribution) lines.push(`  thanks   ${source.attribution}`);
          if (source.sha256) lines.push(`  sha256   ${source.sha256}`);
        }
        context.terminal.out(`${lines.join('\n')}\n`);
      }
    });
  registerZooInstalled(zoo, context);
  registerZooDiff(zoo, context);
  registerZooPin(zoo, context);
  registerZooPublish(zoo, context);
}
