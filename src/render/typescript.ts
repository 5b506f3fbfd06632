import type { Call } from '../schema/call.ts';
import { isRecord } from '../schema/dotted.ts';
import { AppError } from '../schema/error.ts';
import { nameOn } from '../schema/locate.ts';
import type { Json, Operation } from '../schema/operation.ts';
import { clientClass } from './aws-clients.ts';
import { formPairs, httpRequest, isForm, isMultipart, scalarText, shown, wholeUrl } from './http.ts';
import { stringLiteral, typescriptLiteral } from './literals.ts';
import { gather, invocationOn, type Types } from './shape.ts';

function argumentObject(types: Types, call: Call, operation: Operation): { [key: string]: Json } {
  return Object.fromEntries(
    gather(types, call, operation).map((given) => [nameOn(given.parameter, 'typescript'), shown(given)!]),
  );
}

function awsCall(types: Types, call: Call, operation: Operation, path: string, packageName: string): string {
  const command = path.slice(path.lastIndexOf('.') + 1);
  const client = clientClass(packageName);
  return [
    `import { ${client}, ${command} } from ${stringLiteral(packageName)};`,
    '',
    `const client = new ${client}({});`,
    `const response = await client.send(new ${command}(${typescriptLiteral(argumentObject(types, call, operation))}));`,
  ].join('\n');
}

function octokitCall(types: Types, call: Call, operation: Operation, path: string): string {
  return [
    "import { Octokit } from 'octokit';",
    '',
    "const octokit = new Octokit({ auth: '<token>' });",
    `const response = await octokit.rest.${path}(${typescriptLiteral(argumentObject(types, call, operation))});`,
  ].join('\n');
}

/** A tool of an MCP server, called through a client of the official SDK that is connected to it. */
function mcpCall(types: Types, call: Call, operation: Operation): string {
  const given = typescriptLiteral(argumentObject(types, call, operation));
  return `const result = await client.callTool({ name: ${stringLiteral(operation.name)}, arguments: ${given} });`;
}

function fetchCall(types: Types, call: Call, operation: Operation): string {
  const request = httpRequest(types, call, operation);
  const options: string[] = [];
  const headers = { ...request.headers };
  const { body } = request;
  if (request.method !== 'GET') options.push(`method: ${stringLiteral(request.method)}`);
  let before: string[] = [];
  let written: string | undefined;
  if (body !== undefined) {
    if ((isForm(request) || isMultipart(request)) && isRecord(body)) {
      // Both set the content type of themselves, and only FormData knows its boundary.
      delete headers['Content-Type'];
      const pairs = formPairs(body, request.indexedLists);
      if (isMultipart(request)) {
        before = [
          'const form = new FormData();',
          ...pairs.map((pair) => `form.append(${pair.map(stringLiteral).join(', ')});`),
          '',
        ];
        written = 'form';
      } else written = `new URLSearchParams(${typescriptLiteral(pairs)})`;
    } else {
      const text = typeof body === 'string' && !/json/.test(request.contentType);
      written = text ? stringLiteral(scalarText(body)) : `JSON.stringify(${typescriptLiteral(body)})`;
    }
  }
  if (Object.keys(headers).length > 0) options.push(`headers: ${typescriptLiteral(headers)}`);
  if (written !== undefined) options.push(`body: ${written}`);
  const tail = options.length > 0 ? `, {\n${options.map((option) => `  ${option},\n`).join('')}}` : '';
  return [...before, `const response = await fetch(${stringLiteral(wholeUrl(request))}${tail});`].join('\n');
}

/** The call in TypeScript: AWS SDK v3, Octokit, MCP's SDK, or fetch. */
export function typescriptText(types: Types, call: Call, operation: Operation): string {
  const invocation = invocationOn(operation, 'typescript');
  if (invocation?.package.startsWith('@aws-sdk/')) {
    return awsCall(types, call, operation, invocation.path, invocation.package);
  }
  if (invocation && /octokit/.test(invocation.package)) return octokitCall(types, call, operation, invocation.path);
  if (invocation && operation.kind === 'mcp') return mcpCall(types, call, operation);
  if (invocationOn(operation, 'http')) return fetchCall(types, call, operation);
  throw new AppError('unknown-surface', `${operation.id} cannot be written in TypeScript`, 'Ask for another surface.');
}
