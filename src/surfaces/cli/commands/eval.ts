import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../../schema/error.ts';
import type { Context } from '../context.ts';

/** `gorilla eval`: `npm run eval` of the clone that this program belongs to, from any folder. */
export function registerEval(program: Command, context: Context): void {
  program
    .command('eval [words...]')
    .description('measure gorilla; in a clone of the repository alone')
    // All that follows is the evaluation's own: `gorilla eval check --help` too.
    .allowUnknownOption()
    .helpOption(false)
    .addHelpText(
      'after',
      `
Examples:
  gorilla eval                             the open evaluation requests
  gorilla eval check --code src            an evaluation with options of its own
  gorilla eval report                      the page of all results, docs/evaluation.md

The same as npm run eval -- …; all of them stand in eval/main.ts, their results in docs/evaluation.md.
`,
    )
    .action(async (words: string[], _flags, command: Command) => {
      if (words[0] === '--help' || words[0] === '-h') return command.outputHelp();
      const argv = evaluation(context.paths.root, words);
      const { runProgram } = await import('../interactive/execute.ts');
      context.exit = await runProgram(argv);
    });
}

/** The command line of an evaluation. Fails: `tool-missing` where the package is installed without sources, or without what runs them. */
export function evaluation(root: string, words: readonly string[]): string[] {
  const main = join(root, 'eval', 'main.ts');
  if (!existsSync(main))
    throw new AppError(
      'tool-missing',
      `The evaluations are not part of the installed package: there is no ${main}.`,
      'Run it in a clone of the repository, after npm install; what was measured stands in docs/evaluation.md there.',
    );
  let tsx: string;
  try {
    tsx = createRequire(join(root, 'package.json')).resolve('tsx/cli');
  } catch (cause) {
    throw new AppError(
      'tool-missing',
      `The evaluations are TypeScript, and tsx, which runs them, is not installed in ${root}.`,
      'Run npm install there, with the packages for development.',
      cause,
    );
  }
  return [process.execPath, tsx, main, ...words];
}
