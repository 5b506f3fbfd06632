import { AppError } from '../../schema/error.ts';
import type { Ingested, Invocation, Operation, Parameter, Skip, Source, ValueSchema } from '../../schema/operation.ts';
import { isDestructive } from '../openapi/destructive.ts';
import { OpenDocument } from '../openapi/document.ts';
import { list, record, text } from '../openapi/loose.ts';
import { plain, sentence, words } from '../openapi/plain-text.ts';
import { SchemaReader } from '../openapi/schema.ts';
import { shapeOf } from '../openapi/shape.ts';

export interface McpOptions {
  provider: string;
  source: Source;
  /** Where the server answers; absent for one that is started as a program. */
  url?: string;
}

const NAME = /^[\w./:-]{1,128}$/;

/**
 * Reads the answer to `tools/list` of a Model Context Protocol server: `{tools: [{name, description, inputSchema, annotations}]}`.
 * Source: the protocol's schema, version 2025-06-18, "Tool".
 *
 * What cannot be read is in `skipped`. Fails: `source-unsupported` where there is no list of tools.
 */
export function ingestMcp(input: unknown, options: McpOptions): Ingested {
  const tools = record(input)?.['tools'];
  if (!Array.isArray(tools))
    throw new AppError(
      'source-unsupported',
      'This is no list of tools of an MCP server: it has no "tools"',
      'Give what the server answers to tools/list, or the server itself: --mcp "<command>".',
    );
  const operations: Operation[] = [];
  const types: Record<string, ValueSchema> = {};
  const skipped: Skip[] = [];
  for (const [i, tool] of tools.entries()) {
    const pointer = `#/tools/${i}`;
    const node = record(tool);
    const name = text(node?.['name']);
    if (!node || !name || !NAME.test(name)) {
      skipped.push({ pointer, reason: 'a tool has no name that could be called' });
      continue;
    }
    if (operations.some((one) => one.name === name)) {
      skipped.push({ pointer, reason: `the tool ${name} stands twice; the first is read` });
      continue;
    }
    const schema = record(node['inputSchema']) ?? {};
    // A tool's schema is a document of its own: `#/$defs/…` means its own definitions.
    const document = new OpenDocument({ ...schema, openapi: '3.1.0', paths: {} });
    const reader = new SchemaReader(document, { typePrefix: `${name}.` });
    const shape = shapeOf(document, { node: schema, pointer: '#' });
    const parameters = [...shape.properties].map(([field, at]): Parameter => {
      const { readOnly: _never, ...rest } = reader.field(field, at, shape.required.has(field), 1);
      return { ...rest, in: 'body' };
    });
    reader.drain();
    for (const [type, value] of Object.entries(reader.types)) types[type] = value;
    skipped.push(
      ...document.skipped.map((skip) => ({ ...skip, pointer: `${pointer}/inputSchema${skip.pointer.slice(1)}` })),
    );
    operations.push(toOperation(node, name, parameters, pointer, options));
  }
  return { provider: options.provider, sources: [options.source], operations, types, skipped };
}

function toOperation(
  node: Record<string, unknown>,
  name: string,
  parameters: Parameter[],
  pointer: string,
  options: McpOptions,
): Operation {
  const { provider, url } = options;
  const annotations = record(node['annotations']) ?? {};
  const title = text(node['title']) ?? text(annotations['title']);
  const spoken = words(name);
  const summary = sentence(node['description']) ?? (title && sentence(title)) ?? (spoken || name);
  const operation: Operation = {
    id: `${provider}:${name}`,
    provider,
    service: provider,
    name,
    kind: 'mcp',
    summary,
    parameters,
    invocations: [...(url ? [overHttp(url, name)] : []), ...inCode(provider, name)],
    origin: { source: 0, pointer },
  };
  const description = plain(node['description'], 400);
  if (description && description.replace(/\.$/, '') !== summary) operation.description = description;
  else if (title && title !== summary) operation.description = plain(title, 200) ?? title;
  const reads = annotations['readOnlyHint'] === true;
  if (!reads && (annotations['destructiveHint'] === true || isDestructive('POST', '', name, summary)))
    operation.destructive = true;
  return operation;
}

/** Source: the protocol's streamable HTTP transport, and JSON-RPC 2.0. */
function overHttp(url: string, name: string): Invocation {
  const { origin, pathname } = new URL(url);
  return {
    surface: 'http',
    path: `POST ${pathname}#${name}`,
    server: origin,
    contentType: 'application/json',
    headers: { Accept: 'application/json, text/event-stream' },
    envelope: {
      value: { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: {} } },
      at: 'params.arguments',
    },
  };
}

function inCode(provider: string, name: string): Invocation[] {
  const path = `${provider}.${name}`;
  return [
    { surface: 'python', path, package: 'mcp' },
    { surface: 'typescript', path, package: '@modelcontextprotocol/sdk' },
  ];
}

/** Whether a parsed document is a list of tools. */
export function isMcpTools(input: unknown): boolean {
  const tools = record(input)?.['tools'];
  return Array.isArray(tools) && list(tools).some((tool) => record(record(tool)?.['inputSchema']) !== undefined);
}
