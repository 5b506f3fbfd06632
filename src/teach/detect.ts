import { isIntrospection, looksLikeSdl } from '../ingest/graphql/ingest.ts';
import { looksLikeMarkdownApi } from '../ingest/markdown/ingest.ts';
import { isMcpTools } from '../ingest/mcp/ingest.ts';
import { list, record, text } from '../ingest/openapi/loose.ts';
import { readDocument } from '../ingest/openapi/read.ts';
import { isPostman } from '../ingest/postman/ingest.ts';
import { AppError } from '../schema/error.ts';
import type { Format } from './source.ts';
import type { NamedBytes } from './unpacked.ts';

/** What a document is, and its value: text for those that are text, parsed JSON or YAML for all others. */
export interface Detected {
  format: Format;
  value: unknown;
}

const TEXTUAL: ReadonlySet<Format> = new Set(['graphql', 'markdown', 'man', 'fig']);

/**
 * Finds out what a document is, by what stands in it rather than by its name.
 *
 * Fails: `source-unsupported` where no adapter reads it; `source-unreadable`, `source-too-large`, `source-too-deep` by the parsers.
 */
export function detect({ bytes, name }: NamedBytes, said?: Format): Detected {
  const source = decoded(bytes, name);
  if (said && TEXTUAL.has(said) && !(said === 'graphql' && /^\s*\{/.test(source)))
    return { format: said, value: source };
  if (!said && /\.(?:m?js|cjs)$/i.test(name)) return { format: 'fig', value: source };
  if (!said && /\.[cm]?tsx?$/i.test(name))
    throw new AppError(
      'source-unsupported',
      `${name} is a program in TypeScript`,
      'A fig spec is read as JavaScript: build it, and teach the .js file.',
    );
  if (!said && /\.[1-9]$/.test(name)) return { format: 'man', value: source };
  if (!said && looksLikeSdl(source)) return { format: 'graphql', value: source };
  const prose = !/^\s*[[{]/.test(source);
  if (!said && prose && /\.(?:md|markdown|mdx)$/i.test(name)) return { format: 'markdown', value: source };
  if (said) return { format: said, value: parsed(source, name) };
  let value: unknown;
  try {
    value = parsed(source, name);
  } catch (error) {
    // Prose is no YAML; what is neither is better told by the parser.
    if (error instanceof AppError && error.code === 'source-unreadable' && prose && looksLikeMarkdownApi(source))
      return { format: 'markdown', value: source };
    throw error;
  }
  const format = formatOf(value);
  if (format) return { format, value };
  if (prose && looksLikeMarkdownApi(source)) return { format: 'markdown', value: source };
  throw new AppError(
    'source-unsupported',
    `${name}: ${whatItIs(value)}`,
    'What can be taught: docs/teach.md. --format says what it is.',
  );
}

function decoded(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('source-unreadable', `${name} is not UTF-8 text`, 'Save the document as UTF-8.', cause);
  }
}

/** JSON, JSON lines, or YAML. */
function parsed(source: string, name: string): unknown {
  if (/^\s*\{.*\}\s*\n\s*\{/.test(source)) {
    const lines = source.split('\n').filter((line) => line.trim() !== '');
    if (lines.every((line) => line.trim().startsWith('{') && line.trim().endsWith('}')))
      return lines.map((line) => readDocument(line, name));
  }
  return readDocument(source, name);
}

function formatOf(value: unknown): Format | undefined {
  const root = record(value);
  if (root) {
    if (record(root['paths']) && (root['openapi'] !== undefined || root['swagger'] !== undefined)) return 'openapi';
    if (isPostman(root)) return 'postman';
    if (isIntrospection(root)) return 'graphql';
    if (isMcpTools(root)) return 'mcp';
    if (Array.isArray(root['operations']) && Array.isArray(root['examples'])) return 'community';
    if (record(root['shapes']) && record(root['operations']) && record(root['metadata'])) return 'aws';
    if (
      text(root['name']) &&
      (record(root['resources']) || record(root['methods'])) &&
      (root['discoveryVersion'] || root['kind'] === 'discovery#restDescription' || root['rootUrl'])
    )
      return 'discovery';
    if (text(root['api_call'])) return 'gorilla-zoo';
    if (
      (root['subcommands'] !== undefined || root['options'] !== undefined || root['args'] !== undefined) &&
      root['name'] !== undefined
    )
      return 'fig';
  }
  if (list(value).some((entry) => text(record(entry)?.['api_call']))) return 'gorilla-zoo';
  return undefined;
}

/** Descriptions of APIs that people may well have, and that no adapter reads. */
function whatItIs(value: unknown): string {
  const root = record(value);
  if (root?.['asyncapi'] !== undefined) return 'AsyncAPI describes messages, not requests';
  if (root?.['smithy'] !== undefined)
    return 'a Smithy model is not read; AWS publishes the same as service-2.json of botocore';
  if (root?.['openapi'] !== undefined || root?.['swagger'] !== undefined) return 'the OpenAPI document has no paths';
  if (root?.['swaggerVersion'] !== undefined) return 'Swagger 1.x is not read; convert it to OpenAPI 3';
  if (root?.['$schema'] !== undefined) return 'a JSON schema alone describes values, not requests';
  return root ? 'no description of an API that is known' : 'no description of an API is found in it';
}
