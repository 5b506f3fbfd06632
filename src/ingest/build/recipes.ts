import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Recipe } from '../recipe.ts';

export interface FoundRecipe {
  recipe: Recipe;
  /** The module that exports it. */
  file: string;
}

const INGEST = fileURLToPath(new URL('..', import.meta.url));

/** Every adapter's recipes: `src/ingest/<adapter>/recipe.ts` exports `recipes`. By precedence, then by name. */
export async function findRecipes(folder = INGEST): Promise<FoundRecipe[]> {
  const found: FoundRecipe[] = [];
  for (const adapter of readdirSync(folder).sort()) {
    const file = join(folder, adapter, 'recipe.ts');
    if (!existsSync(file)) continue;
    const { recipes } = (await import(pathToFileURL(file).href)) as { recipes: Recipe[] };
    found.push(...recipes.map((recipe) => ({ recipe, file })));
  }
  return found.sort((a, b) => a.recipe.precedence - b.recipe.precedence || (a.recipe.name < b.recipe.name ? -1 : 1));
}
