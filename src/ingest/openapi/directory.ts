import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../schema/error.ts';
import type { Ingested, Skip, Source } from '../../schema/operation.ts';
import { refineGraph } from './graph.ts';
import { ingestOpenApi } from './ingest.ts';
import { joinIngested } from './join.ts';
import { permissiveLicence } from './licence.ts';
import { type Loose, list, record, text } from './loose.ts';
import { ALL_VERSIONS, domainOf, namedProvider, SILENT_AUTH, serviceOf, shortName, whyLeftOut } from './providers.ts';
import { readDocument } from './read.ts';
import { upstreamLicence } from './upstream-licences.ts';

interface Candidate {
  file: string;
  domain: string;
  service?: string;
  document: Loose;
  source: Source;
}

/** What was not taken of the collection, and why: for the report of the build. */
export interface DirectoryResult {
  ingested: Ingested[];
  leftOut: Skip[];
}

/**
 * Reads a collection of OpenAPI documents, `DOMAIN.json` or `DOMAIN/SERVICE.json`: one provider a domain, the newest version of each
 * service, and only documents whose licence lets anybody pass them on.
 */
export function ingestDirectory(
  folder: string,
  base: Omit<Source, 'licence'>,
  wanted: (file: string) => boolean = () => true,
): DirectoryResult {
  const leftOut: Skip[] = [];
  const byProvider = new Map<string, Candidate[]>();
  const names = new Map<string, string>();
  for (const file of newestVersions(filesIn(folder).filter(wanted), leftOut)) {
    const candidate = readCandidate(folder, file, base, leftOut);
    if (!candidate) continue;
    const name = providerName(candidate, names);
    byProvider.set(name, [...(byProvider.get(name) ?? []), candidate]);
  }
  const ingested: Ingested[] = [];
  for (const [provider, candidates] of [...byProvider].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const parts = candidates.map((candidate) => ingestCandidate(provider, candidate, candidates.length > 1, leftOut));
    const joined = joinIngested(
      provider,
      parts.filter((part): part is Ingested => part !== undefined),
    );
    if (joined.operations.length > 0) ingested.push(joined);
  }
  return { ingested, leftOut };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.json'))
    .sort();
}

function newestVersions(files: string[], leftOut: Skip[]): string[] {
  const newest = new Map<string, { file: string; version: number }>();
  for (const file of files) {
    const reason = whyLeftOut(file);
    if (reason) {
      leftOut.push({ pointer: file, reason });
      continue;
    }
    const part = serviceOf(file);
    const key = part && !ALL_VERSIONS.has(domainOf(file)) ? `${domainOf(file)}/${part.service}` : file;
    const known = newest.get(key);
    const version = part?.version ?? 0;
    if (known)
      leftOut.push({ pointer: known.version > version ? file : known.file, reason: 'a newer version is read' });
    if (!known || version >= known.version) newest.set(key, { file, version });
  }
  return [...newest.values()].map((one) => one.file).sort();
}

function readCandidate(
  folder: string,
  file: string,
  base: Omit<Source, 'licence'>,
  leftOut: Skip[],
): Candidate | undefined {
  try {
    const document = record(readDocument(readFileSync(join(folder, file)), file)) ?? {};
    const info = record(document['info']);
    const upstream = upstreamLicence(file);
    const licence = upstream?.licence ?? permissiveLicence(info);
    if (!licence) {
      const named = text(record(info?.['license'])?.['name']);
      leftOut.push({
        pointer: file,
        reason: named ? `licence does not permit redistribution: ${named}` : 'no clear licence',
      });
      return undefined;
    }
    const holder = text(record(info?.['contact'])?.['name']) ?? domainOf(file);
    const origin = text(record(list(info?.['x-origin'])[0])?.['url']);
    const attribution = upstream
      ? `${upstream.copyright} (${upstream.repository})`
      : `${text(info?.['title']) ?? domainOf(file)}: ${holder}${origin ? ` (${origin.slice(0, 160)})` : ''}`;
    const service = ALL_VERSIONS.has(domainOf(file)) ? serviceOf(file)?.full : serviceOf(file)?.service;
    const source: Source = { ...base, licence, attribution };
    return {
      file,
      domain: domainOf(file),
      ...(service ? { service: plainService(service, domainOf(file)) } : {}),
      document,
      source,
    };
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    leftOut.push({ pointer: file, reason: cause.message });
    return undefined;
  }
}

/** `twilio_messaging_v1` of twilio.com -> `messaging_v1`. */
function plainService(service: string, domain: string): string {
  return service.replace(new RegExp(`^${shortName(domain)}[-_]`, 'i'), '') || service;
}

function providerName(candidate: Candidate, names: Map<string, string>): string {
  const own = namedProvider(candidate.file);
  const owner = own ? `=${own}` : candidate.domain;
  for (const name of [own ?? shortName(candidate.domain), candidate.domain.replaceAll('.', '-').toLowerCase()]) {
    const holder = names.get(name);
    if (holder === undefined || holder === owner || own === name) {
      names.set(name, owner);
      return name;
    }
  }
  return candidate.domain.toLowerCase();
}

function ingestCandidate(
  provider: string,
  candidate: Candidate,
  several: boolean,
  leftOut: Skip[],
): Ingested | undefined {
  const auth = SILENT_AUTH[provider];
  try {
    return ingestOpenApi(candidate.document, {
      provider,
      source: candidate.source,
      pointerPrefix: candidate.file,
      ...(candidate.service && several
        ? { service: candidate.service, qualify: true, typePrefix: `${candidate.service}.` }
        : {}),
      ...(auth ? { auth } : {}),
      ...(provider === 'microsoft-graph' ? { refine: refineGraph } : {}),
    });
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    leftOut.push({ pointer: candidate.file, reason: cause.message });
    return undefined;
  }
}
