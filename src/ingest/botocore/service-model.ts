import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { AppError } from '../../schema/error.ts';

/** A shape of a botocore service model. Only what is read here. */
export interface Shape {
  type: string;
  members?: Record<string, Member>;
  required?: string[];
  member?: Member;
  value?: Member;
  enum?: string[];
  min?: number;
  max?: number;
  pattern?: string;
  documentation?: string;
  deprecated?: boolean;
  /** Free JSON. */
  document?: boolean;
}

export interface Member {
  shape: string;
  documentation?: string;
  deprecated?: boolean;
  jsonvalue?: boolean;
  /** The SDKs and the command line make a value up where none is given. */
  idempotencyToken?: boolean;
}

export interface ApiOperation {
  input?: { shape: string };
  documentation?: string;
  deprecated?: boolean;
}

export interface ServiceModel {
  /** botocore's folder, which is the name of the boto3 client: `s3`, where the command line says `s3api`. */
  service: string;
  metadata: { serviceId?: string; serviceFullName?: string; apiVersion: string };
  operations: Record<string, ApiOperation>;
  shapes: Record<string, Shape>;
}

type Tree = { [key: string]: unknown };

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** botocore's `deep_merge`: objects are merged, everything else is replaced. */
export function deepMerge(base: Tree, extra: Tree): void {
  for (const [key, value] of Object.entries(extra)) {
    const own = base[key];
    if (isTree(own) && isTree(value)) deepMerge(own, value);
    else base[key] = value;
  }
}

async function readJson(file: string): Promise<Tree> {
  try {
    const bytes = await readFile(file);
    return JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')) as Tree;
  } catch (cause) {
    throw new AppError(
      'source-unreadable',
      `${file} is not a botocore model`,
      'Remove the download and fetch it again.',
      cause,
    );
  }
}

/** The services of an unpacked botocore, in alphabetical order. */
export async function serviceNames(data: string): Promise<string[]> {
  const entries = await readdir(data, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The newest model of a service with the corrections that botocore lays over it. Undefined: a folder without a model. */
export async function readServiceModel(data: string, service: string): Promise<ServiceModel | undefined> {
  const versions = (await readdir(join(data, service))).filter((name) => /^\d{4}-\d\d-\d\d$/.test(name)).sort();
  for (const version of versions.reverse()) {
    const folder = join(data, service, version);
    const files = await readdir(folder);
    const file = files.find((name) => /^service-2\.json(\.gz)?$/.test(name));
    if (!file) continue;
    const model = await readJson(join(folder, file));
    for (const extra of files.filter((name) => /^service-2\..+-extras\.json$/.test(name)).sort()) {
      const { merge } = await readJson(join(folder, extra));
      if (isTree(merge)) deepMerge(model, merge);
    }
    return { service, ...(model as unknown as Omit<ServiceModel, 'service'>) };
  }
  return undefined;
}
