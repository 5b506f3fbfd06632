import { join } from 'node:path';
import { ingestBotocore } from '../../src/ingest/botocore/ingest.ts';
import { readServiceModel, type ServiceModel, serviceNames } from '../../src/ingest/botocore/service-model.ts';
import { PackageLock } from '../../src/ingest/build/lock.ts';
import { Packages } from '../../src/ingest/build/packages.ts';
import { AppError } from '../../src/schema/error.ts';
import type { Ingested, Operation, Parameter } from '../../src/schema/operation.ts';
import { commandsOfModel } from '../../src/teach/aws-commands.ts';
import { shippedProvider } from '../../src/teach/overlay.ts';
import { readPackages } from '../../src/teach/packages.ts';
import { places } from '../../src/zoo/places.ts';

/** A provider's documents as an older version of their package has them. */
export interface OlderDocuments {
  provider: string;
  /** `npm:@octokit/openapi 16.0.0`. */
  version: string;
  /** In place of all that is shipped of the provider. */
  parts: Ingested[];
}

interface Pair {
  provider: string;
  package: string;
  version: string;
  sha256: string;
}

/** The oldest version of each that its registry still gives, or for Kubernetes and botocore one of 2023: before the APIs that the requests ask for. */
const PAIRS: Pair[] = [
  {
    provider: 'github',
    package: 'npm:@octokit/openapi',
    version: '16.0.0',
    sha256: 'a7c61757c795a12cb57b202a946236a3c5507c1ed4aa291e6eb6595ed9e5632c',
  },
  {
    provider: 'kubernetes',
    package: 'go:k8s.io/kubernetes',
    version: 'v1.28.0',
    sha256: 'afddb7cb28145f5bc726b93ed39b38e4eae4b268962cfca49a760757a50d5d87',
  },
  ...['gh', 'docker'].map((provider) => ({
    provider,
    package: 'npm:@withfig/autocomplete',
    version: '2.422.0',
    sha256: 'be95656a562ae2e944660fab1f65da2b772bdbbfbb9aa2673403f35743517dd7',
  })),
];

const BOTOCORE = {
  registry: 'pypi',
  name: 'botocore',
  version: '1.34.0',
  only: /\/service-2\.[^/]*json(\.gz)?$/,
} as const;
const BOTOCORE_SHA256 = '6ec19f6c9f61c3df22fb3e083940ac7946a3d96128db1f370f10aea702bb157f';

/** Fetched from the registries at the first time, then from the cache. Fails: `download-failed`, `tool-missing`. */
export async function olderDocuments(packsDir: string): Promise<OlderDocuments[]> {
  const cacheDir = places().cache;
  const log = (message: string): void => console.error(message);
  const out: OlderDocuments[] = [];
  for (const { provider, package: name, version, sha256 } of PAIRS) {
    const reading = await readPackages({ packsDir, userDir: join(cacheDir, 'nobody') }, provider, {
      cacheDir,
      version,
      log,
    });
    if (reading === 'unchanged') continue;
    same(`${name} ${version}`, reading.of.sources.find((source) => source.package === name)?.sha256, sha256);
    out.push({ provider, version: `${name} ${version}`, parts: reading.parts });
  }
  return [...out, await olderAws(packsDir, cacheDir, log)];
}

function same(what: string, is: string | undefined, was: string): void {
  if (is === was) return;
  throw new AppError(
    'download-failed',
    `${what} is not what it was: sha256 ${is} instead of ${was}`,
    'Find out why before the sum in eval/rat/older.ts is changed.',
  );
}

/**
 * The shipped commands of AWS without what the older service models do not have: operations, and members of their input. What the command line adds by hand
 * stays as it is, for botocore says nothing of it; what only the older models have comes back.
 */
async function olderAws(packsDir: string, cacheDir: string, log: (message: string) => void): Promise<OlderDocuments> {
  const lock = new PackageLock(join(cacheDir, 'packages.lock.json'));
  const folder = await new Packages(cacheDir, lock, log).folder(BOTOCORE);
  same('pypi:botocore 1.34.0', lock.get('pypi:botocore@1.34.0')?.sha256, BOTOCORE_SHA256);
  const data = join(folder, 'botocore', 'data');
  const models: ServiceModel[] = [];
  for (const service of await serviceNames(data)) {
    const model = await readServiceModel(data, service);
    if (model) models.push(model);
  }
  const older = await ingestBotocore(models, models.flatMap(commandsOfModel), []);
  const shipped = shippedProvider(packsDir, 'aws')!;
  const before = new Map(older.operations.map((one) => [one.id, one]));
  const kept = shipped.operations.flatMap((operation) => trimmed(operation, before));
  const known = new Set(shipped.operations.map(({ id }) => id));
  const back = older.operations.filter(({ id }) => !known.has(id));
  const operations = [...kept, ...back.map((one) => ({ ...one, origin: { ...one.origin, source: 0 } }))];
  const types = { ...older.types, ...shipped.types };
  const { whole: _whole, ...rest } = shipped;
  return { provider: 'aws', version: 'pypi:botocore 1.34.0', parts: [{ ...rest, operations, types }] };
}

function trimmed(operation: Operation, before: Map<string, Operation>): Operation[] {
  const was = before.get(operation.id);
  // Made by hand for the command line, such as `aws s3 cp`: no model has it.
  const byHand = !operation.invocations.some((way) => way.surface === 'python');
  if (!was) return byHand ? [operation] : [];
  const members = new Set(was.parameters.flatMap((p) => [p.name, p.names?.python ?? p.name]));
  const stays = (p: Parameter): boolean => p.names?.python === undefined || members.has(p.names.python);
  const parameters = operation.parameters.filter(stays);
  return [parameters.length === operation.parameters.length ? operation : { ...operation, parameters }];
}
