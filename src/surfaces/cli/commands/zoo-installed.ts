import type { Command } from 'commander';
import { type Context, printJson } from '../context.ts';
import { jsonOption } from './options.ts';

/** `gorilla zoo installed`: programs of this machine that can be read at their own version. */
export function registerZooInstalled(zoo: Command, context: Context): void {
  zoo
    .command('installed')
    .description('tools of this machine whose commands can be read at the installed version')
    .option('--add', 'read them into your own zoo, in place of what is shipped of them')
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  gorilla zoo installed --add\n')
    .action(async (flags: { add?: true; json?: true }) => {
      const { terminal, paths } = context;
      const { findInstalled, learnInstalled } = await import('../../../retrieve/layers/installed.ts');
      const tools = findInstalled({ ...process.env, ...terminal.env });
      if (!flags.add) {
        if (flags.json) return printJson(context, tools);
        for (const { tool, version, root } of tools)
          terminal.out(`${tool} ${version ?? '(version unknown)'}  ${root}\n`);
        terminal.err(
          tools.length > 0
            ? 'Read them into your zoo: gorilla zoo installed --add\n'
            : 'No tool of this machine can be read; gcloud would be, if it were on the PATH.\n',
        );
        return;
      }
      const learnt = learnInstalled({ packsDir: paths.packs, userDir: paths.data }, tools);
      if (flags.json)
        return printJson(
          context,
          learnt.map(({ tool, operations }) => ({ ...tool, operations })),
        );
      for (const { tool, operations, problems } of learnt) {
        terminal.out(`${tool.tool} ${tool.version ?? ''}: ${operations.toLocaleString('en')} operations\n`);
        for (const problem of problems) terminal.err(`${problem.message}\n${problem.hint}\n`);
      }
      if (learnt.length === 0)
        terminal.err('No tool of this machine can be read; gcloud would be, if it were on the PATH.\n');
    });
}
