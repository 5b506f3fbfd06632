import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../schema/error.ts';
import type { Ingested, Skip, Source } from '../../schema/operation.ts';
import { joinIngested } from '../openapi/join.ts';
import { list, record } from '../openapi/loose.ts';
import { readDocument } from '../openapi/read.ts';
import type { PackageRef, Recipe } from '../recipe.ts';
import { ingestDiscovery, stabilityOf } from './ingest.ts';
import { shareTypes } from './types.ts';
import { apiVersion, compareVersions } from './versions.ts';

const CLIENT: PackageRef = {
  registry: 'pypi',
  name: 'google-api-python-client',
  version: '2.202.0',
  only: /googleapiclient\/discovery_cache\/documents\/.*\.json$/,
};

const SOURCE: Source = {
  package: `pypi:${CLIENT.name}`,
  version: CLIENT.version,
  licence: 'Apache-2.0',
  attribution: 'Copyright Google LLC',
};

/**
 * Reads a folder of discovery documents, `API.VERSION.json`, as one provider. All versions are read: the one that Google prefers (or else the
 * newest stable one) has the plain names, the others carry their version. A type that versions share is kept once.
 */
export function ingestDocuments(folder: string, source: Source = SOURCE): Ingested {
  const skipped: Skip[] = [];
  const parts: Ingested[] = [];
  const preferred = preferredVersions(folder);
  for (const [api, versions] of [...byApi(folder)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const rank = (version: string): number =>
      Number(stabilityOf(version) === 'stable' && preferred.has(`${api}:${version}`));
    versions.sort((a, b) => rank(b) - rank(a) || compareVersions(a, b));
    const read: Ingested[] = [];
    const taken = new Set<string>();
    // Some documents are an API of another name (`admin.directory_v1` has `directory.users.get`): no other version has its methods.
    const qualify = (id: string): boolean => id.startsWith(`${api}.`) || taken.has(`google:${id}`);
    for (const version of versions) {
      const file = `${api}.${version}.json`;
      try {
        const document = readDocument(readFileSync(join(folder, file)), file);
        const options = { provider: 'google', source, pointerPrefix: file };
        const part = ingestDiscovery(document, read.length === 0 ? options : { ...options, qualify });
        for (const { id } of part.operations) taken.add(id);
        read.push(part);
      } catch (cause) {
        if (!(cause instanceof AppError)) throw cause;
        skipped.push({ pointer: file, reason: cause.message });
      }
    }
    parts.push(...shareTypes(read.map(withoutKnownCalls())));
  }
  const joined = joinIngested('google', parts);
  return { ...joined, skipped: [...joined.skipped, ...skipped] };
}

/** Two versions may describe the very same request, version in the path and all: the better version's reading stands. */
function withoutKnownCalls(): (part: Ingested) => Ingested {
  const known = new Map<string, string>();
  return (part) => {
    const skipped = [...part.skipped];
    const mine = new Map<string, string>();
    const operations = part.operations.filter((operation) => {
      const call = operation.invocations.map((one) => ('server' in one ? `${one.server} ${one.path}` : '')).join();
      const other = known.get(call);
      if (other !== undefined)
        skipped.push({ pointer: operation.origin.pointer, reason: `${other} is the same request` });
      else mine.set(call, operation.id);
      return other === undefined;
    });
    for (const [call, id] of mine) known.set(call, id);
    return { ...part, operations, skipped };
  };
}

/** `api:version` of the versions that the directory of APIs marks as preferred. */
function preferredVersions(folder: string): Set<string> {
  const index = join(folder, 'index.json');
  if (!existsSync(index)) return new Set();
  const items = list(record(readDocument(readFileSync(index), 'index.json'))?.['items']).map((item) => record(item));
  return new Set(
    items.filter((item) => item?.['preferred'] === true).map((item) => `${item?.['name']}:${item?.['version']}`),
  );
}

function byApi(folder: string): Map<string, string[]> {
  const apis = new Map<string, string[]>();
  for (const file of readdirSync(folder).sort()) {
    const found = apiVersion(file);
    if (found) apis.set(found.api, [...(apis.get(found.api) ?? []), found.version]);
  }
  return apis;
}

export const recipes: Recipe[] = [
  {
    name: 'google-discovery',
    packages: [CLIENT],
    precedence: 20,
    build: async (context) => [
      ingestDocuments(join(context.folder(CLIENT), 'googleapiclient', 'discovery_cache', 'documents')),
    ],
  },
];
