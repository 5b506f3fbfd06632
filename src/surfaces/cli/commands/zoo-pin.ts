import type { Command } from 'commander';
import { type Context, printJson } from '../context.ts';
import { table } from '../paint.ts';
import { jsonOption } from './options.ts';

/** `gorilla zoo pin`, `unpin` and `versions`: which version of an API is in force, and stays so. */
export function registerZooPin(zoo: Command, context: Context): void {
  const placesOf = () => ({ packsDir: context.paths.packs, userDir: context.paths.data });
  zoo
    .command('pin <provider[@version]>')
    .description('put a version in force, and keep gorilla update from changing it')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExamples:\n  gorilla zoo pin acme@1.4.0\n  gorilla zoo pin aws            the version in force\n  gorilla zoo pin aws@shipped    the one that came with gorilla\n',
    )
    .action(async (text: string, flags: { json?: true }) => {
      const { namedVersion } = await import('../../../teach/readings.ts');
      const { pin } = await import('../../../teach/revert.ts');
      const { name, version } = namedVersion(text);
      const pinned = pin(placesOf(), name, version);
      if (flags.json) return printJson(context, pinned);
      context.terminal.out(`${pinned.name}: ${pinned.version} is in force, and pinned\n`);
    });
  zoo
    .command('unpin <provider>')
    .description('let gorilla update change it again')
    .addOption(jsonOption())
    .action(async (name: string, flags: { json?: true }) => {
      const { unpin } = await import('../../../teach/revert.ts');
      const was = unpin(context.paths.data, name);
      if (flags.json) return printJson(context, { name, unpinned: was });
      context.terminal.out(was ? `${name}: pinned no more\n` : `${name}: was not pinned\n`);
    });
  zoo
    .command('versions [names...]')
    .description('the versions that are kept of what you taught, newest last')
    .addOption(jsonOption())
    .action(async (names: string[], flags: { json?: true }) => {
      const { currentId, readLedger, taughtNames } = await import('../../../teach/ledger.ts');
      const { data } = context.paths;
      const rows = (names.length > 0 ? names : taughtNames(data)).flatMap((name) => {
        const { versions, pinned } = readLedger(data, name);
        const current = currentId(data, name);
        return versions.map(({ id, version, at, operations, source }) => ({
          name,
          version,
          id,
          at,
          operations,
          source: source.at,
          inForce: id === current,
          pinned: id === pinned,
        }));
      });
      if (flags.json) return printJson(context, rows);
      const { terminal } = context;
      for (const line of table(
        rows.map((row) => [
          row.inForce ? '*' : ' ',
          `${row.name}@${row.version}`,
          row.id.slice(0, 8),
          row.at.slice(0, 16).replace('T', ' '),
          String(row.operations).padStart(6),
          `${row.pinned ? '(pinned) ' : ''}${row.source}`,
        ]),
        terminal.width,
      ))
        terminal.out(`${line}\n`);
      if (rows.length === 0) terminal.err('No versions are kept: nothing of that name was taught.\n');
    });
}
