import type { SgNode } from '@ast-grep/napi';
import { nameOn } from '../../../schema/locate.ts';
import type { Operation } from '../../../schema/operation.ts';
import { nearest } from '../../../verify/did-you-mean.ts';
import { readCodeCall } from '../../../verify/parse/code-call.ts';
import { rangeOf } from '../../../verify/parse/code-tree.ts';
import type { Range } from '../../../verify/parse/parsed.ts';
import type { CallTree } from '../../../verify/tree/call-tree.ts';
import { HOLE } from '../../../verify/tree/dynamic.ts';
import { bare, type TypescriptTree } from '../../../verify/tree/typescript-tree.ts';
import type { Zoo } from '../../../zoo/zoo.ts';
import type { ReadCall } from '../../reading.ts';
import { judged, noSuchOperation, unknown } from '../found.ts';
import { operationsOf } from '../provider-operations.ts';

const PACKAGE = /^@aws-sdk\/(client-[\w-]+)(?:\/[^#]*)?#(\w+)$/;

/** `client-s3` and `GetObjectCommand` of an imported name. */
export function awsExport(path: string): { package: string; name: string } | undefined {
  const match = PACKAGE.exec(path);
  return match ? { package: match[1]!, name: match[2]! } : undefined;
}

/** What an aggregated client (`new S3({})`) has beside the commands of its service. */
const CLIENT_METHODS = new Set(['send', 'destroy', 'config', 'middlewareStack']);

/** Commands of a package: `aws:s3.…` by the package's own paths. Read when a command is not found. */
function commandsOf(zoo: Zoo, name: string): string[] {
  const commands: string[] = [];
  // The service's id and the package's name differ (`client-cloudwatch-logs` is `logs`); of any service a walk is needed.
  for (const operation of operationsOf(zoo, 'aws')) {
    const path = operation.invocations.find(({ surface }) => surface === 'typescript')?.path;
    if (path?.startsWith(`${name}.`)) commands.push(path.slice(name.length + 1));
  }
  return commands;
}

const tables = new WeakMap<Zoo, Map<string, string[]>>();

function known(zoo: Zoo, name: string): string[] {
  let table = tables.get(zoo);
  if (!table) tables.set(zoo, (table = new Map()));
  let commands = table.get(name);
  if (!commands) table.set(name, (commands = commandsOf(zoo, name)));
  return commands;
}

function operationOf(zoo: Zoo, name: string, command: string): Operation | undefined {
  const [ordinal] = zoo.byPath('typescript', `${name}.${command}`);
  return ordinal === undefined ? undefined : zoo.operation(ordinal);
}

function readInput(
  zoo: Zoo,
  text: string,
  tree: TypescriptTree,
  call: CallTree,
  operation: Operation,
  input?: SgNode,
): ReadCall {
  const { given, open } = input ? tree.entries(input) : { given: [], open: call.open };
  const args = given.map(({ name, value, start, end }) => {
    const parameter = operation.parameters.find((one) => nameOn(one, 'typescript') === name);
    const moment = typeof value === 'number' && /^date/.test(parameter?.format ?? '');
    return { name: name!, value: moment ? HOLE : value, start, end };
  });
  const parsed = readCodeCall(operation, 'typescript', args, { start: call.start, end: call.end });
  return judged(zoo, text, open || call.open ? { ...parsed, open: true } : parsed);
}

function missing(
  zoo: Zoo,
  call: CallTree,
  at: Range,
  name: string,
  command: string,
  written: (command: string) => string,
): ReadCall {
  const commands = known(zoo, name);
  if (commands.length === 0) return unknown(call, `the zoo has no package @aws-sdk/${name}`);
  const [near] = nearest(command, commands);
  const repair = near === undefined ? undefined : { actual: written(command), text: written(near) };
  return noSuchOperation(call, at, `@aws-sdk/${name} has no ${written(command)}`, repair);
}

/** `new GetObjectCommand({…})`. */
export function readCommand(
  zoo: Zoo,
  text: string,
  tree: TypescriptTree,
  call: CallTree,
  path: string,
): ReadCall | undefined {
  const found = awsExport(path);
  if (!found?.name.endsWith('Command')) return undefined;
  const operation = operationOf(zoo, found.package, found.name);
  if (operation) return readInput(zoo, text, tree, call, operation, call.arguments[0]?.node);
  return missing(zoo, call, rangeOf(call.callee), found.package, found.name, (command) => command);
}

const methodName = (command: string): string => command[0]!.toLowerCase() + command.slice(1).replace(/Command$/, '');
const commandName = (method: string): string => `${method[0]!.toUpperCase()}${method.slice(1)}Command`;

/** `s3.getObject({…})` of the aggregated client. */
export function readMethod(
  zoo: Zoo,
  text: string,
  tree: TypescriptTree,
  call: CallTree,
  name: string,
  method: string,
): ReadCall | undefined {
  if (CLIENT_METHODS.has(method)) return undefined;
  const command = commandName(method);
  const operation = operationOf(zoo, name, command);
  if (operation) return readInput(zoo, text, tree, call, operation, call.arguments[0]?.node);
  const property = bare(call.callee).field('property');
  return missing(zoo, call, rangeOf(property ?? call.callee), name, command, methodName);
}

/** `paginateListObjectsV2({ client }, {…})`. */
export function readPaginator(
  zoo: Zoo,
  text: string,
  tree: TypescriptTree,
  call: CallTree,
  path: string,
): ReadCall | undefined {
  const found = awsExport(path);
  const method = found && /^paginate([A-Z]\w*)$/.exec(found.name)?.[1];
  if (!method) return undefined;
  const operation = operationOf(zoo, found.package, `${method}Command`);
  return operation && readInput(zoo, text, tree, call, operation, call.arguments[1]?.node);
}
