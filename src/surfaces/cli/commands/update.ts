import type { Command } from 'commander';
import { AppError, meaningOf } from '../../../schema/error.ts';
import type { UpdateOutcome } from '../../../teach/update.ts';
import { type Context, printJson } from '../context.ts';
import { brokenLines, diffLines } from './diff-lines.ts';
import { jsonOption } from './options.ts';

interface Flags {
  undo?: true;
  watch?: true;
  interval: string;
  dryRun?: true;
  all?: true;
  json?: true;
}

export function registerUpdate(program: Command, context: Context): void {
  program
    .command('update [names...]')
    .description('read what is taught anew where it came from, or a shipped provider from the newest package')
    .option('--undo', 'put in force again what stood before the last update')
    .option('--watch', 'follow taught files and URLs until you stop it')
    .option('--interval <seconds>', 'with --watch: between two looks at a URL', '60')
    .option('--dry-run', 'say what would change, and change nothing')
    .option('--all', 'show every change')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  gorilla update                 all that is taught, except what is pinned
  gorilla update acme aws        these; a shipped provider from the newest package of its registry
  gorilla update aws@1.43.0      that version
  gorilla update --undo
  gorilla update --watch acme

Only this command opens a connection of itself. Requests that begin with the word: gorilla -- update the tags of …
`,
    )
    .action(async (names: string[], flags: Flags) => {
      if (program.opts()['offline'])
        throw new AppError('usage', 'An update needs a connection', 'Leave --offline out.');
      const places = { packsDir: context.paths.packs, userDir: context.paths.data };
      if (flags.undo) return undone(context, places, names, flags);
      const { update } = await import('../../../teach/update.ts');
      const { places: folders } = await import('../../../zoo/places.ts');
      const { terminal } = context;
      const cacheDir = folders({ ...process.env, ...terminal.env }).cache;
      const log = (message: string): void => terminal.err(`${message}\n`);
      const options = {
        cacheDir,
        ...(flags.dryRun ? { dryRun: true } : {}),
        ...(terminal.errIsTerminal ? { log } : {}),
      };
      if (flags.watch) return followed(context, places, names, options, flags);
      const outcomes = await update(places, names, options);
      for (const outcome of outcomes) if (!flags.json) await shown(context, outcome, flags);
      if (flags.json) printJson(context, await Promise.all(outcomes.map((outcome) => jsonOf(context, outcome))));
      else if (outcomes.length === 0)
        terminal.err('Nothing is taught. A shipped provider is updated by its name: gorilla update aws\n');
      const failed = outcomes.find((one) => one.status === 'failed');
      if (failed?.error) context.exit = meaningOf(failed.error.code).exit;
    });
}

type Places = { packsDir: string; userDir: string };

async function undone(context: Context, places: Places, names: string[], flags: Flags): Promise<void> {
  const { undo } = await import('../../../teach/revert.ts');
  const reverted = undo(places, names);
  if (flags.json) return printJson(context, reverted);
  for (const { name, version } of reverted)
    context.terminal.out(`${name}: ${version === 'none' ? 'taken back' : version} is in force again\n`);
}

async function followed(
  context: Context,
  places: Places,
  names: string[],
  options: { cacheDir: string },
  flags: Flags,
): Promise<void> {
  const seconds = Number(flags.interval);
  if (!(seconds >= 1))
    throw new AppError(
      'usage',
      `--interval ${flags.interval} is no number of seconds from 1 on`,
      'For example --interval 30.',
    );
  const { watch } = await import('../../../teach/watch.ts');
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  context.terminal.err('Watching; Ctrl-C ends it.\n');
  let last: Promise<void> = Promise.resolve();
  await watch(places, names, {
    ...options,
    intervalMs: seconds * 1000,
    signal: stop.signal,
    onOutcome: (outcome) => {
      last = last.then(() =>
        flags.json ? jsonOf(context, outcome).then((line) => printJson(context, line)) : shown(context, outcome, flags),
      );
    },
  });
  await last;
}

async function shown(context: Context, outcome: UpdateOutcome, flags: Flags): Promise<void> {
  const { terminal } = context;
  const { name, status, diff, report, error } = outcome;
  if (error) return terminal.err(`${name}: ${error.message}\n  ${error.hint}\n`);
  if (!diff) return terminal.out(`${name}: ${status === 'pinned' ? 'pinned, left as it is' : 'nothing new'}\n`);
  const [head, ...rest] = diffLines(
    diff,
    [...(outcome.before ?? []), ...(outcome.after ?? [])],
    terminal,
    flags.all === true,
  );
  terminal.out(`${name}${report ? ` ${report.version}` : ''}: ${head}${flags.dryRun ? '; not taken' : ''}\n`);
  for (const line of [...rest, ...brokenLines(await brokenBy(context, outcome), terminal)]) terminal.out(`${line}\n`);
}

async function brokenBy(context: Context, { before, after }: UpdateOutcome) {
  if (!before || !after) return [];
  const { brokenOf } = await import('./saved-calls.ts');
  return brokenOf(context, before, after, []);
}

async function jsonOf(context: Context, outcome: UpdateOutcome) {
  const { name, status, diff, report, error } = outcome;
  return {
    name,
    status,
    ...(report
      ? {
          version: report.version,
          operations: report.operations,
          parameters: report.parameters,
          skipped: report.skipped,
        }
      : {}),
    ...(diff ? { diff, broken: await brokenBy(context, outcome) } : {}),
    ...(error ? { error: { code: error.code, message: error.message, hint: error.hint } } : {}),
  };
}
