import { isRecord } from '../../../schema/dotted.ts';
import type { Json, Operation } from '../../../schema/operation.ts';
import { table } from '../../../schema/table.ts';
import { nearest } from '../../../verify/did-you-mean.ts';
import { rangeOf } from '../../../verify/parse/code-tree.ts';
import type { ParsedCall } from '../../../verify/parse/parsed.ts';
import { argumentOf, type CallTree } from '../../../verify/tree/call-tree.ts';
import { HOLE } from '../../../verify/tree/dynamic.ts';
import type { Zoo } from '../../../zoo/zoo.ts';
import type { ReadCall } from '../../reading.ts';
import { judged, noSuchOperation, unknown } from '../found.ts';
import { operationsOf } from '../provider-operations.ts';
import type { Thing } from '../thing.ts';

type Method = Extract<Thing, { kind: 'google-method' }>;

/** Arguments of every method, of the client itself. */
const CLIENT_ARGUMENTS = new Set(['media_body', 'media_mime_type', 'x__xgafv']);
/** Query parameters of every Google API. */
const STANDARD =
  /^(?:access_token|alt|callback|fields|key|oauth_token|prettyPrint|quotaUser|uploadType|upload_protocol|userIp)$/;

/** `build('drive', 'v3')`. */
export function googleResult(path: string, tree: CallTree): Thing | undefined {
  if (!/^(?:googleapiclient|apiclient)\.discovery\.build$/.test(path)) return undefined;
  const service = argumentOf(tree, 0, 'serviceName')?.value;
  const version = argumentOf(tree, 1, 'version')?.value;
  if (typeof service !== 'string' || typeof version !== 'string' || `${service}${version}`.includes(HOLE))
    return undefined;
  return { kind: 'google', service, version, steps: [] };
}

/** Services whose methods are called by another name in their own documents (`admin` has `directory.users.get`). */
const PREFIXES: Record<string, readonly string[]> = table({
  admin: ['directory', 'reports', 'datatransfer'],
  customsearch: ['search'],
  groupssettings: ['groupsSettings'],
  searchconsole: ['webmasters'],
  sqladmin: ['sql'],
  translate: ['language'],
});

const prefixesOf = (service: string): readonly string[] => [service, ...(PREFIXES[service] ?? [])];

/** The operation of the service's version that the path is. */
function operationAt(zoo: Zoo, { service, version, steps }: Method): Operation | undefined {
  for (const prefix of prefixesOf(service)) {
    const id = `google:${[prefix, ...steps].join('.')}`;
    for (const one of [id, `${id}@${version}`]) {
      const ordinal = zoo.byId(one);
      const operation = ordinal === undefined ? undefined : zoo.operation(ordinal);
      if (operation?.version === version) return operation;
    }
  }
  return undefined;
}

const services = new WeakMap<Zoo, Map<string, Map<string, Set<string>>>>();

/** All method paths of a service by version: read when a path is not found. */
function pathsOf(zoo: Zoo, service: string): Map<string, Set<string>> {
  let known = services.get(zoo);
  if (!known) services.set(zoo, (known = new Map()));
  const before = known.get(service);
  if (before) return before;
  const versions = new Map<string, Set<string>>();
  for (const prefix of prefixesOf(service))
    for (const operation of operationsOf(zoo, 'google', `${prefix}.`)) {
      if (operation.version === undefined) continue;
      const paths = versions.get(operation.version) ?? new Set();
      versions.set(operation.version, paths.add(operation.name.replace(/@[^.]*$/, '').slice(prefix.length + 1)));
    }
  known.set(service, versions);
  return versions;
}

const leadsTo = (paths: Iterable<string>, path: string): boolean =>
  [...paths].some((one) => one === path || one.startsWith(`${path}.`));

/** `.files()` is a collection where operations stand below it. */
export function googleCallResult(zoo: Zoo, thing: Method, tree: CallTree): Thing {
  const { service, version, steps } = thing;
  if (tree.arguments.length > 0 || tree.open || operationAt(zoo, thing)) return { kind: 'google-request' };
  return { kind: 'google', service, version, steps };
}

function pythonName(name: string): string {
  return name.replace(/[^A-Za-z0-9_]/g, '_');
}

function parse(operation: Operation, tree: CallTree, media: boolean): ParsedCall {
  const range = { start: tree.start, end: tree.end };
  const parsed: ParsedCall = {
    call: { operation: operation.id, surface: 'http', arguments: [], missing: [] },
    range,
    findings: [],
    ranges: new Map(),
    dynamic: new Set(),
    ...(tree.open || media ? { open: true } : {}),
  };
  const give = (name: string, value: Json, at: { start: number; end: number }): void => {
    parsed.call!.arguments.push({ name, value, from: { kind: 'request', start: at.start, end: at.end } });
    parsed.ranges.set(name, { start: at.start, end: at.end });
  };
  for (const argument of tree.arguments) {
    const { name, value } = argument;
    if (name === undefined) {
      const message = `${operation.name} takes no argument by position`;
      parsed.findings.push({
        code: 'unexpected-positional',
        severity: 'error',
        message,
        start: argument.start,
        end: argument.end,
      });
    } else if (name === 'body') giveBody(operation, value, (key, one) => give(key, one, argument), parsed);
    else {
      const parameter = operation.parameters.find((one) => one.in !== 'body' && pythonName(one.name) === name);
      const known = CLIENT_ARGUMENTS.has(name) || STANDARD.test(name);
      // Numbers are written as text into a URL, whatever their type is in Python.
      const written = typeof value === 'number' && parameter?.type === 'string' ? String(value) : value;
      if (parameter) give(parameter.name, value === null ? HOLE : written, argument);
      else if (!known) give(name, value, argument);
    }
  }
  return parsed;
}

function giveBody(
  operation: Operation,
  value: Json,
  give: (name: string, value: Json) => void,
  parsed: ParsedCall,
): void {
  const whole = operation.parameters.find((one) => one.wholeBody);
  if (whole) give(whole.name, value);
  else if (isRecord(value)) for (const [name, one] of Object.entries(value)) give(name, one === null ? HOLE : one);
  else parsed.open = true;
}

/** A call on a Google service: an operation, a collection (then there is nothing to say), or neither. */
export function readGoogle(zoo: Zoo, text: string, thing: Method, tree: CallTree): ReadCall | undefined {
  const { service, version, steps } = thing;
  const method = steps.at(-1)!;
  const operation = operationAt(zoo, thing);
  if (operation) return judged(zoo, text, parse(operation, tree, false));
  // The client makes these of others: the next page, the bytes of a file, a batch.
  if (/_next$|^new_batch_http_request$|^close$|_media$/.test(method)) return undefined;
  const versions = pathsOf(zoo, service);
  const paths = versions.get(version);
  // `.files()` alone may be a collection.
  if (!paths && tree.arguments.length === 0) return undefined;
  if (!paths) return unknown(tree, `the zoo has no ${service} ${version} of Google`);
  const path = steps.join('.');
  if (leadsTo(paths, path)) return undefined;
  // A request that two versions have alike stands in the zoo once, with the other version.
  for (const others of versions.values())
    if (leadsTo(others, path))
      return tree.arguments.length === 0
        ? undefined
        : unknown(tree, `the zoo has ${path} of another version of ${service} than ${version}`);
  const siblings = new Set<string>();
  const parent = steps.slice(0, -1);
  for (const one of paths) {
    const parts = one.split('.');
    if (parent.every((part, index) => part === parts[index])) siblings.add(parts[parent.length] ?? '');
  }
  const [near] = nearest(method, siblings);
  const at = rangeOf(tree.callee.field('attribute') ?? tree.callee);
  const repair = near === undefined ? undefined : { actual: method, text: near };
  return noSuchOperation(tree, at, `${service} ${version} has no ${path}`, repair);
}
