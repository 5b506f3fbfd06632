import type { Command } from 'commander';
import { type Context, printJson } from '../context.ts';
import { paintFor } from '../paint.ts';
import { operationLines } from '../present-operation.ts';
import { jsonOption } from './options.ts';

export function registerShow(program: Command, context: Context): void {
  program
    .command('show <operation...>')
    .description('all that the zoo knows of an operation: its id, or its path on any surface')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExamples:\n  gorilla show aws s3api put-bucket-versioning\n  gorilla show "POST /repos/{owner}/{repo}/issues"\n  gorilla show aws:s3.PutBucketVersioning --json\n',
    )
    .action(async (words: string[], flags: { json?: true }) => {
      const { terminal } = context;
      const shown = await (await context.service()).show(words.join(' '));
      if (flags.json) return printJson(context, shown);
      const paint = paintFor(terminal.colour.out);
      terminal.out(`${shown.map((each) => operationLines(each, paint, terminal.width).join('\n')).join('\n\n')}\n`);
    });
}
