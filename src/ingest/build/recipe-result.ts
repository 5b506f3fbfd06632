import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize } from 'node:v8';
import { AppError, type ErrorCode } from '../../schema/error.ts';
import type { Ingested } from '../../schema/operation.ts';
import { adapterHash } from './adapter-hash.ts';
import { folderKey, type Packages } from './packages.ts';
import type { FoundRecipe } from './recipes.ts';
import type { RecipeJob, RecipeMessage } from './run-recipe.ts';

const RUNNER = fileURLToPath(new URL('./run-recipe.ts', import.meta.url));
const MEMORY_MB = 8192;

/** In a process of its own: an adapter's memory is gone when it has ended, and two can run at once. */
function runApart(job: RecipeJob, log: (message: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(RUNNER, { execArgv: ['--import', 'tsx', `--max-old-space-size=${MEMORY_MB}`] });
    let failure: AppError | undefined;
    child.on('message', (message: RecipeMessage) => {
      if ('log' in message) log(message.log);
      else failure = new AppError(message.code as ErrorCode, `${job.name}: ${message.failed}`, message.hint);
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else
        reject(
          failure ?? new AppError('internal', `${job.name} ended with ${signal ?? code}`, 'A fault of the adapter.'),
        );
    });
    child.send(job);
  });
}

const HOUR_MS = 3_600_000;

/** Results of earlier adapters or packages; young ones stay, for another build may be about to read them. */
function removeOlder(folder: string, recipe: string, newest: string): void {
  const ofRecipe = /^(.*)-[0-9a-f]{16}\.bin/;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (ofRecipe.exec(name)?.[1] !== recipe || path === newest) continue;
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat && Date.now() - stat.mtimeMs > HOUR_MS) rmSync(path, { force: true });
  }
}

/**
 * What a recipe makes, from the cache where neither its packages nor its adapter have changed: an interrupted build goes on where it was.
 */
export async function recipeResult(
  { recipe, file }: FoundRecipe,
  packages: Packages,
  cache: string,
  log: (message: string) => void,
): Promise<Ingested[]> {
  const folders: Record<string, string> = {};
  for (const ref of recipe.packages) folders[folderKey(ref)] = await packages.folder(ref);
  const key = createHash('sha256')
    .update(JSON.stringify([recipe.name, recipe.precedence, folders, adapterHash(file), process.version]))
    .digest('hex')
    .slice(0, 16);
  const folder = join(cache, 'recipes');
  mkdirSync(folder, { recursive: true });
  const output = join(folder, `${recipe.name}-${key}.bin`);
  if (existsSync(output)) log('unchanged');
  else {
    await runApart({ file, name: recipe.name, folders, output, scratch: join(cache, 'scratch') }, log);
    removeOlder(folder, recipe.name, output);
  }
  return deserialize(readFileSync(output)) as Ingested[];
}
