import type { ValueType } from '../../schema/operation.ts';
import type { Located, OpenDocument } from './document.ts';
import { type Loose, list, record, token } from './loose.ts';

/** One schema with `allOf`, `oneOf` and `anyOf` folded in, one level deep: its properties are still unread. */
export interface Shape {
  type: ValueType;
  properties: Map<string, Located>;
  required: Set<string>;
  items?: Located;
  enum?: string[];
  /** Where format, default and constraints stand. */
  details: Loose;
  /** The schema says nothing but this reference (`allOf: [{$ref}]`, `anyOf: [{$ref}, null]`). */
  only?: Located;
  /** `properties` is written down, be it empty: the object is closed. */
  closed: boolean;
}

const empty = (type: ValueType): Shape => ({
  type,
  properties: new Map(),
  required: new Set(),
  details: {},
  closed: false,
});

/** Variants of variants of variants multiply; beyond this many schemas a document is hostile, or of no help. */
const MAX_FOLDED = 1000;

interface Walk {
  /** The nodes on the way: a schema that contains itself by `allOf` adds nothing new. */
  seen: Set<unknown>;
  budget: { left: number };
}

export function shapeOf(document: OpenDocument, at: Located): Shape {
  const target = document.follow(at);
  const node = record(target?.node);
  if (!target || !node) return empty('any');
  const known = document.shapes.get(node);
  if (known) return known;
  const shape = fold(document, target, { seen: new Set(), budget: { left: MAX_FOLDED } });
  document.shapes.set(node, shape);
  return shape;
}

function fold(document: OpenDocument, at: Located, walk: Walk): Shape {
  const target = document.follow(at);
  const node = record(target?.node);
  if (!target || !node || walk.seen.has(node)) return empty('any');
  if (walk.budget.left-- <= 0) {
    document.skip(at.pointer, 'a schema combines too many others');
    return empty('any');
  }
  walk.seen.add(node);
  const shape = ownShape(node, target.pointer);
  const parts = list(node['allOf']).map((part, i) => ({ node: part, pointer: `${target.pointer}/allOf/${i}` }));
  for (const part of parts) addPart(shape, fold(document, part, walk));
  for (const key of ['oneOf', 'anyOf']) {
    const variants = variantsOf(node[key], `${target.pointer}/${key}`);
    if (variants.length > 0) {
      // Each variant sees the way down, but not its siblings: two variants may share a base.
      addVariants(
        shape,
        variants.map((one) => fold(document, one, { ...walk, seen: new Set(walk.seen) })),
      );
    }
    const only = variants.length === 1 ? variants[0] : undefined;
    if (only && !node['properties'] && !node['allOf'] && record(only.node)?.['$ref'] !== undefined) shape.only = only;
  }
  const single = parts.length === 1 ? parts[0] : undefined;
  if (
    single &&
    record(single.node)?.['$ref'] !== undefined &&
    !node['properties'] &&
    !node['oneOf'] &&
    !node['anyOf']
  ) {
    shape.only = single;
  }
  if (shape.type === 'any' && shape.properties.size > 0 && !node['oneOf'] && !node['anyOf']) shape.type = 'object';
  return shape;
}

function ownShape(node: Loose, pointer: string): Shape {
  const shape = empty(typeOf(node));
  shape.details = node;
  const properties = record(node['properties']);
  if (properties) {
    shape.closed = node['additionalProperties'] === undefined || node['additionalProperties'] === false;
    for (const [name, value] of Object.entries(properties)) {
      shape.properties.set(name, { node: value, pointer: `${pointer}/properties/${token(name)}` });
    }
  }
  for (const name of list(node['required'])) if (typeof name === 'string') shape.required.add(name);
  if (node['items'] !== undefined) shape.items = { node: node['items'], pointer: `${pointer}/items` };
  if (shape.type === 'map' && record(node['additionalProperties'])) {
    shape.items = { node: node['additionalProperties'], pointer: `${pointer}/additionalProperties` };
  }
  const values = enumOf(node);
  if (values) shape.enum = values;
  return shape;
}

/** The types that JSON Schema and its dialects share. */
export const JSON_TYPES: Record<string, ValueType> = {
  string: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  object: 'object',
  array: 'array',
};

const TYPES: Record<string, ValueType> = { ...JSON_TYPES, file: 'binary' };

/** The type as written, or as the other keywords tell. */
function typeOf(node: Loose): ValueType {
  const named = (Array.isArray(node['type']) ? node['type'] : [node['type']]).filter(
    (name): name is string => typeof name === 'string' && name !== 'null',
  );
  const type = named.length === 1 && Object.hasOwn(TYPES, named[0]!) ? TYPES[named[0]!] : undefined;
  if (named.length > 1) return 'any';
  const format = node['format'];
  if (type === 'string' && format === 'binary') return 'binary';
  if (type === 'number' && (format === 'int32' || format === 'int64')) return 'integer';
  const properties = record(node['properties']);
  const free = node['additionalProperties'];
  if ((type === 'object' || type === undefined) && !hasSome(properties) && free !== undefined && free !== false)
    return 'map';
  if (type) return type;
  if (properties) return 'object';
  if (node['items'] !== undefined) return 'array';
  const first = list(node['enum']).find((value) => value !== null) ?? node['const'];
  if (typeof first === 'string') return 'string';
  if (typeof first === 'boolean') return 'boolean';
  if (typeof first === 'number') return 'number';
  return 'any';
}

function hasSome(value: Loose | undefined): boolean {
  return value !== undefined && Object.keys(value).length > 0;
}

function enumOf(node: Loose): string[] | undefined {
  const values = node['const'] !== undefined ? [node['const']] : list(node['enum']);
  const written = values
    .filter((value) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    .map(String);
  return written.length > 0 ? [...new Set(written)] : undefined;
}

/** The variants that say something: `null` and the empty string (Stripe's way to unset a field) are not what anybody asks for. */
function variantsOf(value: unknown, pointer: string): Located[] {
  return list(value)
    .map((node, i) => ({ node, pointer: `${pointer}/${i}` }))
    .filter(({ node }) => {
      const variant = record(node);
      if (!variant) return false;
      if (variant['type'] === 'null') return false;
      if (variant['nullable'] === true && variant['type'] === 'object' && Object.keys(variant).length === 2)
        return false;
      const values = list(variant['enum']);
      return !(values.length > 0 && values.every((one) => one === '' || one === null));
    });
}

function addPart(shape: Shape, part: Shape): void {
  for (const [name, at] of part.properties) if (!shape.properties.has(name)) shape.properties.set(name, at);
  for (const name of part.required) shape.required.add(name);
  if (shape.type === 'any') shape.type = part.type;
  if (part.items && !shape.items) shape.items = part.items;
  if (part.enum && !shape.enum) shape.enum = part.enum;
  if (part.closed) shape.closed = true;
  shape.details = { ...part.details, ...shape.details };
}

/** A field is required only where every variant requires it; the type is known only where they agree. */
function addVariants(shape: Shape, variants: Shape[]): void {
  const types = new Set<ValueType>(variants.map((variant) => variant.type).filter((type) => type !== 'any'));
  if (types.has('object') || types.has('map'))
    for (const variant of variants) if (variant.enum) types.delete(variant.type);
  const type =
    types.size === 1 && (variants.length === 1 || !variants.some((one) => one.type === 'any')) ? [...types][0]! : 'any';
  if (shape.type === 'any') shape.type = type;
  for (const variant of variants) {
    for (const [name, at] of variant.properties) if (!shape.properties.has(name)) shape.properties.set(name, at);
    if (variant.items && !shape.items) shape.items = variant.items;
    if (variant.closed) shape.closed = true;
  }
  const [first, ...others] = variants;
  for (const name of first?.required ?? [])
    if (others.every((other) => other.required.has(name))) shape.required.add(name);
  if (!shape.enum && variants.every((variant) => variant.enum)) {
    shape.enum = [...new Set(variants.flatMap((variant) => variant.enum ?? []))];
  }
  if (variants.length === 1 && first) shape.details = { ...first.details, ...shape.details };
}
