import { isRecord } from '../../../schema/dotted.ts';
import { nameOn } from '../../../schema/locate.ts';
import type { Operation } from '../../../schema/operation.ts';
import { nearest } from '../../../verify/did-you-mean.ts';
import { type CodeArgument, readCodeCall } from '../../../verify/parse/code-call.ts';
import { rangeOf } from '../../../verify/parse/code-tree.ts';
import type { Range } from '../../../verify/parse/parsed.ts';
import { argumentOf, type CallTree, named, type TreeArgument } from '../../../verify/tree/call-tree.ts';
import { HOLE } from '../../../verify/tree/dynamic.ts';
import type { Zoo } from '../../../zoo/zoo.ts';
import type { ReadCall } from '../../reading.ts';
import { awsMethods } from '../aws-services.ts';
import { judged, noSuchOperation, notChecked, unknown } from '../found.ts';
import type { Thing } from '../thing.ts';

/** What a client has beside the operations of its service. */
const CLIENT_METHODS = new Set(
  (
    'get_paginator get_waiter can_paginate close generate_presigned_url generate_presigned_post upload_file download_file ' +
    'upload_fileobj download_fileobj copy generate_db_auth_token generate_db_connect_auth_token ' +
    'generate_db_connect_admin_auth_token meta exceptions waiter_names'
  ).split(' '),
);
/** Parameters that botocore fills in or turns around before it looks at them, by the method (`*`: any). */
const PREPARED: Record<string, ReadonlySet<string>> = {
  CopySource: new Set(['copy_object', 'upload_part_copy']),
};
/** Parameters that botocore adds where the service's document does not have them. */
const ADDED = new Set(['SourceRegion']);
const MODULES = /^(?:boto3|aioboto3|aiobotocore)(?:\.session)?\.(.+)$/;

/** A literal service name; undefined: it is known only when the code runs. */
function service(tree: CallTree): { service?: string } {
  const value = argumentOf(tree, 0, 'service_name')?.value;
  return typeof value === 'string' && !value.includes(HOLE) ? { service: value } : {};
}

/** What a call of this gives, where it is boto3's. */
export function awsResult(callee: Thing, method: string | undefined, tree: CallTree): Thing | undefined {
  if (callee.kind === 'path') {
    const name = MODULES.exec(callee.path)?.[1];
    if (name === 'client') return { kind: 'aws-client', ...service(tree) };
    if (name === 'resource') return { kind: 'aws-resource', ...service(tree) };
    if (name === 'Session' || name === 'get_session') return { kind: 'aws-session' };
    return undefined;
  }
  if (callee.kind !== 'aws-method') return undefined;
  const literal = argumentOf(tree, 0, method === 'get_waiter' ? 'waiter_name' : 'operation_name')?.value;
  if (method === 'get_waiter') return { kind: 'aws-waiter' };
  if (method !== 'get_paginator' || callee.service === undefined) return undefined;
  if (typeof literal !== 'string' || literal.includes(HOLE)) return undefined;
  return { kind: 'aws-paginator', service: callee.service, method: literal };
}

/** What stands behind a dot. */
export function awsPart(thing: Thing, name: string): Thing | undefined {
  switch (thing.kind) {
    case 'aws-client':
      return { kind: 'aws-method', method: name, ...(thing.service === undefined ? {} : { service: thing.service }) };
    case 'aws-paginator':
      return name === 'paginate' ? { kind: 'aws-method', service: thing.service, method: thing.method } : undefined;
    default:
      return undefined;
  }
}

function argumentsOf(operation: Operation, method: string, tree: CallTree): CodeArgument[] {
  return tree.arguments.flatMap(({ name, value, start, end }) => {
    const parameter = operation.parameters.find((one) => nameOn(one, 'python') === name);
    if (!parameter && name !== undefined && ADDED.has(name)) return [];
    const prepared = name !== undefined && PREPARED[name]?.has(method) && typeof value === 'object';
    // A moment may be given as seconds, too.
    const moment = typeof value === 'number' && /^date/.test(parameter?.format ?? '');
    return [{ ...(name === undefined ? {} : { name }), value: prepared || moment ? HOLE : value, start, end }];
  });
}

function operationOf(zoo: Zoo, service: string, method: string): Operation | undefined {
  const [ordinal] = zoo.byPath('python', `${service}.${method}`);
  return ordinal === undefined ? undefined : zoo.operation(ordinal);
}

function missing(
  zoo: Zoo,
  tree: CallTree,
  at: { start: number; end: number },
  service: string,
  method: string,
): ReadCall {
  const methods = awsMethods(zoo, service);
  if (methods.length === 0) return unknown(tree, `the zoo has no AWS service ${service}`);
  const [near] = nearest(method, methods);
  const repair = near === undefined ? undefined : { actual: method, text: near };
  return noSuchOperation(tree, at, `${service} has no operation ${method}`, repair);
}

/** What stands between the quotes. */
function textRange({ node }: TreeArgument): Range {
  const { start, end } = rangeOf(node);
  return node.kind() === 'string' ? { start: start + 1, end: end - 1 } : { start, end };
}

/** A call of a client's method: an operation of its service. */
export function readAws(
  zoo: Zoo,
  text: string,
  thing: Extract<Thing, { kind: 'aws-method' }>,
  tree: CallTree,
  paginated: boolean,
): ReadCall | undefined {
  const { method, service } = thing;
  const at = rangeOf(tree.callee.field('attribute') ?? tree.callee);
  if (service === undefined)
    return CLIENT_METHODS.has(method) ? undefined : notChecked(tree, 'the service is known only when the code runs');
  if (!paginated && method === 'get_paginator') return readPaginator(zoo, tree, service);
  if (!paginated && method === 'generate_presigned_url') return readPresigned(zoo, text, tree, service);
  const operation = operationOf(zoo, service, method);
  if (!operation) {
    if (CLIENT_METHODS.has(method) || method.startsWith('_')) return undefined;
    return paginated ? undefined : missing(zoo, tree, at, service, method);
  }
  const given = argumentsOf(operation, method, tree).filter(({ name }) => !paginated || name !== 'PaginationConfig');
  const parsed = readCodeCall(operation, 'python', given, { start: tree.start, end: tree.end });
  const open = tree.open || service === 'glacier';
  return judged(zoo, text, open ? { ...parsed, open: true } : parsed);
}

/** `client.get_paginator('list_objects_v2')` names an operation. */
function readPaginator(zoo: Zoo, tree: CallTree, service: string): ReadCall | undefined {
  const argument = argumentOf(tree, 0, 'operation_name');
  if (!argument || typeof argument.value !== 'string') return undefined;
  if (argument.value.includes(HOLE)) return notChecked(tree, 'the operation is known only when the code runs');
  const operation = operationOf(zoo, service, argument.value);
  if (!operation) return missing(zoo, tree, textRange(argument), service, argument.value);
  return { verdict: 'right', operation: operation.id, start: tree.start, end: tree.end, findings: [] };
}

/** `client.generate_presigned_url('get_object', Params={…})`. */
function readPresigned(zoo: Zoo, text: string, tree: CallTree, service: string): ReadCall | undefined {
  const argument = argumentOf(tree, 0, 'ClientMethod');
  if (!argument || typeof argument.value !== 'string') return undefined;
  if (argument.value.includes(HOLE)) return notChecked(tree, 'the operation is known only when the code runs');
  const operation = operationOf(zoo, service, argument.value);
  if (!operation) return missing(zoo, tree, textRange(argument), service, argument.value);
  const params = named(tree, 'Params');
  const given =
    params && isRecord(params.value)
      ? Object.entries(params.value).map(([name, value]) => ({ name, value, start: params.start, end: params.end }))
      : [];
  const parsed = readCodeCall(operation, 'python', given, { start: tree.start, end: tree.end });
  return judged(zoo, text, { ...parsed, open: true });
}
