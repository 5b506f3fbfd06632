import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Source } from '../../schema/operation.ts';
import type { PackageRef, Recipe, RecipeContext } from '../recipe.ts';
import { attachExamples } from './attach-examples.ts';
import { ingestBotocore } from './ingest.ts';
import { readServiceModel, type ServiceModel, serviceNames } from './service-model.ts';
import { walkCommands } from './walk.ts';

const pypi = (name: string, version: string, only?: RegExp): PackageRef => ({
  registry: 'pypi',
  name,
  version,
  ...(only ? { only } : {}),
});

const BOTOCORE = pypi('botocore', '1.44.5', /\/service-2\.[^/]*json(\.gz)?$/);
const AWSCLI = pypi('awscli', '1.46.3');

/** What awscli imports when it is started. PyYAML is not among it: see walk_awscli.py. */
const IMPORTED: PackageRef[] = [
  pypi('colorama', '0.4.6'),
  pypi('docutils', '0.19'),
  pypi('jmespath', '1.0.1'),
  pypi('pyasn1', '0.6.5'),
  pypi('python-dateutil', '2.9.0.post0'),
  pypi('rsa', '4.7.2'),
  pypi('six', '1.17.0'),
  pypi('urllib3', '2.5.0'),
];

const COPYRIGHT = 'Copyright Amazon.com, Inc. or its affiliates. All Rights Reserved.';

const SOURCES: Source[] = [BOTOCORE, AWSCLI].map(({ name, version }) => ({
  package: `pypi:${name}`,
  version,
  licence: 'Apache-2.0',
  attribution: COPYRIGHT,
}));

async function* models(data: string): AsyncGenerator<ServiceModel> {
  for (const service of await serviceNames(data)) {
    const model = await readServiceModel(data, service);
    if (model) yield model;
  }
}

async function build(context: RecipeContext): Promise<[Awaited<ReturnType<typeof ingestBotocore>>]> {
  const home = join(context.scratch, 'home');
  await mkdir(home, { recursive: true });
  const awscli = context.folder(AWSCLI);
  context.log("walking awscli's command tables");
  const commands = await walkCommands([awscli, ...IMPORTED.map((ref) => context.folder(ref))], home);
  context.log(`${commands.length - 1} commands; joining them with the service models`);
  const ingested = await ingestBotocore(models(join(context.folder(BOTOCORE), 'botocore', 'data')), commands, SOURCES);
  ingested.skipped.push(...(await attachExamples(join(awscli, 'awscli', 'examples'), ingested.operations)));
  return [ingested];
}

export const recipes: Recipe[] = [{ name: 'aws', packages: [BOTOCORE, AWSCLI, ...IMPORTED], precedence: 90, build }];
