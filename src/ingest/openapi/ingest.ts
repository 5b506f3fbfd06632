import type { Auth, Ingested, Invocation, Operation, Parameter, Source, Stability } from '../../schema/operation.ts';
import { type Body, bodyOf } from './body.ts';
import { authOf } from './credential.ts';
import { isDestructive } from './destructive.ts';
import { type Located, OpenDocument } from './document.ts';
import { examplesOf } from './example.ts';
import { type Loose, list, record, text, token } from './loose.ts';
import { plainParameters, rawParameters } from './parameters.ts';
import { plain, sentence, words } from './plain-text.ts';
import { SchemaReader } from './schema.ts';
import { serverOf } from './server.ts';

export interface OpenApiOptions {
  provider: string;
  source: Source;
  /** The part of the provider that this document describes. Absent: the first tag of each operation. */
  service?: string;
  /** Put the service in front of operation names: several documents of one provider repeat names. */
  qualify?: boolean;
  /** In front of type names, for the same reason. */
  typePrefix?: string;
  /** In front of pointers: the file within the package. */
  pointerPrefix?: string;
  /** Where the document says nothing of credentials, but the provider wants them. */
  auth?: Auth;
  /** Headers for every request (`Accept` where the provider versions by it). */
  headers?: Record<string, string>;
  server?: string;
  ignoreField?: (type: string, field: string) => boolean;
  /** Leaves operations out (deprecated twins), with the reason; undefined keeps them. */
  leaveOut?: (operation: Loose, path: string, method: string) => string | undefined;
  /** A last word on each operation: better summaries, invocations on other surfaces. */
  refine?: (operation: Operation, raw: Loose) => Operation;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];
const MAX_OPERATIONS = 50_000;

/**
 * Reads an OpenAPI 2.0, 3.0 or 3.1 document.
 *
 * Whatever cannot be read is in `skipped`, with a JSON pointer. Fails: `source-unsupported` where it is no such document at all.
 */
export function ingestOpenApi(input: unknown, options: OpenApiOptions): Ingested {
  const document = new OpenDocument(input);
  const schemas = new SchemaReader(document, {
    typePrefix: options.typePrefix ?? '',
    ...(options.ignoreField ? { ignoreField: options.ignoreField } : {}),
  });
  const operations: Operation[] = [];
  const taken = new Set<string>();
  for (const [path, value] of Object.entries(record(document.root['paths']) ?? {})) {
    if (!path.startsWith('/')) {
      if (!path.startsWith('x-')) document.skip(`#/paths/${token(path)}`, 'a path does not start with a slash');
      continue;
    }
    const at = document.follow({ node: value, pointer: `#/paths/${token(path)}` });
    const item = record(at?.node);
    if (!at || !item) {
      if (at) document.skip(at.pointer, 'a path is not an object');
      continue;
    }
    for (const method of METHODS) {
      if (item[method] === undefined || operations.length >= MAX_OPERATIONS) continue;
      const place = { node: item[method], pointer: `${at.pointer}/${method}` };
      const operation = readOperation({ document, schemas, options, taken }, path, method, at, place);
      if (operation) operations.push(operation);
    }
  }
  if (operations.length >= MAX_OPERATIONS)
    document.skip('#/paths', `only the first ${MAX_OPERATIONS} operations are read`);
  schemas.drain();
  const prefix = options.pointerPrefix ?? '';
  return {
    provider: options.provider,
    sources: [options.source],
    operations,
    types: schemas.types,
    skipped: document.skipped.map((skip) => ({ ...skip, pointer: prefix + skip.pointer })),
  };
}

interface Reading {
  document: OpenDocument;
  schemas: SchemaReader;
  options: OpenApiOptions;
  taken: Set<string>;
}

function readOperation(
  reading: Reading,
  path: string,
  method: string,
  item: Located,
  at: Located,
): Operation | undefined {
  const { document, schemas, options } = reading;
  const node = record(at.node);
  if (!node) {
    document.skip(at.pointer, 'an operation is not an object');
    return undefined;
  }
  const left = options.leaveOut?.(node, path, method);
  if (left) {
    document.skip(at.pointer, left);
    return undefined;
  }
  const template = `${method.toUpperCase()} ${path.split('?')[0]!.split('#')[0]!}`;
  const raw = rawParameters(document, item, at);
  const body = bodyOf(document, schemas, at, raw);
  const parameters = unique(document, at.pointer, [
    ...plainParameters(document, schemas, template, raw),
    ...body.parameters,
  ]);
  const name = nameOf(reading, node, template);
  const summary = summaryOf(node, template);
  const service = options.service ?? text(list(node['tags'])[0])?.slice(0, 60);
  const operation: Operation = {
    id: `${options.provider}:${name}`,
    provider: options.provider,
    ...(service ? { service } : {}),
    name,
    kind: 'http',
    summary,
    parameters,
    invocations: [http(reading, template, record(item.node) ?? {}, node, body)],
    origin: { source: 0, pointer: (options.pointerPrefix ?? '') + at.pointer },
  };
  const description = plain(node['description'], 400);
  if (description && description !== summary && description !== `${summary}.`) operation.description = description;
  if (node['deprecated'] === true) operation.deprecated = true;
  const stability = stabilityOf(path, node);
  if (stability) operation.stability = stability;
  if (isDestructive(method, path, text(node['operationId']) ?? '', summary)) operation.destructive = true;
  const examples = body.media ? examplesOf(document, body.media, template, summary) : [];
  if (examples.length > 0) operation.examples = examples;
  return options.refine ? options.refine(operation, node) : operation;
}

function http(reading: Reading, path: string, item: Loose, operation: Loose, body: Body): Invocation {
  const { document, options } = reading;
  const auth = authOf(document, operation) ?? options.auth;
  return {
    surface: 'http',
    path,
    server: options.server ?? serverOf(document, item, operation),
    ...(body.contentType && body.parameters.length > 0 ? { contentType: body.contentType } : {}),
    ...(auth ? { auth } : {}),
    ...(options.headers ? { headers: options.headers } : {}),
  };
}

/** The operation's own id where it is one and nobody else has it, else method and path. */
function nameOf(reading: Reading, node: Loose, template: string): string {
  const { options, taken } = reading;
  const own = text(node['operationId'])?.trim().replace(/\s+/g, '_').slice(0, 160);
  const qualifier = options.qualify && options.service ? `${options.service}.` : '';
  const name = own && !taken.has(qualifier + own) ? qualifier + own : qualifier + template;
  taken.add(name);
  return name;
}

function summaryOf(node: Loose, template: string): string {
  const id = text(node['operationId']);
  return (
    sentence(node['summary']) ??
    sentence(node['description']) ??
    (id && words(id) !== '' ? words(id) : undefined) ??
    template
  );
}

function stabilityOf(path: string, node: Loose): Stability | undefined {
  const said = [path, text(node['x-stability']) ?? '', text(node['x-stability-level']) ?? ''].join(' ');
  if (/(?:v\d+|[/ ])alpha\d*(?:[/ ]|$)/i.test(said)) return 'alpha';
  if (node['x-beta'] === true || /(?:v\d+|[/ ])(?:beta\d*|preview)(?:[/ ]|$)/i.test(said)) return 'beta';
  return undefined;
}

/** Parameter names are unique within an operation: where the body repeats a name of the path or the query, that one is meant. */
function unique(document: OpenDocument, pointer: string, parameters: Parameter[]): Parameter[] {
  const seen = new Set<string>();
  return parameters.filter((parameter) => {
    if (!seen.has(parameter.name)) return seen.add(parameter.name);
    document.skip(pointer, `the ${parameter.in} repeats the parameter ${parameter.name}`);
    return false;
  });
}
