import { join } from 'node:path';
import { AppError } from '../../schema/error.ts';
import type { Ingested, Source } from '../../schema/operation.ts';
import { ingestFig } from '../fig/ingest.ts';
import { loadSpec } from '../fig/load.ts';
import { FIG_PACKAGE, FIG_SOURCE } from '../fig/recipe.ts';
import type { PackageRef, Recipe, RecipeContext } from '../recipe.ts';
import { ingestAzure } from './ingest.ts';
import { readAzure } from './static.ts';

const AZURE_PACKAGE: PackageRef = {
  registry: 'pypi',
  name: 'azure-cli',
  version: '2.91.0',
  only: /^azure\/cli\/command_modules\/.*\.py$/,
};

const AZURE_SOURCE: Source = {
  package: 'pypi:azure-cli',
  version: AZURE_PACKAGE.version,
  licence: 'MIT',
  attribution: 'Copyright (c) Microsoft Corporation',
};

export const recipes: Recipe[] = [{ name: 'azure', packages: [AZURE_PACKAGE, FIG_PACKAGE], precedence: 30, build }];

async function build(context: RecipeContext): Promise<Ingested[]> {
  const cli = await readAzure(context.folder(AZURE_PACKAGE));
  const { tree, skipped } = await loadSpec(join(context.folder(FIG_PACKAGE), 'build'), 'az');
  if (!tree)
    throw new AppError('source-unreadable', `fig's table of az: ${skipped[0]?.reason}`, 'Download the package again.');
  const fig = ingestFig(tree, { source: FIG_SOURCE, pointer: 'build/az/2.53.0.js', skipped });
  const ingested = ingestAzure(cli, fig, { cli: AZURE_SOURCE, fig: FIG_SOURCE });
  context.log(`azure: ${ingested.operations.length} operations`);
  return [ingested];
}
