import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../schema/error.ts';
import type { Ingested, Source } from '../../schema/operation.ts';
import { loadSpec } from '../fig/load.ts';
import { FIG_PACKAGE, FIG_SOURCE } from '../fig/recipe.ts';
import type { Recipe, RecipeContext } from '../recipe.ts';
import { ingestShippedGcloud } from './shipped.ts';
import { readSupplement } from './supplement.ts';

const SUPPLEMENT = new URL('./supplement.yaml', import.meta.url);

const SUPPLEMENT_SOURCE: Source = {
  package: 'gorilla-ts:src/ingest/gcloud/supplement.yaml',
  version: '1',
  licence: 'Apache-2.0',
};

export const recipes: Recipe[] = [{ name: 'gcloud', packages: [FIG_PACKAGE], precedence: 30, build }];

async function build(context: RecipeContext): Promise<Ingested[]> {
  const { tree, skipped } = await loadSpec(join(context.folder(FIG_PACKAGE), 'build'), 'gcloud');
  if (!tree)
    throw new AppError(
      'source-unreadable',
      `fig's table of gcloud: ${skipped[0]?.reason}`,
      'Download the package again.',
    );
  const supplement = readSupplement(readFileSync(SUPPLEMENT, 'utf8'));
  const ingested = ingestShippedGcloud(
    tree,
    supplement,
    { fig: FIG_SOURCE, supplement: SUPPLEMENT_SOURCE },
    'build/gcloud.js',
  );
  ingested.skipped.push(...skipped);
  context.log(`gcloud: ${ingested.operations.length} operations`);
  return [ingested];
}
