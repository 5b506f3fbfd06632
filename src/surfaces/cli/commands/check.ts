import { type Command, Option } from 'commander';
import { AppError } from '../../../schema/error.ts';
import type { Context } from '../context.ts';
import { didYouMean } from '../nearest.ts';
import { jsonOption } from './options.ts';

const FORMATS = ['human', 'json', 'sarif', 'github', 'junit'] as const;
const FAIL_ON = ['error', 'warning', 'never'] as const;

export interface CheckFlags {
  changed?: true;
  base?: string;
  fix?: true;
  format?: string;
  json?: true;
  output?: string;
  config?: string;
  baseline?: string;
  updateBaseline?: true;
  failOn?: string;
  pin?: string[];
  stdinName?: string;
  /** False with --no-cache. */
  cache: boolean;
}

const listed = (word: string, before: string[] = []): string[] => [...before, word];

export function registerCheck(program: Command, context: Context): void {
  program
    .command('check <files...>')
    .description('check the calls in scripts, code, workflows and documents ("-" reads stdin)')
    .option('--changed', 'only files that differ from HEAD, and new ones')
    .option('--base <ref>', 'with --changed: files that differ from where this branch left <ref>')
    .option('--fix', 'make the safe repairs, each verified, and check again')
    .addOption(new Option('--format <format>', `how findings are written: ${FORMATS.join(', ')}`))
    .addOption(jsonOption())
    .option('--output <file>', 'write the findings to a file')
    .option('--config <file>', 'instead of the nearest gorilla.config.json, .yaml or .gorillarc')
    .option('--baseline <file>', 'known findings: they stay silent')
    .option('--update-baseline', 'write all present findings to the baseline')
    .addOption(new Option('--fail-on <severity>', `exit status 1 from which severity: ${FAIL_ON.join(', ')}`))
    .option('--pin <provider@version>', 'the version that is in use; may be repeated', listed)
    .option('--stdin-name <name>', 'what the text on stdin is called, which tells its language')
    .option('--no-cache', 'judge every file anew')
    .addHelpText(
      'after',
      `
Examples:
  gorilla check .
  gorilla check --changed --base origin/main --format github .
  gorilla check --fix deploy.sh
  kubectl-script | gorilla check - --stdin-name run.sh

Exit status: 0 nothing found, 1 something found (--fail-on), 2 wrong usage, 7 a broken configuration; docs/check.md.
`,
    )
    .action(async (files: string[], flags: CheckFlags) => {
      // The machinery is loaded only by who checks.
      const { checkCommand } = await import('./check-run.ts');
      await checkCommand(context, files, flags, program.version() ?? '');
    });
}

/** One of the allowed words. Fails: `usage`, with the nearest. */
function oneOf<T extends string>(option: string, word: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === word);
  if (found) return found;
  throw new AppError(
    'usage',
    `${option} cannot be ${word}.`,
    `${didYouMean(word, allowed)}It is one of ${allowed.join(', ')}.`,
  );
}

export const formatOf = ({ format, json }: CheckFlags) =>
  json ? 'json' : oneOf('--format', format ?? 'human', FORMATS);

export const failOnOf = ({ failOn }: CheckFlags) =>
  failOn === undefined ? undefined : oneOf('--fail-on', failOn, FAIL_ON);
