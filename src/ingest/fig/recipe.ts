import { join } from 'node:path';
import type { Ingested, Source } from '../../schema/operation.ts';
import type { PackageRef, Recipe, RecipeContext } from '../recipe.ts';
import { ingestFig } from './ingest.ts';
import { loadSpec, specNames } from './load.ts';

export const FIG_PACKAGE: PackageRef = {
  registry: 'npm',
  name: '@withfig/autocomplete',
  version: '2.692.3',
  only: /^(?:package\/)?build\//,
};

export const FIG_SOURCE: Source = {
  package: 'npm:@withfig/autocomplete',
  version: FIG_PACKAGE.version,
  licence: 'MIT',
  attribution: 'Copyright (c) 2021 Hercules Labs Inc. (Fig)',
};

/** Better described elsewhere: `aws` by botocore, `az` and `gcloud` by their own recipes; the others are no programs that people call. */
const LEFT_OUT = new Map([
  ['aws', 'read from botocore and the AWS CLI'],
  ['az', 'read by the azure recipe'],
  ['gcloud', 'read by the gcloud recipe'],
  ['-', 'is no program'],
  ['aliases', 'is no program'],
  ['example', 'is no program'],
]);
const PROGRAM_NAME = /^[\w@.+-][\w@./+-]*$/;
const PROCESSES = 2;

export const recipes: Recipe[] = [{ name: 'fig', packages: [FIG_PACKAGE], precedence: 10, build }];

/** One `Ingested` a program, sorted by the spec's name. Where two specs describe one program, the first stands. */
async function build(context: RecipeContext): Promise<Ingested[]> {
  const folder = join(context.folder(FIG_PACKAGE), 'build');
  const names = specNames(folder);
  const results = new Map<string, Ingested>();
  let next = 0;
  const work = async (): Promise<void> => {
    for (let name = names[next++]; name !== undefined; name = names[next++])
      results.set(name, await read(folder, name));
  };
  await Promise.all(Array.from({ length: PROCESSES }, work));
  const byProgram = new Map<string, Ingested>();
  const ownFirst = (name: string) => (results.get(name)!.provider === name ? 0 : 1);
  for (const name of names.toSorted((a, b) => ownFirst(a) - ownFirst(b) || (a < b ? -1 : 1)))
    add(byProgram, name, results.get(name)!);
  context.log(
    `fig: ${names.length} specs, ${[...byProgram.values()].reduce((sum, each) => sum + each.operations.length, 0)} operations`,
  );
  return [...byProgram.values()];
}

async function read(folder: string, name: string): Promise<Ingested> {
  const empty: Ingested = { provider: name, sources: [FIG_SOURCE], operations: [], types: {}, skipped: [] };
  const reason = LEFT_OUT.get(name);
  if (reason) return { ...empty, skipped: [{ pointer: name, reason }] };
  const { tree, skipped } = await loadSpec(folder, name);
  if (!tree) return { ...empty, skipped };
  if (!PROGRAM_NAME.test(tree.name[0] ?? ''))
    return { ...empty, skipped: [{ pointer: name, reason: `no program's name: ${tree.name[0]}` }] };
  return ingestFig(tree, { source: FIG_SOURCE, pointer: `build/${name}.js`, skipped });
}

function add(byProgram: Map<string, Ingested>, spec: string, ingested: Ingested): void {
  const before = byProgram.get(ingested.provider);
  if (!before) byProgram.set(ingested.provider, ingested);
  else
    before.skipped.push(...ingested.skipped, {
      pointer: spec,
      reason: `${ingested.provider} is described by another spec, too`,
    });
}
