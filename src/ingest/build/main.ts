import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { AppError, meaningOf } from '../../schema/error.ts';
import { places } from '../../zoo/places.ts';
import { buildZoo } from './build.ts';
import { findRecipes } from './recipes.ts';
import { afterPacks } from './steps.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const HELP = `npm run zoo:build [-- OPTIONS]

  --only a,b     only these recipes; needs --packs, for a zoo of some recipes must not take the place of the whole
  --packs DIR    where the packs go (packs/)
  --cache DIR    downloads and results of recipes (the user's cache folder)
  --jobs N       recipes at a time (as many as cores, at most 4)
  --keep-going   pack what could be read, even where a recipe fails
  --indexes      make the indexes and vectors of the packs that are there anew, nothing else (after a change of requests or models)
`;

function usage(message: string): AppError {
  return new AppError('usage', message, HELP);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      packs: { type: 'string' },
      cache: { type: 'string' },
      jobs: { type: 'string' },
      'keep-going': { type: 'boolean', default: false },
      indexes: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(HELP);
  if (values.only !== undefined && values.packs === undefined) throw usage('--only needs --packs');
  const all = await findRecipes();
  const wanted = values.only?.split(',');
  const unknown = wanted?.find((name) => !all.some((one) => one.recipe.name === name));
  if (unknown !== undefined)
    throw usage(`no recipe "${unknown}"; there are ${all.map((one) => one.recipe.name).join(', ')}`);
  const jobs = values.jobs === undefined ? Math.min(4, availableParallelism()) : Number(values.jobs);
  if (!Number.isInteger(jobs) || jobs < 1) throw usage(`--jobs ${values.jobs} is not a number of jobs`);
  const start = performance.now();
  const log = (message: string): void => {
    process.stderr.write(`${((performance.now() - start) / 1000).toFixed(1).padStart(7)} s  ${message}\n`);
  };
  const packsDir = resolve(values.packs ?? join(ROOT, 'packs'));
  const cache = resolve(values.cache ?? places().cache);
  if (values.indexes) {
    for (const step of afterPacks) await step.run(packsDir, log, cache);
    return;
  }
  const report = await buildZoo(
    all.filter((one) => !wanted || wanted.includes(one.recipe.name)),
    {
      packsDir,
      cache,
      lockFile: fileURLToPath(new URL('./packages.lock.json', import.meta.url)),
      ...(values.packs === undefined ? { notice: join(ROOT, 'NOTICE') } : {}),
    },
    { jobs, keepGoing: values['keep-going'], steps: afterPacks, log },
  );
  log(
    `${report.operations} operations of ${report.providers} providers, ${report.packs.length} packs, ${(report.bytes / 1e6).toFixed(1)} MB`,
  );
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { code, message, stack } = error as NodeJS.ErrnoException;
  return code?.startsWith('ERR_PARSE_ARGS')
    ? usage(message)
    : new AppError('internal', stack ?? message, 'A fault of ours.');
}

main().catch((error: unknown) => {
  const { code, message, hint } = asAppError(error);
  process.stderr.write(`${message}\n${hint}\n`);
  process.exitCode = meaningOf(code).exit;
});
