import { AppError } from '../../schema/error.ts';
import type {
  Auth,
  Ingested,
  Operation,
  Parameter,
  Skip,
  Source,
  Stability,
  ValueSchema,
} from '../../schema/operation.ts';
import { isDestructive } from '../openapi/destructive.ts';
import { type Loose, list, record, text, token } from '../openapi/loose.ts';
import { plain, sentence, words } from '../openapi/plain-text.ts';
import { field, valueSchema } from './schema.ts';
import { reachableTypes, withTypeNames } from './types.ts';

export interface DiscoveryOptions {
  provider: string;
  source: Source;
  /** In front of pointers: the file within the package. */
  pointerPrefix?: string;
  /**
   * Another version of the API has the plain names: types, and methods for which this holds, carry the version behind theirs
   * (`run.jobs.get@v1`), so that they stand beside their likes in a sorted pack; the summary names it, too.
   */
  qualify?: (id: string) => boolean;
}

const BEARER: Auth = { in: 'header', name: 'Authorization', template: 'Bearer <token>' };
const MAX_RESOURCE_DEPTH = 24;

/**
 * Reads a Google API discovery document.
 *
 * What cannot be read is in `skipped`. Fails: `source-unsupported` where it is no discovery document.
 */
export function ingestDiscovery(input: unknown, options: DiscoveryOptions): Ingested {
  const root = record(input);
  const api = text(root?.['name']);
  if (!root || !api || (!record(root['resources']) && !record(root['methods']))) {
    throw new AppError(
      'source-unsupported',
      'This is no Google API discovery document: it has no name, or neither resources nor methods',
      'Give a document of kind "discovery#restDescription".',
    );
  }
  const version = text(root['version']) ?? '';
  const reading: Reading = {
    root,
    api,
    version,
    options,
    operations: [],
    skipped: [],
    prefix: options.pointerPrefix ?? '',
  };
  readMethods(reading, root, '#', 0);
  const operations = reading.operations;
  const types = reachableTypes(root, `${api}.`, operations);
  return {
    provider: options.provider,
    sources: [options.source],
    ...(options.qualify ? withTypeNames({ operations, types }, (name) => `${name}@${version}`) : { operations, types }),
    skipped: reading.skipped,
  };
}

interface Reading {
  root: Loose;
  api: string;
  version: string;
  options: DiscoveryOptions;
  operations: Operation[];
  skipped: Skip[];
  prefix: string;
}

function readMethods(reading: Reading, owner: Loose, pointer: string, depth: number): void {
  for (const [name, value] of Object.entries(record(owner['methods']) ?? {})) {
    readMethod(reading, name, value, `${pointer}/methods/${token(name)}`);
  }
  for (const [name, value] of Object.entries(record(owner['resources']) ?? {})) {
    const at = `${pointer}/resources/${token(name)}`;
    const resource = record(value);
    if (!resource || depth >= MAX_RESOURCE_DEPTH) {
      reading.skipped.push({
        pointer: reading.prefix + at,
        reason: resource ? 'resources are nested too deeply' : 'a resource is not an object',
      });
    } else readMethods(reading, resource, at, depth + 1);
  }
}

function readMethod(reading: Reading, name: string, value: unknown, pointer: string): void {
  const { root, api, version, options } = reading;
  const node = record(value);
  const id = text(node?.['id']) ?? `${api}.${name}`;
  const path = text(node?.['path']);
  const verb = text(node?.['httpMethod'])?.toUpperCase();
  if (!node || !path || !verb) {
    reading.skipped.push({ pointer: reading.prefix + pointer, reason: 'a method has no path or no HTTP method' });
    return;
  }
  const template = `${verb} /${(text(root['servicePath']) ?? '').replace(/^\//, '')}${path.replace(/^\//, '')}`;
  const qualified = options.qualify?.(id) === true;
  const named = qualified ? `${id}@${version}` : id;
  const description = plain(node['description'], 400);
  const said = sentence(node['description']) ?? words(id);
  const summary = qualified ? `${said} (${version})` : said;
  const own = [...plainParameters(node), ...bodyParameters(reading, node, id)];
  const operation: Operation = {
    id: `${options.provider}:${named}`,
    provider: options.provider,
    service: api,
    name: named,
    kind: 'http',
    version,
    summary,
    parameters: [...own, ...commonParameters(root, own)],
    invocations: [
      {
        surface: 'http',
        path: template,
        server: (text(root['rootUrl']) ?? text(root['baseUrl']) ?? 'https://{host}').replace(/\/+$/, ''),
        ...(record(node['request']) ? { contentType: 'application/json' } : {}),
        auth: BEARER,
      },
    ],
    origin: { source: 0, pointer: reading.prefix + pointer },
  };
  if (description && description.replace(/\.$/, '') !== said) operation.description = description;
  const stability = stabilityOf(version);
  if (stability !== 'stable') operation.stability = stability;
  if (node['deprecated'] === true || /^\W*deprecated\b/i.test(description ?? '')) operation.deprecated = true;
  if (isDestructive(verb, path, id, said)) operation.destructive = true;
  reading.operations.push(operation);
}

export function stabilityOf(version: string): Stability {
  if (/alpha|sandbox/i.test(version)) return 'alpha';
  return /beta|eap|preview|^v\d+p\d/i.test(version) ? 'beta' : 'stable';
}

/** Of the parameters that every method takes, those that people name; the rest are credentials and switches of old clients. */
const COMMON = ['fields', 'alt', 'quotaUser'];

function commonParameters(root: Loose, own: Parameter[]): Parameter[] {
  const common = record(root['parameters']) ?? {};
  return COMMON.flatMap((name): Parameter[] => {
    const node = record(common[name]);
    if (!node || own.some((one) => one.name === name)) return [];
    return [{ name, in: 'query', ...valueSchema(node, ''), global: true }];
  });
}

/** Path and query parameters of the method, those of `parameterOrder` first and in that order. */
function plainParameters(method: Loose): Parameter[] {
  const order = list(method['parameterOrder']);
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  const parameters: Parameter[] = [];
  for (const [name, value] of Object.entries(record(method['parameters']) ?? {})) {
    const node = record(value);
    if (!node) continue;
    const location = node['location'] === 'path' ? 'path' : 'query';
    const { required: _said, readOnly: _never, name: _name, ...rest } = field(name, node, '', 1);
    const repeated = node['repeated'] === true;
    const parameter: Parameter = repeated
      ? {
          name,
          in: location,
          type: 'array',
          items: itemOf(rest),
          ...(rest.description ? { description: rest.description } : {}),
        }
      : { name, in: location, ...rest };
    if (location === 'path' || node['required'] === true) parameter.required = true;
    parameters.push(parameter);
  }
  return parameters.sort((a, b) => place(a.name) - place(b.name));
}

function itemOf({ description: _description, ...value }: ValueSchema & { description?: string }): ValueSchema {
  return value;
}

/** Each field of the request's type; `annotations.required` names the methods that cannot do without it. */
function bodyParameters(reading: Reading, method: Loose, id: string): Parameter[] {
  const { root, api } = reading;
  const request = record(method['request']);
  const named = text(request?.['$ref']);
  const type = named ? record(record(root['schemas'])?.[named]) : request;
  if (!type) {
    if (named)
      reading.skipped.push({
        pointer: `${reading.prefix}#/schemas/${token(named)}`,
        reason: 'the request type is missing',
      });
    return [];
  }
  const prefix = `${api}.`;
  const properties = record(type['properties']);
  if (!properties) {
    if (type['type'] === 'object' && type['additionalProperties'] === undefined) return [];
    return [{ name: 'body', in: 'body', ...valueSchema(named ? { $ref: named } : type, prefix), wholeBody: true }];
  }
  const taken = new Set(Object.keys(record(method['parameters']) ?? {}));
  const partial = method['httpMethod'] === 'PATCH';
  return Object.entries(properties).flatMap(([name, value]): Parameter[] => {
    const node = record(value);
    if (!node || taken.has(name)) return [];
    const { readOnly, required: said, ...rest } = field(name, node, prefix, 1);
    if (readOnly) return [];
    const required = list(record(node['annotations'])?.['required']).includes(id) || (said === true && !partial);
    return [{ ...rest, in: 'body', ...(required ? { required: true } : {}) }];
  });
}
