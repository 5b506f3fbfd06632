import { readdir, readFile } from 'node:fs/promises';
import type { Ingested, Source } from '../../schema/operation.ts';
import { mergeIngested } from '../merge.ts';
import type { Recipe } from '../recipe.ts';
import { ingestSupplement } from './supplement.ts';

const FOLDER = new URL('./supplement/', import.meta.url);

/**
 * Our own descriptions of command line tools, each written for the version that its file names, or for none in particular; they are not compared
 * with every release. The date is that of the last change of the descriptions.
 */
export const SUPPLEMENT_SOURCE: Source = {
  package: 'gorilla:supplement',
  version: '2026.11',
  licence: 'Apache-2.0',
  date: '2026-11-27',
};

/** Reads every supplement, in the order of the files' names, joined by provider. */
export async function readSupplements(folder: URL = FOLDER): Promise<Ingested[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();
  const parts: Ingested[] = [];
  for (const file of files)
    parts.push(...ingestSupplement(await readFile(new URL(file, folder), 'utf8'), file, SUPPLEMENT_SOURCE));
  return mergeIngested(parts.map((ingested) => ({ ingested, precedence: 0 })));
}

/** Above fig: its tables are of macOS or some years old where the supplement has a command too. */
export const recipes: Recipe[] = [
  {
    name: 'supplement',
    packages: [],
    precedence: 80,
    async build(context) {
      const ingested = await readSupplements();
      const count = ingested.reduce((sum, { operations }) => sum + operations.length, 0);
      context.log(`${count} commands of ${ingested.length} providers`);
      return ingested;
    },
  },
];
