import { AppError } from '../../schema/error.ts';
import type {
  Auth,
  Field,
  Ingested,
  Json,
  Operation,
  Parameter,
  Skip,
  Source,
  ValueSchema,
} from '../../schema/operation.ts';
import { isDestructive } from '../openapi/destructive.ts';
import { type Loose, list, record, text } from '../openapi/loose.ts';
import { plain, sentence } from '../openapi/plain-text.ts';

export interface PostmanOptions {
  provider: string;
  source: Source;
}

const MAX_DEPTH = 16;
const MAX_FIELDS = 200;
const METHOD = /^[A-Z]{3,10}$/;

/**
 * Reads a Postman collection of format 2.0 or 2.1.
 *
 * A collection holds requests as somebody sent them, perhaps with keys and real data: names are kept, values never are; types are guessed
 * from them. Fails: `source-unsupported` where it is no such collection.
 */
export function ingestPostman(input: unknown, options: PostmanOptions): Ingested {
  const root = record(input);
  if (!isPostman(input) || !root)
    throw new AppError(
      'source-unsupported',
      'This is no Postman collection of format 2.0 or 2.1',
      'Export the collection as "Collection v2.1".',
    );
  const reading: Reading = {
    options,
    variables: variablesOf(root),
    operations: [],
    skipped: [],
    taken: new Set(),
  };
  readItems(reading, root, '#', undefined, authOf(root['auth']));
  return {
    provider: options.provider,
    sources: [options.source],
    operations: reading.operations,
    types: {},
    skipped: reading.skipped,
  };
}

export function isPostman(input: unknown): boolean {
  const root = record(input);
  const schema = text(record(root?.['info'])?.['schema']) ?? '';
  return Array.isArray(root?.['item']) && /postman\.com\/json\/collection\/v2\./.test(schema);
}

interface Reading {
  options: PostmanOptions;
  variables: Map<string, string>;
  operations: Operation[];
  skipped: Skip[];
  taken: Set<string>;
}

/** Of variables only those that are addresses are of use; all others may be secrets. */
function variablesOf(root: Loose): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of list(root['variable'])) {
    const key = text(record(entry)?.['key']) ?? text(record(entry)?.['id']);
    const value = text(record(entry)?.['value']);
    if (
      key &&
      value &&
      /^(?:https?:\/\/)?[\w.-]+\.[a-z]{2,}(?::\d+)?(?:\/[\w./-]*)?$|^https?:\/\/localhost/i.test(value)
    )
      found.set(key, value);
  }
  return found;
}

function readItems(
  reading: Reading,
  owner: Loose,
  at: string,
  folder: string | undefined,
  auth: Auth | undefined,
): void {
  for (const [i, entry] of list(owner['item']).entries()) {
    const pointer = `${at}/item/${i}`;
    const item = record(entry);
    if (!item) {
      reading.skipped.push({ pointer, reason: 'an item is not an object' });
    } else if (Array.isArray(item['item'])) {
      const own = item['auth'] === undefined ? auth : authOf(item['auth']);
      const name = plain(item['name'], 60);
      if (pointer.split('/item/').length > MAX_DEPTH)
        reading.skipped.push({ pointer, reason: 'folders are nested too deeply' });
      else readItems(reading, item, pointer, folder ? `${folder} ${name ?? ''}`.trim() : name, own);
    } else readRequest(reading, item, pointer, folder, auth);
  }
}

function readRequest(
  reading: Reading,
  item: Loose,
  pointer: string,
  folder: string | undefined,
  auth: Auth | undefined,
): void {
  const request =
    record(item['request']) ?? (text(item['request']) ? { url: item['request'], method: 'GET' } : undefined);
  const method = (text(request?.['method']) ?? 'GET').toUpperCase();
  const address = request && addressOf(reading, request['url']);
  if (!request || !address || !METHOD.test(method)) {
    reading.skipped.push({ pointer, reason: 'a request has no URL or no method' });
    return;
  }
  const { provider } = reading.options;
  const template = `${method} ${address.path}`;
  if (reading.taken.has(template)) {
    reading.skipped.push({ pointer, reason: `another request is ${template}` });
    return;
  }
  reading.taken.add(template);
  const title = plain(item['name'], 120);
  const summary =
    (title && !/^https?:|^\{\{/.test(title) ? sentence(title) : undefined) ??
    sentence(request['description']) ??
    template;
  const body = bodyOf(record(request['body']), pointer, reading.skipped);
  const names = new Set<string>();
  const parameters = [...address.parameters, ...headersOf(request['header']), ...body.parameters].filter(({ name }) => {
    if (names.has(name)) return false;
    return names.add(name);
  });
  const used = request['auth'] === undefined ? auth : authOf(request['auth']);
  const operation: Operation = {
    id: `${provider}:${template}`,
    provider,
    ...(folder ? { service: folder.slice(0, 60) } : {}),
    name: template,
    kind: 'http',
    summary,
    parameters,
    invocations: [
      {
        surface: 'http',
        path: template,
        server: address.server,
        ...(body.contentType && body.parameters.length > 0 ? { contentType: body.contentType } : {}),
        ...(used ? { auth: used } : {}),
      },
    ],
    origin: { source: 0, pointer },
  };
  const description = plain(request['description'], 400);
  if (description && description.replace(/\.$/, '') !== summary) operation.description = description;
  if (isDestructive(method, address.path, '', summary)) operation.destructive = true;
  reading.operations.push(operation);
}

interface Address {
  server: string;
  path: string;
  parameters: Parameter[];
}

function addressOf(reading: Reading, value: unknown): Address | undefined {
  const node = record(value);
  const raw = text(value) ?? text(node?.['raw']) ?? rawOf(node);
  if (!raw) return undefined;
  const [address = '', search = ''] = raw.split('#')[0]!.split(/\?(.*)/s);
  // A variable that is not in the collection is a part to fill in.
  const known = address.replace(
    /\{\{([^{}]+)\}\}/g,
    (_, name: string) => reading.variables.get(name.trim()) ?? `{${slot(name)}}`,
  );
  const whole = /^[a-z]+:\/\//i.test(known) ? known : `https://${known}`;
  const match = /^([a-z]+:\/\/[^/]+)(\/.*)?$/i.exec(whole);
  if (!match) return undefined;
  const path = (match[2] ?? '/').replace(/\/:([A-Za-z_][\w-]*)/g, '/{$1}').replace(/[^\x21-\x7e]/g, '');
  const described = new Map(
    list(node?.['variable']).map((one) => [text(record(one)?.['key']), plain(description(record(one)), 160)]),
  );
  const parameters = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]): Parameter => {
    const said = described.get(name);
    return { name: name!, in: 'path', type: 'string', required: true, ...(said ? { description: said } : {}) };
  });
  const queried = list(node?.['query']).length > 0 ? list(node?.['query']) : fromSearch(search);
  for (const entry of queried) {
    const one = record(entry);
    const name = text(one?.['key']);
    if (!one || !name || isSecretName(name)) continue;
    const said = plain(description(one), 160);
    parameters.push({ name, in: 'query', ...guess(one['value']), ...(said ? { description: said } : {}) });
  }
  return { server: match[1]!, path, parameters };
}

function rawOf(node: Loose | undefined): string | undefined {
  const join = (value: unknown, by: string): string =>
    Array.isArray(value)
      ? value.map((part) => text(part) ?? text(record(part)?.['value']) ?? '').join(by)
      : (text(value) ?? '');
  const host = join(node?.['host'], '.');
  const path = join(node?.['path'], '/');
  return host ? `${text(node?.['protocol']) ?? 'https'}://${host}/${path.replace(/^\//, '')}` : undefined;
}

const slot = (name: string): string => name.trim().replace(/[^\w.-]+/g, '-');

const fromSearch = (search: string): Loose[] =>
  search === '' ? [] : search.split('&').map((pair) => ({ key: pair.split('=')[0], value: pair.split('=')[1] }));

const description = (node: Loose | undefined): unknown => {
  const said = node?.['description'];
  return record(said)?.['content'] ?? said;
};

const isSecretName = (name: string): boolean =>
  /^(?:x-)?(?:api|access|auth|secret)?[-_]?(?:key|token|secret|signature|password)$/i.test(name);

/** Set by every client of itself, or by `auth`. */
const OWN_HEADERS =
  /^(?:content-type|content-length|accept|accept-encoding|user-agent|host|connection|cache-control|cookie|authorization|postman-token)$/i;

function headersOf(value: unknown): Parameter[] {
  return list(value).flatMap((entry): Parameter[] => {
    const node = record(entry);
    const name = text(node?.['key']);
    if (!name || OWN_HEADERS.test(name) || isSecretName(name) || !/^[\w-]+$/.test(name)) return [];
    const said = plain(description(node), 160);
    return [{ name, in: 'header', type: 'string', ...(said ? { description: said } : {}) }];
  });
}

function bodyOf(
  body: Loose | undefined,
  pointer: string,
  skipped: Skip[],
): { parameters: Parameter[]; contentType?: string } {
  const mode = text(body?.['mode']);
  if (!body || !mode) return { parameters: [] };
  if (mode === 'urlencoded' || mode === 'formdata') {
    const parameters = list(body[mode]).flatMap((entry): Parameter[] => {
      const node = record(entry);
      const name = text(node?.['key']);
      if (!node || !name) return [];
      const said = plain(description(node), 160);
      const shape: ValueSchema = node['type'] === 'file' ? { type: 'binary' } : guess(node['value']);
      return [{ name, in: 'body', ...shape, ...(said ? { description: said } : {}) }];
    });
    return {
      parameters,
      contentType: mode === 'formdata' ? 'multipart/form-data' : 'application/x-www-form-urlencoded',
    };
  }
  const raw = text(body['raw']);
  if (mode !== 'raw' || raw === undefined) {
    if (mode !== 'none' && mode !== 'raw')
      skipped.push({ pointer: `${pointer}/request/body`, reason: `a body of mode ${mode} is not read` });
    return { parameters: [] };
  }
  const example = jsonOf(raw);
  const fields = record(example);
  if (fields) {
    const parameters = Object.entries(fields)
      .slice(0, MAX_FIELDS)
      .map(([name, value]): Parameter => ({ name, in: 'body', ...shapeOf(value, 1) }));
    return { parameters, contentType: 'application/json' };
  }
  if (example !== undefined)
    return {
      parameters: [{ name: 'body', in: 'body', ...shapeOf(example, 1), wholeBody: true }],
      contentType: 'application/json',
    };
  return { parameters: [{ name: 'body', in: 'body', type: 'string', wholeBody: true }], contentType: 'text/plain' };
}

/** Variables make a body that is no JSON: outside quotes they stand for a value, within them for text. */
function jsonOf(raw: string): Json | undefined {
  const plainText = raw
    .slice(0, 1_000_000)
    .replace(/("(?:[^"\\\n]|\\.)*")|\{\{[^{}]*\}\}/g, (_, quoted: string | undefined) => quoted ?? 'null');
  try {
    return JSON.parse(plainText) as Json;
  } catch {
    return undefined; // No JSON: the caller takes it for plain text.
  }
}

function shapeOf(value: unknown, depth: number): ValueSchema {
  if (Array.isArray(value))
    return { type: 'array', items: value.length > 0 && depth < 6 ? shapeOf(value[0], depth + 1) : { type: 'any' } };
  const node = record(value);
  if (!node) return guess(value);
  if (depth >= 6) return { type: 'object' };
  const fields = Object.entries(node)
    .slice(0, MAX_FIELDS)
    .map(([name, inner]): Field => ({ name, ...shapeOf(inner, depth + 1) }));
  return fields.length > 0 ? { type: 'object', fields } : { type: 'map', items: { type: 'any' } };
}

/** A type by an example: of text only dates, addresses and words that are numbers say more. */
function guess(value: unknown): ValueSchema {
  if (typeof value === 'boolean') return { type: 'boolean' };
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' };
  if (value === null || value === undefined) return { type: 'any' };
  const said = String(value);
  if (/^\d{4}-\d\d-\d\dT/.test(said)) return { type: 'string', format: 'date-time' };
  if (/^\d{4}-\d\d-\d\d$/.test(said)) return { type: 'string', format: 'date' };
  if (/^https?:\/\//.test(said)) return { type: 'string', format: 'uri' };
  if (/^[^@\s]+@[^@\s]+\.\w+$/.test(said)) return { type: 'string', format: 'email' };
  return { type: 'string' };
}

/** The kind of credentials, and never the credentials. Source: Postman collection format 2.1, "auth". */
function authOf(value: unknown): Auth | undefined {
  const node = record(value);
  switch (node?.['type']) {
    case 'bearer':
    case 'oauth2':
    case 'jwt':
      return { in: 'header', name: 'Authorization', template: 'Bearer <token>' };
    case 'basic':
      return { in: 'header', name: 'Authorization', template: 'Basic <credentials>' };
    case 'apikey': {
      const settings = Array.isArray(node['apikey'])
        ? new Map(list(node['apikey']).map((one) => [text(record(one)?.['key']), record(one)?.['value']]))
        : new Map(Object.entries(record(node['apikey']) ?? {}));
      const name = text(settings.get('key')) ?? 'X-API-Key';
      return { in: settings.get('in') === 'query' ? 'query' : 'header', name, template: '<api-key>' };
    }
    default:
      return undefined;
  }
}
