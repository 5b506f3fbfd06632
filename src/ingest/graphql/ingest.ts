import {
  buildASTSchema,
  buildClientSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  type IntrospectionQuery,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  parse,
} from 'graphql';
import { AppError } from '../../schema/error.ts';
import type {
  Field,
  Ingested,
  Invocation,
  Operation,
  Parameter,
  Skip,
  Source,
  ValueSchema,
} from '../../schema/operation.ts';
import { isDestructive } from '../openapi/destructive.ts';
import { record, smallJson } from '../openapi/loose.ts';
import { plain, sentence, words } from '../openapi/plain-text.ts';

export interface GraphqlOptions {
  provider: string;
  source: Source;
  /** Where requests go; `https://{host}/graphql` where nobody knows. */
  url?: string;
}

/** Half a million tokens are the largest public schemas many times over. */
const MAX_TOKENS = 2_000_000;
const MAX_SELECTED = 8;

/**
 * Reads a GraphQL schema: its definition language, or the answer to the introspection query. Each field of the query and mutation types is
 * an operation; its arguments are the variables of one request.
 *
 * Fails: `source-unsupported` where it is no schema, `source-too-large` beyond `MAX_TOKENS`.
 */
export function ingestGraphql(input: unknown, options: GraphqlOptions): Ingested {
  const schema = schemaOf(input);
  const reading: Reading = { options, types: {}, waiting: [], skipped: [] };
  const operations: Operation[] = [];
  for (const kind of ['query', 'mutation'] as const) {
    const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    for (const field of Object.values(root?.getFields() ?? {})) operations.push(toOperation(reading, kind, field));
  }
  for (const name of Object.keys(schema.getSubscriptionType()?.getFields() ?? {}))
    reading.skipped.push({ pointer: `subscription.${name}`, reason: 'a subscription is no single request' });
  for (let type = reading.waiting.pop(); type; type = reading.waiting.pop()) readType(reading, type);
  return {
    provider: options.provider,
    sources: [options.source],
    operations,
    types: reading.types,
    skipped: reading.skipped,
  };
}

interface Reading {
  options: GraphqlOptions;
  types: Record<string, ValueSchema>;
  waiting: GraphQLNamedType[];
  skipped: Skip[];
}

function schemaOf(input: unknown): GraphQLSchema {
  try {
    if (typeof input === 'string') return buildASTSchema(parse(input, { maxTokens: MAX_TOKENS, noLocation: true }));
    const data = record(record(input)?.['data']) ?? record(input);
    if (data?.['__schema']) return buildClientSchema(data as unknown as IntrospectionQuery);
  } catch (cause) {
    const why = (cause as Error).message.split('\n')[0] ?? '';
    if (/token limit|Document contains more/i.test(why))
      throw new AppError(
        'source-too-large',
        `The GraphQL schema has more than ${MAX_TOKENS} tokens`,
        'Split the schema.',
        cause,
      );
    throw new AppError(
      'source-unsupported',
      `This is no GraphQL schema: ${why}`,
      'Give its definition language, or the answer to the introspection query.',
      cause,
    );
  }
  throw new AppError(
    'source-unsupported',
    'This is no GraphQL schema',
    'Give its definition language, or the answer to the introspection query.',
  );
}

function toOperation(reading: Reading, kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>): Operation {
  const { provider } = reading.options;
  const name = `${kind}.${field.name}`;
  const summary = sentence(field.description) ?? words(field.name);
  const operation: Operation = {
    id: `${provider}:${name}`,
    provider,
    service: kind,
    name,
    kind: 'http',
    summary,
    parameters: field.args.map((argument): Parameter => {
      return { ...toField(reading, argument, isRequiredArgument(argument)), in: 'body' };
    }),
    invocations: [request(reading.options.url, kind, field)],
    origin: { source: 0, pointer: name },
  };
  const description = plain(field.description, 400);
  if (description && description.replace(/\.$/, '') !== summary) operation.description = description;
  if (field.deprecationReason != null) operation.deprecated = true;
  if (kind === 'mutation' && isDestructive('POST', field.name, field.name, summary)) operation.destructive = true;
  return operation;
}

/** One request for one field. Source: GraphQL over HTTP, "Request parameters". */
function request(url: string | undefined, kind: string, field: GraphQLField<unknown, unknown>): Invocation {
  const declared = field.args.map((argument) => `$${argument.name}: ${argument.type}`).join(', ');
  const passed = field.args.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const named = field.name.charAt(0).toUpperCase() + field.name.slice(1);
  const query = `${kind} ${named}${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`}${selection(field.type)} }`;
  const at = url === undefined ? undefined : new URL(url);
  return {
    surface: 'http',
    path: `POST ${at?.pathname ?? '/graphql'}#${field.name}`,
    server: at?.origin ?? 'https://{host}',
    contentType: 'application/json',
    envelope: { value: { query, variables: {} }, at: 'variables' },
  };
}

/** What comes back: the scalars of the object, or its name; who wants more writes more. */
function selection(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  const scalars = isObjectType(named)
    ? Object.values(named.getFields())
        .filter((field) => isLeafType(getNamedType(field.type)) && !field.args.some(isRequiredArgument))
        .map((field) => field.name)
        .slice(0, MAX_SELECTED)
    : [];
  return ` { ${scalars.length > 0 ? scalars.join(' ') : '__typename'} }`;
}

function toField(reading: Reading, argument: GraphQLArgument, required: boolean): Field {
  const field: Field = { name: argument.name, ...shapeOf(reading, argument.type) };
  if (required) field.required = true;
  if (argument.deprecationReason != null) field.deprecated = true;
  const description = plain(argument.description, 160);
  if (description) field.description = description;
  const standard = smallJson(argument.defaultValue, 120);
  if (standard !== undefined) field.default = standard;
  return field;
}

/** The scalars of the language itself, and custom ones that most servers spell alike. */
const SCALARS: Record<string, ValueSchema> = {
  Int: { type: 'integer' },
  Float: { type: 'number' },
  Boolean: { type: 'boolean' },
  ID: { type: 'string', format: 'id' },
  String: { type: 'string' },
  Date: { type: 'string', format: 'date' },
  DateTime: { type: 'string', format: 'date-time' },
  URI: { type: 'string', format: 'uri' },
  URL: { type: 'string', format: 'uri' },
  JSON: { type: 'any' },
};

function shapeOf(reading: Reading, type: GraphQLInputType): ValueSchema {
  if (isNonNullType(type)) return shapeOf(reading, type.ofType);
  if (isListType(type)) return { type: 'array', items: shapeOf(reading, type.ofType) };
  if (isEnumType(type)) return { type: 'string', enum: type.getValues().map((value) => value.name) };
  if (!isInputObjectType(type)) return { ...(SCALARS[type.name] ?? { type: 'string' }) };
  if (!Object.hasOwn(reading.types, type.name)) {
    reading.types[type.name] = { type: 'object' };
    reading.waiting.push(type);
  }
  return { type: 'object', ref: type.name };
}

function readType(reading: Reading, type: GraphQLNamedType): void {
  if (!isInputObjectType(type)) return;
  const fields = Object.values(type.getFields()).map((field) =>
    toField(reading, field as unknown as GraphQLArgument, isRequiredInputField(field)),
  );
  reading.types[type.name] = { type: 'object', fields };
}

/** Whether a text is a schema in the definition language; cheap, and never wrong on JSON or YAML. */
export function looksLikeSdl(source: string): boolean {
  const text = source.slice(0, 200_000);
  return (
    /^\s*(?:schema|extend\s+type|type|input|interface|enum|union|scalar|directive)\b[^:\n]*(?:\{|=|$|@|on\b)/m.test(
      text,
    ) && /\btype\s+\w+[^{]*\{/.test(text)
  );
}

/** Whether a parsed document is the answer to the introspection query. */
export function isIntrospection(input: unknown): boolean {
  const data = record(record(input)?.['data']) ?? record(input);
  return record(data?.['__schema']) !== undefined;
}
