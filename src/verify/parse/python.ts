import type { SgNode } from '@ast-grep/napi';
import { isRecord } from '../../schema/dotted.ts';
import type { Json, Operation } from '../../schema/operation.ts';
import type { Zoo } from '../../zoo/zoo.ts';
import { type CodeArgument, readCodeCall } from './code-call.ts';
import { DYNAMIC, type Literal, literalOf, nodesOf, parseCode, rangeOf } from './code-tree.ts';
import { fewestFaults, type Parsed } from './command-line.ts';
import { callOfRequest, type RawRequest, splitUrl } from './http.ts';
import type { ParsedCall } from './parsed.ts';

interface PythonCall {
  node: SgNode;
  /** `s3.create_bucket`, as written. */
  name: string;
  given: CodeArgument[];
  open: boolean;
}

function readCall(node: SgNode): PythonCall {
  const given: CodeArgument[] = [];
  let open = false;
  for (const child of node.field('arguments')?.namedChildren() ?? []) {
    const range = rangeOf(child);
    if (child.kind() === 'keyword_argument') {
      given.push({ name: child.field('name')!.text(), value: literalOf(child.field('value')!), ...range });
    } else if (child.kind() === 'dictionary_splat') {
      const inner = child.namedChildren()[0];
      const value = inner ? literalOf(inner) : DYNAMIC;
      if (value !== DYNAMIC && isRecord(value))
        for (const [name, one] of Object.entries(value)) given.push({ name, value: one, ...range });
      else open = true;
    } else if (child.kind() === 'list_splat') open = true;
    else if (child.kind() !== 'comment') given.push({ value: literalOf(child), ...range });
  }
  return { node, name: node.field('function')?.text() ?? '', given, open };
}

/** The service of `boto3.client('s3')`, `session.client("s3")`. */
function clientService(node: SgNode): string | undefined {
  if (node.kind() !== 'call') return undefined;
  const { name, given } = readCall(node);
  const service = (given.find((one) => one.name === undefined) ?? given.find((one) => one.name === 'service_name'))
    ?.value;
  return /(?:^|\.)client$/.test(name) && typeof service === 'string' ? service : undefined;
}

/** Which service each variable is a client of. */
function clientsOf(root: SgNode): Map<string, string> {
  const clients = new Map<string, string>();
  for (const assignment of nodesOf(root, 'assignment')) {
    const right = assignment.field('right');
    const service = right ? clientService(right) : undefined;
    if (service) clients.set(assignment.field('left')!.text(), service);
  }
  return clients;
}

const METHODS = /^requests\.(get|post|put|patch|delete|head|options|request)$/;

function requestOf({ node, name, given }: PythonCall): RawRequest | undefined {
  const verb = METHODS.exec(name)?.[1];
  if (!verb) return undefined;
  const byPosition = given.filter((one) => one.name === undefined).map(({ value }) => value);
  const named = new Map<string | undefined, Literal>(given.map((one) => [one.name, one.value]));
  const method = verb === 'request' ? (named.get('method') ?? byPosition.shift()) : verb;
  const whole = named.get('url') ?? byPosition.shift();
  if (typeof method !== 'string' || typeof whole !== 'string') return undefined;
  const { url, pairs } = splitUrl(whole);
  const record = (key: string): { [key: string]: Json } | undefined => {
    const value = named.get(key);
    return value !== undefined && value !== DYNAMIC && isRecord(value) ? value : undefined;
  };
  const params = record('params');
  const body = bodyOf(named);
  return {
    method: method.toUpperCase(),
    url,
    query: params ? { values: params } : { pairs },
    headers: Object.entries(record('headers') ?? {}).map(([header, value]) => [header, String(value)]),
    range: rangeOf(node),
    ...(body ? { body } : {}),
  };
}

function bodyOf(named: Map<string | undefined, Literal>): RawRequest['body'] {
  const json = named.get('json');
  if (json !== undefined && json !== DYNAMIC) return { json };
  const data = named.get('data');
  if (typeof data === 'string') return { text: data };
  const files = named.get('files');
  const pairs = data ?? files;
  if (pairs === undefined || pairs === DYNAMIC || typeof pairs !== 'object' || pairs === null) return undefined;
  const entries = Array.isArray(pairs) ? pairs.filter(Array.isArray) : Object.entries(pairs);
  // A part of `files` is (file name, content).
  return { form: entries.map(([name, value]) => [String(name), String(Array.isArray(value) ? value[1] : value)]) };
}

/** Operations of a dotted name; `transformers.AutoModel.from_pretrained` is `AutoModel.from_pretrained` too. */
function operationsNamed(zoo: Zoo, name: string): Operation[] {
  for (let path = name; path.includes('.'); path = path.slice(path.indexOf('.') + 1)) {
    const ordinals = zoo.byPath('python', path);
    if (ordinals.length > 0) return ordinals.map((ordinal) => zoo.operation(ordinal));
  }
  return [];
}

function readOne(
  zoo: Zoo,
  call: PythonCall,
  clients: ReadonlyMap<string, string>,
  known?: Operation,
): ParsedCall | undefined {
  const request = requestOf(call);
  if (request) return callOfRequest(zoo, request, known);
  const callee = call.node.field('function');
  const object = callee?.kind() === 'attribute' ? callee.field('object') : null;
  const service = object ? (clients.get(object.text()) ?? clientService(object)) : undefined;
  const path = service === undefined ? call.name : `${service}.${callee!.field('attribute')!.text()}`;
  const range = rangeOf(call.node);
  const operations =
    service === undefined
      ? operationsNamed(zoo, path)
      : zoo.byPath('python', path).map((ordinal) => zoo.operation(ordinal));
  const parsed = fewestFaults(
    zoo,
    operations.map((operation) => readCodeCall(operation, 'python', call.given, range)),
  );
  if (parsed) return call.open ? { ...parsed, open: true } : parsed;
  if (service === undefined || CLIENT_METHODS.has(path.slice(service.length + 1))) return undefined;
  const finding = {
    code: 'unknown-operation',
    severity: 'error',
    message: `The zoo has no ${path}`,
    ...rangeOf(callee!),
  } as const;
  return { range, findings: [finding], ranges: new Map(), dynamic: new Set() };
}

/** What every boto3 client has beside its operations. */
const CLIENT_METHODS = new Set([
  'get_paginator',
  'get_waiter',
  'can_paginate',
  'close',
  'generate_presigned_url',
  'generate_presigned_post',
  'upload_file',
  'download_file',
  'upload_fileobj',
  'download_fileobj',
]);

/** The calls of a Python text that are operations: boto3 clients, `requests`, model hubs, and whatever else the zoo has a Python path for. */
export function parsePython(zoo: Zoo, text: string, known?: Operation): Parsed {
  const root = parseCode('python', text);
  const clients = clientsOf(root);
  const calls = nodesOf(root, 'call').flatMap((node) => readOne(zoo, readCall(node), clients, known) ?? []);
  return { calls, findings: syntaxOf(root) };
}

export function syntaxOf(root: SgNode): Parsed['findings'] {
  return nodesOf(root, 'ERROR').map((node) => ({
    code: 'syntax',
    severity: 'error',
    message: 'This is not valid code',
    ...rangeOf(node),
  }));
}
