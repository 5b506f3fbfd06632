import type { SgNode } from '@ast-grep/napi';
import { isRecord } from '../../schema/dotted.ts';
import type { Operation } from '../../schema/operation.ts';
import type { Zoo } from '../../zoo/zoo.ts';
import { type CodeArgument, readCodeCall } from './code-call.ts';
import { DYNAMIC, type Literal, literalOf, nodesOf, parseCode, rangeOf } from './code-tree.ts';
import { fewestFaults, type Parsed } from './command-line.ts';
import { callOfRequest, type RawRequest, splitUrl } from './http.ts';
import type { ParsedCall } from './parsed.ts';
import { syntaxOf } from './python.ts';

const argumentsOf = (node: SgNode): SgNode[] =>
  (node.field('arguments')?.namedChildren() ?? []).filter((child) => child.kind() !== 'comment');

/** The entries of an object literal, each with its own range; `open` where something is spread into it. */
function entriesOf(node: SgNode | undefined): { given: CodeArgument[]; open: boolean } {
  if (!node) return { given: [], open: false };
  if (node.kind() !== 'object') return { given: [], open: true };
  const given: CodeArgument[] = [];
  let open = false;
  for (const child of node.namedChildren()) {
    const range = rangeOf(child);
    if (child.kind() === 'shorthand_property_identifier') given.push({ name: child.text(), value: DYNAMIC, ...range });
    else if (child.kind() === 'pair') {
      const key = child.field('key')!;
      const computed = key.kind() === 'computed_property_name' ? key.namedChildren()[0]! : key;
      const name = computed.kind() === 'property_identifier' ? computed.text() : literalOf(computed);
      if (typeof name === 'string') given.push({ name, value: literalOf(child.field('value')!), ...range });
      else open = true;
    } else if (child.kind() !== 'comment') open = true;
  }
  return { given, open };
}

/** Where each imported name comes from. */
function importsOf(root: SgNode): Map<string, string> {
  const imports = new Map<string, string>();
  for (const statement of nodesOf(root, 'import_statement')) {
    const source = statement.field('source');
    const from = source ? literalOf(source) : undefined;
    if (typeof from !== 'string') continue;
    for (const specifier of nodesOf(statement, 'import_specifier')) imports.set(specifier.field('name')!.text(), from);
  }
  return imports;
}

function operationsAt(zoo: Zoo, path: string): Operation[] {
  return zoo.byPath('typescript', path).map((ordinal) => zoo.operation(ordinal));
}

function readNamed(zoo: Zoo, operations: readonly Operation[], node: SgNode): ParsedCall | undefined {
  const { given, open } = entriesOf(argumentsOf(node)[0]);
  const parsed = fewestFaults(
    zoo,
    operations.map((operation) => readCodeCall(operation, 'typescript', given, rangeOf(node))),
  );
  return parsed && open ? { ...parsed, open: true } : parsed;
}

function unknown(node: SgNode, path: string): ParsedCall {
  const range = rangeOf(node);
  return {
    range,
    findings: [{ code: 'unknown-operation', severity: 'error', message: `The zoo has no ${path}`, ...range }],
    ranges: new Map(),
    dynamic: new Set(),
  };
}

/** `new StopInstancesCommand({…})` of an AWS SDK package. */
function readCommand(zoo: Zoo, node: SgNode, imports: ReadonlyMap<string, string>): ParsedCall | undefined {
  const name = node.field('constructor')?.text() ?? '';
  const from = imports.get(name);
  if (!name.endsWith('Command') || !from?.startsWith('@aws-sdk/')) return undefined;
  const path = `${from.slice('@aws-sdk/'.length)}.${name}`;
  return readNamed(zoo, operationsAt(zoo, path), node) ?? unknown(node, path);
}

/** `octokit.rest.issues.create({…})`. */
function readOctokit(zoo: Zoo, node: SgNode, name: string): ParsedCall | undefined {
  const match = /^[\w.]*octokit\.(?:rest\.)?(\w+\.\w+)$/i.exec(name);
  if (!match) return undefined;
  return readNamed(zoo, operationsAt(zoo, match[1]!), node) ?? unknown(node, match[1]!);
}

function bodyOf(root: SgNode, node: SgNode | null): RawRequest['body'] {
  if (!node) return undefined;
  const [first] = argumentsOf(node);
  const inner: Literal = first ? literalOf(first) : DYNAMIC;
  const callee = node.field('function')?.text() ?? node.field('constructor')?.text();
  if (callee === 'JSON.stringify') return inner === DYNAMIC ? undefined : { json: inner };
  if (callee === 'URLSearchParams' && inner !== DYNAMIC && typeof inner === 'object' && inner !== null) {
    const entries = Array.isArray(inner) ? inner.filter(Array.isArray) : Object.entries(inner);
    return { form: entries.map(([name, value]) => [String(name), String(value)]) };
  }
  if (node.kind() === 'identifier') return formOf(root, node.text());
  const text = literalOf(node);
  return typeof text === 'string' ? { text } : undefined;
}

/** The parts appended to a `FormData` variable. */
function formOf(root: SgNode, variable: string): RawRequest['body'] {
  const form = nodesOf(root, 'call_expression')
    .filter((node) => node.field('function')?.text() === `${variable}.append`)
    .map((node): [string, string] => {
      const [name, value] = argumentsOf(node).map(literalOf);
      return [String(name), typeof value === 'string' ? value : ''];
    });
  return form.length > 0 ? { form } : undefined;
}

function readFetch(zoo: Zoo, root: SgNode, node: SgNode, known?: Operation): ParsedCall | undefined {
  const [target, options] = argumentsOf(node);
  const whole = target ? literalOf(target) : DYNAMIC;
  if (typeof whole !== 'string') return undefined;
  const { given } = entriesOf(options);
  const named = new Map<string | undefined, Literal>(given.map((one) => [one.name, one.value]));
  const pair = options
    ?.namedChildren()
    .find((child) => child.kind() === 'pair' && child.field('key')?.text() === 'body');
  const body = bodyOf(root, pair?.field('value') ?? null);
  const headers = named.get('headers');
  const method = named.get('method');
  const { url, pairs } = splitUrl(whole);
  const request: RawRequest = {
    method: typeof method === 'string' ? method.toUpperCase() : 'GET',
    url,
    query: { pairs },
    headers:
      headers !== undefined && headers !== DYNAMIC && isRecord(headers)
        ? Object.entries(headers).map(([name, value]) => [name, String(value)])
        : [],
    range: rangeOf(node),
    ...(body ? { body } : {}),
  };
  return callOfRequest(zoo, request, known);
}

/** The calls of a TypeScript text that are operations: AWS SDK v3 commands, Octokit, `fetch`. */
export function parseTypescript(zoo: Zoo, text: string, known?: Operation): Parsed {
  const root = parseCode('typescript', text);
  const imports = importsOf(root);
  const calls = nodesOf(root, 'call_expression', 'new_expression').flatMap((node) => {
    if (node.kind() === 'new_expression') return readCommand(zoo, node, imports) ?? [];
    const name = node.field('function')?.text().replace(/\s+/g, '') ?? '';
    return (name === 'fetch' ? readFetch(zoo, root, node, known) : readOctokit(zoo, node, name)) ?? [];
  });
  return { calls, findings: syntaxOf(root) };
}
