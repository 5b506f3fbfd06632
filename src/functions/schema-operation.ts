import { CLIENT_FUNCTIONS } from '../generate/coerce/context.ts';
import type { Field, Json, Operation, Parameter, ValueSchema, ValueType } from '../schema/operation.ts';

/** A function as tool-calling models are given it. */
export interface FunctionSpec {
  name: string;
  description?: string;
  /** A JSON schema of type object; absent: no arguments. */
  parameters?: JsonSchema;
}

/** The parts of JSON schema that are read; the type names of other languages (`dict`, `float`, `tuple`) are understood as well. */
export interface JsonSchema {
  type?: string | string[];
  description?: string;
  enum?: Json[];
  const?: Json;
  default?: Json;
  format?: string;
  items?: JsonSchema | JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  definitions?: Record<string, JsonSchema>;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
}

const TYPES: Record<string, ValueType> = {
  string: 'string',
  str: 'string',
  integer: 'integer',
  int: 'integer',
  long: 'integer',
  number: 'number',
  float: 'number',
  double: 'number',
  boolean: 'boolean',
  bool: 'boolean',
  array: 'array',
  list: 'array',
  arraylist: 'array',
  tuple: 'array',
  object: 'object',
  dict: 'object',
  hashmap: 'map',
  any: 'any',
};

const DEEPEST = 12;
const LIMITS = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'pattern'] as const;

/** A schema with its references and alternatives settled: of several the first that is not null. A cycle ends as `any`. */
function settled(schema: JsonSchema, root: JsonSchema, depth: number): JsonSchema {
  if (depth > DEEPEST) return {};
  if (schema.$ref !== undefined) {
    const [, table, name = ''] = /^#\/(\$defs|definitions)\/(.+)$/.exec(schema.$ref) ?? [];
    const tables = table === '$defs' ? root.$defs : root.definitions;
    const target = tables && Object.hasOwn(tables, name) ? tables[name] : undefined;
    return target ? settled(target, root, depth + 1) : {};
  }
  const [only] = (schema.anyOf ?? schema.oneOf ?? []).filter(({ type }) => type !== 'null');
  if (only) return { ...schema, ...settled(only, root, depth + 1) };
  if (!schema.allOf) return schema;
  const parts = schema.allOf.map((part) => settled(part, root, depth + 1));
  return Object.assign({}, schema, ...parts, {
    properties: Object.assign({}, schema.properties, ...parts.map((part) => part.properties)),
    required: [schema, ...parts].flatMap((part) => part.required ?? []),
  });
}

/** The record's form of a JSON schema. Never fails: what is not understood is `any`. */
export function valueSchema(given: JsonSchema, root: JsonSchema = given, depth = 0): ValueSchema {
  const schema = settled(given, root, depth);
  const named = (Array.isArray(schema.type) ? schema.type.find((type) => type !== 'null') : schema.type) ?? '';
  const implied = schema.properties ? 'object' : schema.items ? 'array' : schema.enum ? 'string' : 'any';
  const type = Object.hasOwn(TYPES, named.toLowerCase()) ? TYPES[named.toLowerCase()]! : implied;
  const choices = schema.const === undefined ? schema.enum : [schema.const];
  const out: ValueSchema = { type };
  if (schema.format !== undefined) out.format = schema.format;
  if (choices && type !== 'array') out.enum = choices.filter((choice) => choice !== null).map(String);
  if (schema.default !== undefined && schema.default !== null) out.default = schema.default;
  const limits = LIMITS.filter((name) => schema[name] !== undefined).map((name) => [name, schema[name]]);
  if (limits.length > 0) out.constraints = Object.fromEntries(limits);
  if (depth > DEEPEST) return out;
  if (type === 'array') {
    const items = Array.isArray(schema.items) ? schema.items[0] : schema.items;
    out.items = items ? valueSchema(items, root, depth + 1) : { type: 'any' };
    // Some write the choices of the elements beside the list.
    if (schema.enum && !out.items.enum) out.items = { ...out.items, enum: schema.enum.map(String) };
  }
  if (type === 'object') {
    const fields = fieldsOf(schema, root, depth + 1);
    if (fields.length > 0) out.fields = fields;
    else out.type = 'map';
  }
  return out;
}

function fieldsOf(schema: JsonSchema, root: JsonSchema, depth: number): Field[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).map(([name, part]) => ({
    ...valueSchema(part, root, depth),
    name,
    ...(required.has(name) ? { required: true as const } : {}),
    ...(part.description ? { description: part.description } : {}),
  }));
}

export const PROVIDER = CLIENT_FUNCTIONS;

/** A function as an operation that the filler and the verifier know how to treat. */
export function operationOf({ name, description = '', parameters = {} }: FunctionSpec): Operation {
  const root = settled(parameters, parameters, 0);
  const fields = fieldsOf(root, parameters, 1);
  return {
    id: `${PROVIDER}:${name}`,
    provider: PROVIDER,
    service: name.split('.', 1)[0]!,
    name,
    kind: 'mcp',
    summary: description.split(/(?<=[.!?])\s/, 1)[0] ?? '',
    description,
    parameters: fields.map((field): Parameter => ({ ...field, in: 'body' })),
    invocations: [{ surface: 'python', path: name, package: PROVIDER }],
    origin: { source: 0, pointer: name },
  };
}
