import type { SgNode } from '@ast-grep/napi';
import { isRecord } from '../../../schema/dotted.ts';
import type { Json } from '../../../schema/operation.ts';
import type { CallTree, TreeArgument } from '../../../verify/tree/call-tree.ts';
import { HOLE } from '../../../verify/tree/dynamic.ts';
import { bare, type TypescriptTree } from '../../../verify/tree/typescript-tree.ts';
import { pairsOf } from '../http/pairs.ts';
import type { Request } from '../http/request-call.ts';
import type { Thing } from '../thing.ts';

const VERBS = /^(?:get|post|put|patch|delete|head|options|request)$/;
const WITH_BODY = /^(?:post|put|patch)$/;

export const isVerb = (name: string): boolean => VERBS.test(name);

/** Packages whose default export, or function of this name, is `fetch`. */
export const isFetch = (path: string): boolean =>
  /^(?:node-fetch|undici|cross-fetch|isomorphic-fetch)#(?:default|fetch)$/.test(path);

type Part = TreeArgument | undefined;
type Body = NonNullable<Request['body']>;

class Options {
  private readonly given: TreeArgument[];
  readonly open: boolean;

  constructor(tree: TypescriptTree, node: SgNode | undefined) {
    const { given, open } = node ? tree.entries(node) : { given: [], open: false };
    this.given = given;
    this.open = open;
  }

  get(...names: string[]): Part {
    return this.given.find(({ name }) => names.includes(name!));
  }
}

function headersOf(part: Part): { headers: [string, string][]; open: boolean } {
  if (!part) return { headers: [], open: false };
  if (!isRecord(part.value)) return { headers: [], open: true };
  return { headers: Object.entries(part.value).map(([name, one]) => [name, String(one)]), open: false };
}

/** What `JSON.stringify` and `URLSearchParams` make of literals. */
function written(tree: TypescriptTree, part: TreeArgument): { body?: Body; open: boolean } {
  const node = bare(part.node);
  const callee = node.field('function') ?? node.field('constructor');
  const [first] = node.field('arguments')?.namedChildren() ?? [];
  if (callee?.text() === 'JSON.stringify' && first) return { body: { json: tree.value(first) }, open: false };
  if (callee && tree.isGlobal(callee, 'URLSearchParams') && first) {
    const form = pairsOf(tree.value(first));
    return form ? { body: { form }, open: false } : { open: true };
  }
  if (typeof part.value === 'string' && !part.value.includes(HOLE)) return { body: { text: part.value }, open: false };
  return { open: true };
}

function dataOf(tree: TypescriptTree, part: Part): { body?: Body; open: boolean } {
  if (!part || part.value === null) return { open: false };
  if (typeof part.value === 'object') return { body: { json: part.value }, open: false };
  return written(tree, part);
}

function queryOf(part: Part): { query: [string, string][]; open: boolean } {
  if (!part) return { query: [], open: false };
  const query = pairsOf(part.value);
  return { query: query ?? [], open: !query };
}

function joinUrl(base: string | undefined, value: Json): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^https?:\/\//i.test(value) || value.startsWith(HOLE) || base === undefined) return value;
  return `${base.replace(/\/+$/, '')}/${value.replace(/^\/+/, '')}`;
}

/** `fetch(url, { method, headers, body })`. */
export function fetchRequest(tree: TypescriptTree, call: CallTree): Request | undefined {
  const [target, options] = call.arguments;
  if (!target || typeof target.value !== 'string') return undefined;
  const init = new Options(tree, options?.node);
  const method = init.get('method')?.value ?? (init.open ? HOLE : 'GET');
  const { headers, open } = headersOf(init.get('headers'));
  const part = init.get('body');
  const { body, open: hidden } = part ? written(tree, part) : { open: false };
  return {
    method: typeof method === 'string' ? method.toUpperCase() : HOLE,
    url: target.value,
    at: target,
    query: [],
    headers,
    ...(body ? { body } : {}),
    open: open || hidden || init.open || call.open,
    start: call.start,
    end: call.end,
  };
}

function clientRequest(
  tree: TypescriptTree,
  call: CallTree,
  thing: Extract<Thing, { kind: 'http-method' }>,
  target: Part,
  data: Part,
  options: Options,
): Request | undefined {
  const url = joinUrl(thing.base, target?.value ?? HOLE);
  if (url === undefined || !target) return undefined;
  const method =
    thing.verb === 'request' ? (options.get('method')?.value ?? (options.open ? HOLE : 'GET')) : thing.verb;
  const { headers, open: someHeaders } = headersOf(options.get('headers'));
  const { query, open: someQuery } = queryOf(options.get('params', 'searchParams'));
  const { body, open: someBody } = dataOf(tree, data);
  return {
    method: typeof method === 'string' ? method.toUpperCase() : HOLE,
    url,
    at: target,
    query,
    headers,
    ...(body ? { body } : {}),
    open: someHeaders || someQuery || someBody || options.open || call.open || thing.base !== undefined,
    start: call.start,
    end: call.end,
  };
}

/** `axios.post(url, data, { params })`, `axios({ url, method, data })`, `got.post(url, { json, searchParams })`. */
export function clientCall(
  tree: TypescriptTree,
  call: CallTree,
  thing: Extract<Thing, { kind: 'http-method' }>,
): Request | undefined {
  const [first, second, third] = call.arguments;
  if (!first) return undefined;
  if (thing.style === 'got') {
    const options = new Options(tree, second?.node);
    return clientRequest(tree, call, thing, first, options.get('json', 'form', 'body'), options);
  }
  if (thing.verb === 'request' && bare(first.node).kind() === 'object') {
    const options = new Options(tree, first.node);
    return clientRequest(tree, call, thing, options.get('url'), options.get('data'), options);
  }
  const config = WITH_BODY.test(thing.verb) ? third : second;
  const options = new Options(tree, config?.node);
  return clientRequest(tree, call, thing, first, WITH_BODY.test(thing.verb) ? second : options.get('data'), options);
}

/** `axios.create({ baseURL: 'https://api.x.com' })`, `got.extend({ prefixUrl })`. */
export function clientBase(tree: TypescriptTree, call: CallTree): string {
  const options = new Options(tree, call.arguments[0]?.node);
  const base = options.get('baseURL', 'prefixUrl');
  if (base) return typeof base.value === 'string' ? base.value : HOLE;
  return options.open ? HOLE : '';
}
