import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type Context, printJson } from '../context.ts';
import { readHistory } from '../history.ts';
import { jsonOption } from './options.ts';

/** `gorilla zoo publish`: a file for the community zoo. Nothing is sent anywhere. */
export function registerZooPublish(zoo: Command, context: Context): void {
  zoo
    .command('publish <name>')
    .description('write an entry for the community zoo from what you taught; nothing is sent anywhere')
    .option('--out <folder>', 'where the file goes', 'community')
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  gorilla zoo publish acme --out community\n')
    .action(async (name: string, flags: { out: string; json?: true }) => {
      const { currentReading } = await import('../../../teach/readings.ts');
      const { entryOf } = await import('../../community/publish.ts');
      const { entryFaults } = await import('../../../ingest/community/entry.ts');
      const { openEngine } = await import('../open-engine.ts');
      const { paths, terminal } = context;
      const { parts } = currentReading({ packsDir: paths.packs, userDir: paths.data }, name);
      const engine = await openEngine(paths);
      try {
        const entry = await entryOf(name, parts, engine, readHistory(paths.state));
        if (flags.json) return printJson(context, entry);
        const { writeAtomic } = await import('../../../zoo/atomic.ts');
        const file = resolve(flags.out, `${entry.name}.json`);
        writeAtomic(file, `${JSON.stringify(entry, null, 1)}\n`);
        terminal.out(`${file}\n`);
        const faults = entryFaults(entry);
        for (const fault of faults) terminal.err(`to be done: ${fault}\n`);
        terminal.err(
          `${entry.examples.length} example requests were written from your history and the summaries: put them in your own words.\nThen: npm run community:check\n`,
        );
      } finally {
        engine.close();
      }
    });
}
