import type { Constraints, Field, ValueSchema, ValueType } from '../../schema/operation.ts';
import { type Loose, list, record, text } from '../openapi/loose.ts';
import { plain } from '../openapi/plain-text.ts';
import { JSON_TYPES } from '../openapi/shape.ts';

const MAX_INLINE_DEPTH = 6;

/** Described as output, yet the way to say with whom a file is shared. */
const WRITABLE = new Set(['drive.emailAddress', 'drive.domain']);

const TYPES: Record<string, ValueType> = { ...JSON_TYPES, any: 'any' };

/** 64-bit numbers travel as strings in Google's JSON; to a person they are numbers all the same. */
const NUMBER_FORMATS = new Set(['int64', 'uint64', 'int32', 'uint32']);
const FORMATS: Record<string, string> = {
  'google-datetime': 'date-time',
  'google-duration': 'duration',
  'google-fieldmask': 'field-mask',
};

/**
 * Reads a schema of a discovery document. `$ref` stays a reference, the type's name with `prefix`: types refer to each other in circles.
 * Source: the Discovery API's reference, "JSON Schema".
 */
export function valueSchema(node: Loose, prefix: string, depth = 0): ValueSchema {
  const ref = text(node['$ref']);
  if (ref) return { type: 'object', ref: prefix + ref };
  const value: ValueSchema = { type: typeOf(node) };
  const format = text(node['format']);
  if (format && value.type === 'string') value.format = FORMATS[format] ?? format;
  const values = list(node['enum']).filter((one) => typeof one === 'string');
  if (values.length > 0) value.enum = values as string[];
  const standard = text(node['default']);
  if (standard !== undefined) value.default = typed(standard, value.type);
  const constraints = constraintsOf(node);
  if (constraints) value.constraints = constraints;
  if (depth >= MAX_INLINE_DEPTH) return value;
  const items = record(node['items']) ?? (value.type === 'map' ? record(node['additionalProperties']) : undefined);
  if (items) value.items = valueSchema(items, prefix, depth + 1);
  const properties = record(node['properties']);
  if (properties) value.fields = fields(properties, prefix, depth + 1);
  return value;
}

function typeOf(node: Loose): ValueType {
  const named = text(node['type']) ?? '';
  const type = Object.hasOwn(TYPES, named) ? TYPES[named]! : 'any';
  if (type === 'string' && NUMBER_FORMATS.has(text(node['format']) ?? '')) return 'integer';
  if (type === 'object' && !record(node['properties']) && node['additionalProperties'] !== undefined) return 'map';
  return type;
}

/** Discovery writes all defaults as strings. */
function typed(value: string, type: ValueType): string | number | boolean {
  if (type === 'boolean') return value === 'true';
  if ((type === 'integer' || type === 'number') && value.trim() !== '' && Number.isFinite(Number(value)))
    return Number(value);
  return value;
}

export function fields(properties: Loose, prefix: string, depth: number): Field[] {
  return Object.entries(properties).flatMap(([name, value]) => {
    const node = record(value);
    return node ? [field(name, node, prefix, depth)] : [];
  });
}

export function field(name: string, node: Loose, prefix: string, depth: number): Field {
  const described = text(node['description']) ?? '';
  const read: Field = { name, ...valueSchema(node, prefix, depth) };
  const output = node['readOnly'] === true || /^\W*output only\b/i.test(described);
  if (output && !WRITABLE.has(prefix + name)) read.readOnly = true;
  if (node['deprecated'] === true) read.deprecated = true;
  if (/^\W*required\b/i.test(described)) read.required = true;
  const description = plain(described, 160);
  if (description && !read.readOnly) read.description = description;
  return read;
}

function constraintsOf(node: Loose): Constraints | undefined {
  const constraints: Constraints = {};
  for (const name of ['minimum', 'maximum'] as const) {
    const written = text(node[name]);
    const value = written === undefined ? Number.NaN : Number(written);
    if (Number.isFinite(value) && Math.abs(value) < 2 ** 31 - 1) constraints[name] = value;
  }
  const pattern = text(node['pattern']);
  if (pattern && pattern.length <= 200) constraints.pattern = pattern;
  return Object.keys(constraints).length > 0 ? constraints : undefined;
}
