import type { Call } from '../schema/call.ts';
import { isRecord } from '../schema/dotted.ts';
import { AppError } from '../schema/error.ts';
import { nameOn } from '../schema/locate.ts';
import type { Json, Operation, Parameter } from '../schema/operation.ts';
import { inOrder } from './command-line.ts';
import { formPairs, type HttpRequest, httpRequest, isForm, isMultipart, shown } from './http.ts';
import { pythonLiteral, stringLiteral } from './literals.ts';
import { gather, invocationOn, type Types } from './shape.ts';

const IDENTIFIER = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const KEYWORDS = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);

/** What a hub's document may write for a value besides a literal: names, calls, lists; nothing that ends a statement. */
const EXPRESSION = /^[\w.()[\]{}'",=:*+\-/ ]+$/;

/** A value that the hub's document writes as an expression (`torch.device('cpu')`) stands as it is written there; all others are literals. */
function written(operation: Operation, { default: documented }: Parameter, value: Json): string {
  const inDocument = typeof value === 'string' && value === documented && operation.name.includes(value);
  const quoted = (q: string): boolean => operation.name.includes(`${q}${value}${q}`);
  return inDocument && EXPRESSION.test(value) && !quoted("'") && !quoted('"') ? value : pythonLiteral(value);
}

function argumentList(types: Types, call: Call, operation: Operation): string {
  const positional: string[] = [];
  const named: string[] = [];
  const spread: [string, Json][] = [];
  for (const given of inOrder(operation, gather(types, call, operation))) {
    const { parameter } = given;
    const value = shown(given)!;
    const name = nameOn(parameter, 'python');
    if (parameter.in === 'positional' && operation.kind === 'hub') {
      const values = parameter.repeats && Array.isArray(value) ? value : [value];
      positional.push(...values.map((v) => written(operation, parameter, v)));
    } else if (IDENTIFIER.test(name) && !KEYWORDS.has(name))
      named.push(`${name}=${operation.kind === 'hub' ? written(operation, parameter, value) : pythonLiteral(value)}`);
    else spread.push([name, value]);
  }
  if (spread.length > 0) named.push(`**${pythonLiteral(Object.fromEntries(spread))}`);
  return [...positional, ...named].join(', ');
}

function boto3Call(types: Types, call: Call, operation: Operation, path: string): string {
  const [service = '', method = ''] = path.split('.', 2);
  const variable = service.replace(/\W/g, '_');
  return [
    'import boto3',
    '',
    `${variable} = boto3.client(${stringLiteral(service)})`,
    `response = ${variable}.${method}(${argumentList(types, call, operation)})`,
  ].join('\n');
}

function importLine(packageName: string, path: string): string {
  const head = path.split('.', 1)[0]!;
  const module = packageName.replaceAll('-', '_');
  if (head === module) return `import ${module}`;
  if (/^[a-z]/.test(head)) return `import ${module} as ${head}`;
  return `from ${module} import ${head}`;
}

/** `files` with unnamed parts is how requests is told to write a multipart form. */
function bodyArgument(request: HttpRequest, body: Json): string {
  if (isMultipart(request) && isRecord(body)) {
    const parts = formPairs(body, request.indexedLists).map(
      ([name, value]) => `(${stringLiteral(name)}, (None, ${stringLiteral(value)}))`,
    );
    return `files=[${parts.join(', ')}]`;
  }
  if (isForm(request) && isRecord(body)) return `data=${pythonLiteral(formPairs(body, request.indexedLists))}`;
  if (typeof body === 'string' && !/json/.test(request.contentType)) return `data=${stringLiteral(body)}`;
  return `json=${pythonLiteral(body)}`;
}

function requestsCall(types: Types, call: Call, operation: Operation): string {
  const request = httpRequest(types, call, operation);
  const parts = [stringLiteral(request.url)];
  const headers = { ...request.headers };
  const form = isForm(request);
  const multipart = isMultipart(request);
  // requests writes these of itself, and only it knows a multipart boundary.
  if (request.body !== undefined && (form || multipart || request.contentType === 'application/json'))
    delete headers['Content-Type'];
  if (Object.keys(request.query).length > 0) parts.push(`params=${pythonLiteral(request.query)}`);
  if (Object.keys(headers).length > 0) parts.push(`headers=${pythonLiteral(headers)}`);
  if (request.body !== undefined) parts.push(bodyArgument(request, request.body));
  return `import requests\n\nresponse = requests.${request.method.toLowerCase()}(${parts.join(', ')})`;
}

/** A tool of an MCP server, called in a session of the official SDK. */
function mcpCall(types: Types, call: Call, operation: Operation): string {
  const given = gather(types, call, operation).map((one): [string, Json] => [one.parameter.name, shown(one)!]);
  return `result = await session.call_tool(${stringLiteral(operation.name)}, ${pythonLiteral(Object.fromEntries(given))})`;
}

/** The call in Python: boto3, a model hub's loader, a tool of an MCP server, or requests. */
export function pythonText(types: Types, call: Call, operation: Operation): string {
  const invocation = invocationOn(operation, 'python');
  if (invocation?.package === 'boto3') return boto3Call(types, call, operation, invocation.path);
  if (invocation && operation.kind === 'mcp') return mcpCall(types, call, operation);
  if (invocation) {
    const assigned = operation.kind === 'hub' ? 'model' : 'response';
    return `${importLine(invocation.package, invocation.path)}\n\n${assigned} = ${invocation.path}(${argumentList(types, call, operation)})`;
  }
  if (invocationOn(operation, 'http')) return requestsCall(types, call, operation);
  throw new AppError('unknown-surface', `${operation.id} cannot be written in Python`, 'Ask for another surface.');
}
