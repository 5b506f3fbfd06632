import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../schema/error.ts';
import type { Ingested, Skip, Source } from '../../schema/operation.ts';
import { joinIngested } from '../openapi/join.ts';
import { list, record } from '../openapi/loose.ts';
import { readDocument } from '../openapi/read.ts';
import type { PackageRef, Recipe } from '../recipe.ts';
import { ingestDiscovery, stabilityOf } from './ingest.ts';
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
 * Reads a folder of discovery documents, `API.VERSION.json`, as one provider. Of each API the version that Google prefers and
 * the newest stable one are read whole; of other stable versions only the methods with paths of their own, of unstable ones only those that no better
 * version has by any name.
 */
export function ingestDocuments(folder: string, source: Source = SOURCE): Ingested {
  const skipped: Skip[] = [];
  const parts: Ingested[] = [];
  const preferred = preferredVersions(folder);
  for (const [api, versions] of [...byApi(folder)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const shapes = new Set<string>();
    const ids = new Set<string>();
    const sorted = versions.sort(compareVersions);
    const whole = sorted.filter(
      (version, i) => stabilityOf(version) === 'stable' && (i === 0 || preferred.has(`${api}:${version}`)),
    );
    whole.sort((a, b) => Number(preferred.has(`${api}:${b}`)) - Number(preferred.has(`${api}:${a}`)));
    const others = sorted.filter((version) => !whole.includes(version));
    for (const version of [...whole, ...others]) {
      const file = `${api}.${version}.json`;
      const keep = (id: string, template: string): boolean =>
        whole.includes(version) ||
        (!shapes.has(shapeOf(template)) && (stabilityOf(version) === 'stable' || !ids.has(id)));
      try {
        const document = readDocument(readFileSync(join(folder, file)), file);
        const options = { provider: 'google', source, pointerPrefix: file };
        const part = ingestDiscovery(document, ids.size === 0 ? options : { ...options, qualify: true, keep });
        for (const operation of part.operations) {
          ids.add(operation.name.replace(`${api}.${version}.`, `${api}.`));
          shapes.add(shapeOf(operation.invocations[0]?.path ?? ''));
        }
        parts.push(part);
      } catch (cause) {
        if (!(cause instanceof AppError)) throw cause;
        skipped.push({ pointer: file, reason: cause.message });
      }
    }
  }
  const joined = joinIngested('google', parts);
  return { ...joined, skipped: [...joined.skipped, ...skipped] };
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

/** `POST /v1beta1/{+parent}/jobs` and `POST /v1/{parent}/jobs` are one. */
function shapeOf(template: string): string {
  return template.replace(/\{[^}]*\}/g, '{}').replace(/\/(?:v\d[\w.]*|alpha|beta)(?=\/)/, '/v');
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
