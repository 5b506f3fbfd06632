import type { SgNode } from '@ast-grep/napi';
import { nameOn } from '../../../schema/locate.ts';
import type { Operation } from '../../../schema/operation.ts';
import { nearest } from '../../../verify/did-you-mean.ts';
import { rangeOf } from '../../../verify/parse/code-tree.ts';
import { fewestFaults } from '../../../verify/parse/command-line.ts';
import type { ParsedCall } from '../../../verify/parse/parsed.ts';
import type { CallTree, TreeArgument } from '../../../verify/tree/call-tree.ts';
import { HOLE } from '../../../verify/tree/dynamic.ts';
import { bare, type TypescriptTree } from '../../../verify/tree/typescript-tree.ts';
import type { Zoo } from '../../../zoo/zoo.ts';
import type { ReadCall } from '../../reading.ts';
import { judged, noSuchOperation, notChecked, unknown } from '../found.ts';
import { operationsOf } from '../provider-operations.ts';

const PACKAGE = /^(?:octokit|@octokit\/(?:rest|core|action|types))#Octokit$/;
const FACTORY = /^@actions\/github#getOctokit$/;
/** Types that say of a parameter that it is an Octokit, whoever made it. */
const TYPE = /^(?:Octokit|InstanceType<typeof (?:GitHub|Octokit)>|ReturnType<typeof (?:github\.)?getOctokit>)$/;

export const makesOctokit = (path: string): boolean => PACKAGE.test(path) || FACTORY.test(path);
export const isOctokitType = (annotation: string): boolean => TYPE.test(annotation);

/** Options of a request that are Octokit's, not the operation's. */
const OPTIONS = new Set(['headers', 'mediaType', 'request', 'baseUrl', 'method', 'url', 'data']);

/** `null` empties a field, and the documents do not say which may be emptied. */
const noNull = ({ value }: TreeArgument): TreeArgument['value'] => (value === null ? HOLE : value);

function parse(operation: Operation, call: CallTree, given: readonly TreeArgument[], open: boolean): ParsedCall {
  const surface = operation.invocations.some((one) => one.surface === 'typescript') ? 'typescript' : 'http';
  const parsed: ParsedCall = {
    call: { operation: operation.id, surface, arguments: [], missing: [] },
    range: { start: call.start, end: call.end },
    findings: [],
    ranges: new Map(),
    dynamic: new Set(),
    ...(open ? { open: true } : {}),
  };
  const whole = operation.parameters.find((parameter) => parameter.wholeBody);
  for (const argument of given) {
    const { start, end } = argument;
    const name = argument.name!;
    if (OPTIONS.has(name) && !operation.parameters.some((one) => one.name === name)) continue;
    const parameter = operation.parameters.find((one) => nameOn(one, surface) === name);
    // Where the whole body is one value its fields stand beside the other arguments.
    if (!parameter && whole) {
      parsed.open = true;
      continue;
    }
    // A number in a path or a query is written as text.
    const loose = typeof argument.value === 'number' && parameter?.type === 'string' && parameter.in !== 'body';
    const digits = typeof argument.value === 'string' && parameter?.type === 'integer' && /^\d+$/.test(argument.value);
    const value = loose
      ? String(argument.value)
      : digits && parameter?.in !== 'body'
        ? Number(argument.value)
        : noNull(argument);
    parsed.ranges.set(parameter?.name ?? name, { start, end });
    parsed.call!.arguments.push({ name: parameter?.name ?? name, value, from: { kind: 'request', start, end } });
  }
  return parsed;
}

function read(
  zoo: Zoo,
  text: string,
  tree: TypescriptTree,
  call: CallTree,
  operations: Operation[],
  input?: SgNode,
): ReadCall | undefined {
  const { given, open } = input ? tree.entries(input) : { given: [], open: false };
  const parsed = fewestFaults(
    zoo,
    operations.map((operation) => parse(operation, call, given, open || call.open)),
  );
  return parsed && judged(zoo, text, parsed);
}

function at(zoo: Zoo, path: string): Operation[] {
  return zoo.byPath('typescript', path).map((ordinal) => zoo.operation(ordinal));
}

const tables = new WeakMap<Zoo, string[]>();

function paths(zoo: Zoo): string[] {
  let known = tables.get(zoo);
  if (!known) {
    known = [...operationsOf(zoo, 'github')].flatMap(({ invocations }) =>
      invocations.filter(({ surface }) => surface === 'typescript').map(({ path }) => path),
    );
    tables.set(zoo, known);
  }
  return known;
}

/** `octokit.request('GET /repos/{owner}/{repo}', {…})`. */
function readRoute(zoo: Zoo, text: string, tree: TypescriptTree, call: CallTree): ReadCall | undefined {
  const [route, input] = call.arguments;
  if (!route || typeof route.value !== 'string') return undefined;
  if (route.value.includes(HOLE)) return notChecked(call, 'the route is made when the code runs');
  const match = /^(?:(GET|POST|PUT|PATCH|DELETE|HEAD) )?(\/[^?]*)$/i.exec(route.value);
  // A URL with its parameters written in, or one of another server.
  if (!match || !match[2]!.includes('{')) return undefined;
  const path = `${(match[1] ?? 'GET').toUpperCase()} ${match[2]}`;
  const operations = zoo
    .byPath('http', path)
    .map((ordinal) => zoo.operation(ordinal))
    .filter(({ provider }) => provider === 'github');
  if (operations.length === 0) return noSuchOperation(call, route, `GitHub has no operation ${path}`);
  return read(zoo, text, tree, call, operations, input?.node);
}

/** A call on an Octokit: `steps` are the names behind it (`rest`, `issues`, `create`). */
export function readOctokit(
  zoo: Zoo,
  text: string,
  tree: TypescriptTree,
  call: CallTree,
  steps: readonly string[],
): ReadCall | undefined {
  const names = steps[0] === 'rest' ? steps.slice(1) : steps;
  if (names.length === 1 && names[0] === 'request') return readRoute(zoo, text, tree, call);
  // `graphql`, `paginate`, `hook`, `auth` and what plug-ins add.
  if (names.length !== 2 || ['graphql', 'paginate', 'hook', 'log', 'auth', 'request'].includes(names[0]!))
    return undefined;
  const path = names.join('.');
  const operations = at(zoo, path);
  if (operations.length > 0) return read(zoo, text, tree, call, operations, call.arguments[0]?.node);
  const all = paths(zoo);
  if (!all.some((one) => one.startsWith(`${names[0]}.`)))
    return unknown(call, `GitHub has no group ${names[0]}: a plug-in may`);
  const siblings = all.filter((one) => one.startsWith(`${names[0]}.`)).map((one) => one.slice(names[0]!.length + 1));
  const [near] = nearest(names[1]!, siblings);
  const property = bare(call.callee).field('property');
  const repair = near === undefined ? undefined : { actual: names[1]!, text: near };
  return noSuchOperation(call, rangeOf(property ?? call.callee), `GitHub has no ${path}`, repair);
}

/** `octokit.paginate(octokit.rest.issues.listForRepo, {…})`: `steps` are those of its first argument. */
export function readPaginate(
  zoo: Zoo,
  text: string,
  tree: TypescriptTree,
  call: CallTree,
  steps: readonly string[] | undefined,
): ReadCall | undefined {
  if (!steps) return readRoute(zoo, text, tree, call);
  const names = steps[0] === 'rest' ? steps.slice(1) : steps;
  const operations = names.length === 2 ? at(zoo, names.join('.')) : [];
  return operations.length > 0 ? read(zoo, text, tree, call, operations, call.arguments[1]?.node) : undefined;
}
