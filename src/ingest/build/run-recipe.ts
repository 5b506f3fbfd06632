import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serialize } from 'node:v8';
import { AppError } from '../../schema/error.ts';
import type { Recipe } from '../recipe.ts';
import { folderKey } from './packages.ts';

/** What the parent says to the process that runs one recipe. */
export interface RecipeJob {
  file: string;
  name: string;
  /** `folderKey` of each package to its folder. */
  folders: Record<string, string>;
  /** Where the result goes, as V8 serialises it. */
  output: string;
  scratch: string;
}

export type RecipeMessage = { log: string } | { failed: string; hint: string; code: string };

const send = (message: RecipeMessage): void => void process.send?.(message);

async function run(job: RecipeJob): Promise<void> {
  const { recipes } = (await import(pathToFileURL(job.file).href)) as { recipes: Recipe[] };
  const recipe = recipes.find((one) => one.name === job.name)!;
  mkdirSync(job.scratch, { recursive: true });
  const scratch = mkdtempSync(join(job.scratch, `${job.name}-`));
  try {
    const ingested = await recipe.build({
      folder: (ref) => job.folders[folderKey(ref)]!,
      scratch,
      log: (message) => send({ log: message }),
    });
    // Not flushed to the disk, unlike a pack: a result that a crash spoils is made again.
    const temporary = `${job.output}.${process.pid}.tmp`;
    writeFileSync(temporary, serialize(ingested));
    renameSync(temporary, job.output);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

process.once('message', (job) => {
  run(job as RecipeJob)
    .catch((error: unknown) => {
      const failed = error instanceof AppError ? error.message : ((error as Error).stack ?? String(error));
      const [code, hint] =
        error instanceof AppError ? [error.code, error.hint] : ['internal', 'A fault of the adapter.'];
      send({ failed, hint, code });
      process.exitCode = 1;
    })
    .finally(() => process.disconnect());
});
