/** `npm run community:check [-- FILES]`: every entry of community/, or those that are named. */
import { fileURLToPath } from 'node:url';
import { AppError, meaningOf } from '../../schema/error.ts';
import { openEngine } from '../cli/open-engine.ts';
import { pathsFrom, rootOf } from '../cli/paths.ts';
import { checkEntries, entryFiles } from './check.ts';

async function main(named: string[]): Promise<void> {
  const root = rootOf(fileURLToPath(import.meta.url));
  const files = named.length > 0 ? named : entryFiles(`${root}/community`);
  const checked = await checkEntries(files, pathsFrom(process.env, root), openEngine);
  for (const { file, operations, examples, faults } of checked) {
    process.stdout.write(
      `${faults.length === 0 ? 'ok   ' : 'WRONG'} ${file}: ${operations} operations, ${examples} examples\n`,
    );
    for (const fault of faults) process.stdout.write(`        ${fault}\n`);
  }
  if (checked.some((one) => one.faults.length > 0)) process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof AppError)) throw error;
  process.stderr.write(`${error.message}\n${error.hint}\n`);
  process.exitCode = meaningOf(error.code).exit;
});
