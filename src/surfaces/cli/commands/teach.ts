import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../../schema/error.ts';
import { FORMATS, type Format, type TaughtSource } from '../../../teach/source.ts';
import { type Context, printJson } from '../context.ts';
import { jsonOption } from './options.ts';
import { reportLines } from './teach-report.ts';

interface Flags {
  name?: string;
  cli?: string;
  man?: string;
  mcp?: string;
  format?: string;
  server?: string;
  allowPrivate?: true;
  dryRun?: true;
  json?: true;
}

export function registerTeach(program: Command, context: Context): void {
  program
    .command('teach [source]')
    .description('learn an API from its description: a file, a URL, an installed program, an MCP server')
    .option('--name <name>', 'what it is called from then on; without it the document says')
    .option('--cli <program>', 'an installed program, by its --help: nothing of it is run but that')
    .option('--man <page>', 'a manual page, by name or file')
    .option('--mcp <server>', 'the tools of an MCP server: the command that starts it, or its URL')
    .option('--format <format>', `what the document is, where it cannot be seen: ${FORMATS.slice(0, -1).join(', ')}`)
    .option('--server <url>', 'where requests go, where the document does not say')
    .option('--allow-private', 'addresses of this machine and its network may be asked')
    .option('--dry-run', 'say what would be learnt, and change nothing')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  gorilla teach openapi.yaml --name acme
  gorilla teach https://api.acme.dev/openapi.json
  gorilla teach --cli kubectl
  gorilla teach --mcp "npx -y @modelcontextprotocol/server-filesystem /tmp"

It opens a connection only for a URL that you give. What is taught can be used at once, also by the background process; gorilla forget
takes it back, gorilla update reads it anew.
`,
    )
    .action(async (source: string | undefined, flags: Flags) => {
      const taught = sourceFrom(source, flags);
      if (/^https?:/i.test(taught.at) && program.opts()['offline'])
        throw new AppError('usage', 'A URL cannot be read with --offline', 'Leave it out, or teach a file.');
      const { keep, readAny } = await import('../../../teach/teach.ts');
      const { dryReport } = await import('../../../teach/dry-report.ts');
      const options = flags.name === undefined ? {} : { name: flags.name };
      const reading = await readAny(taught, options);
      if (reading === 'unchanged') return;
      const places = { packsDir: context.paths.packs, userDir: context.paths.data };
      const report = flags.dryRun ? dryReport(reading) : keep(places, reading, options);
      if (flags.json)
        return printJson(context, {
          ...report,
          problems: report.problems.map(({ code, message }) => ({ code, message })),
        });
      for (const line of reportLines(report, context.terminal, flags.dryRun === true))
        context.terminal.out(`${line}\n`);
      for (const problem of report.problems) context.terminal.err(`${problem.message}\n${problem.hint}\n`);
    });
}

/** Where to read from, by what was given: exactly one. Fails: `usage`. */
export function sourceFrom(source: string | undefined, flags: Flags): TaughtSource {
  const given = [source, flags.cli, flags.man, flags.mcp].filter((one) => one !== undefined);
  if (given.length !== 1)
    throw new AppError(
      'usage',
      given.length === 0 ? 'Nothing is said that could be learnt from' : 'Several sources are given at once',
      'Give one: a file, a URL, --cli, --man, or --mcp. See gorilla teach --help.',
    );
  const more: Partial<TaughtSource> = {
    ...(flags.format === undefined ? {} : { format: formatNamed(flags.format) }),
    ...(flags.server === undefined ? {} : { server: flags.server }),
    ...(flags.allowPrivate ? { allowPrivate: true as const } : {}),
  };
  if (flags.cli !== undefined) return { kind: 'cli', at: flags.cli, ...more };
  if (flags.man !== undefined)
    return { kind: 'man', at: flags.man.includes('/') ? resolve(flags.man) : flags.man, ...more };
  if (flags.mcp !== undefined) return { kind: 'mcp', at: flags.mcp, ...more };
  // `file:` and the like are refused as URLs rather than looked for as files.
  return /^[a-z][a-z\d+.-]+:\/\//i.test(source!)
    ? { kind: 'url', at: source!, ...more }
    : { kind: 'file', at: resolve(source!), ...more };
}

function formatNamed(name: string): Format {
  const found = FORMATS.find((one) => one === name);
  if (found && found !== 'package') return found;
  throw new AppError('usage', `There is no format ${name}`, `One of: ${FORMATS.slice(0, -1).join(', ')}.`);
}
