import type { AppError } from '../../schema/error.ts';
import type { Ingested } from '../../schema/operation.ts';
import { mergeIngested } from '../merge.ts';
import type { PackageLock } from './lock.ts';
import type { Packages } from './packages.ts';
import { recipeResult } from './recipe-result.ts';
import type { FoundRecipe } from './recipes.ts';
import { keepParametersUnique } from './unique-parameters.ts';

/** What one recipe brought, before providers are merged. */
export interface RecipeOutcome {
  name: string;
  operations: number;
  skips: { pointer: string; reason: string }[];
  failure?: AppError;
}

export interface Collected {
  ingested: Ingested[];
  outcomes: RecipeOutcome[];
}

/** Completes sources with what the lock knows: the archive's hash and the date of the version. */
function completeSources(ingested: Ingested, lock: PackageLock): void {
  ingested.sources = ingested.sources.map((source) => {
    const entry = lock.get(`${source.package}@${source.version}`);
    if (!entry) return source;
    return { ...source, date: source.date ?? entry.date, sha256: source.sha256 ?? entry.sha256 } as typeof source;
  });
}

/** Runs the recipes, `jobs` at a time, and merges what they make by precedence. A recipe that fails is in the outcomes, and the others go on. */
export async function collect(
  found: FoundRecipe[],
  packages: Packages,
  lock: PackageLock,
  places: { cache: string; jobs: number },
  log: (message: string) => void,
): Promise<Collected> {
  const results = new Array<Ingested[]>(found.length);
  const outcomes = new Array<RecipeOutcome>(found.length);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < found.length; index = next++) {
      const one = found[index]!;
      const { name } = one.recipe;
      const startMs = performance.now();
      try {
        const made = await recipeResult(one, packages, places.cache, (message) => log(`${name}: ${message}`));
        for (const part of made) completeSources(part, lock);
        results[index] = made;
        const operations = made.reduce((sum, part) => sum + part.operations.length, 0);
        outcomes[index] = { name, operations, skips: made.flatMap((part) => part.skipped) };
        log(`${name}: ${operations} operations in ${((performance.now() - startMs) / 1000).toFixed(1)} s`);
      } catch (error) {
        results[index] = [];
        outcomes[index] = { name, operations: 0, skips: [], failure: error as AppError };
        log(`${name}: FAILED, ${(error as Error).message}`);
      }
    }
  };
  await Promise.all(Array.from({ length: places.jobs }, work));
  const parts = results.flatMap((made, index) =>
    made.map((ingested) => ({ ingested, precedence: found[index]!.recipe.precedence })),
  );
  const ingested = mergeIngested(parts);
  const skips = keepParametersUnique(ingested);
  if (skips.length > 0) outcomes.push({ name: 'after merging', operations: 0, skips });
  return { ingested, outcomes };
}
