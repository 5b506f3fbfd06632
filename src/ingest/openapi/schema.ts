import type { Constraints, Field, ValueSchema, ValueType } from '../../schema/operation.ts';
import type { Located, OpenDocument } from './document.ts';
import { count, type Loose, record, smallJson, text } from './loose.ts';
import { plain } from './plain-text.ts';
import { type Shape, shapeOf } from './shape.ts';

/** Inline objects are read this deep; below, an object is just an object. Deepest useful in the wild: about five. */
const MAX_INLINE_DEPTH = 6;
const MAX_ENUM = 400;
const MAX_DESCRIPTION = 160;

export interface SchemaOptions {
  /** In front of type names, where several documents share one type table. */
  typePrefix?: string;
  /** Fields that nobody sets, by type name and field name: left out. */
  ignoreField?: (type: string, field: string) => boolean;
}

/**
 * Turns JSON schemas into value schemas.
 *
 * References to objects, arrays and maps stay references; what they mean is read once into `types`, from a queue and never in
 * depth, so that cyclic documents end. References to scalars are read in place: their enum is needed where they stand.
 */
export class SchemaReader {
  readonly types: Record<string, ValueSchema> = {};
  private readonly document: OpenDocument;
  private readonly options: SchemaOptions;
  private readonly queue: { name: string; at: Located }[] = [];

  constructor(document: OpenDocument, options: SchemaOptions = {}) {
    this.document = document;
    this.options = options;
  }

  ignores(type: string, field: string): boolean {
    return this.options.ignoreField?.(type, field) ?? false;
  }

  /** Reads everything that `read` referred to. */
  drain(): void {
    for (let next = this.queue.pop(); next; next = this.queue.pop()) {
      const shape = shapeOf(this.document, next.at);
      this.types[next.name] = this.fromShape(shape, 0, typeName(next.at.pointer));
    }
  }

  read(at: Located, depth = 0): ValueSchema {
    const node = record(at.node);
    if (!node) {
      if (at.node !== undefined && typeof at.node !== 'boolean')
        this.document.skip(at.pointer, 'a schema is not an object');
      return { type: 'any' };
    }
    if (node['$ref'] !== undefined) return this.reference(at, depth);
    const shape = shapeOf(this.document, at);
    if (shape.only) return this.reference(shape.only, depth);
    return this.fromShape(shape, depth, '');
  }

  /** A property of an object. Undefined where the document says that it is never sent or seen. */
  field(name: string, at: Located, required: boolean, depth: number): Field {
    const node = record(at.node) ?? {};
    const value = this.read(at, depth);
    const field: Field = { name, ...value };
    // OData's type tag follows from the place where the object stands.
    if (required && name !== '@odata.type') field.required = true;
    if (node['deprecated'] === true) field.deprecated = true;
    const description = plain(node['description'] ?? this.describedBehind(at), MAX_DESCRIPTION);
    if (node['readOnly'] === true) field.readOnly = true;
    if (description && !field.readOnly) field.description = description;
    return field;
  }

  /** A scalar behind a reference is described there. */
  private describedBehind(at: Located): unknown {
    if (record(at.node)?.['$ref'] === undefined) return undefined;
    return record(this.document.follow(at)?.node)?.['description'];
  }

  private reference(at: Located, depth: number): ValueSchema {
    const target = this.document.follow(at);
    if (!target) return { type: 'any' };
    const shape = shapeOf(this.document, target);
    if (isScalar(shape.type) && shape.properties.size === 0) return this.fromShape(shape, depth, '');
    const name = (this.options.typePrefix ?? '') + typeName(target.pointer);
    if (!Object.hasOwn(this.types, name)) {
      this.types[name] = { type: shape.type };
      this.queue.push({ name, at: target });
    }
    return { type: shape.type, ref: name };
  }

  private fromShape(shape: Shape, depth: number, type: string): ValueSchema {
    const value: ValueSchema = { type: shape.type, ...scalarDetails(shape) };
    if (shape.items && depth < MAX_INLINE_DEPTH) value.items = this.read(shape.items, depth + 1);
    if (shape.properties.size > 0 && depth < MAX_INLINE_DEPTH) {
      value.fields = [...shape.properties]
        .filter(([name]) => !this.ignores(type, name))
        .map(([name, at]) => this.field(name, at, shape.required.has(name), depth + 1));
    }
    return value;
  }
}

export function isScalar(type: ValueType): boolean {
  return type !== 'object' && type !== 'array' && type !== 'map';
}

/** `Pod` of `#/definitions/Pod`; elsewhere the pointer itself. */
export function typeName(pointer: string): string {
  const known = /^#\/(?:components\/schemas|definitions)\/([^/]+)$/.exec(pointer);
  return known?.[1] ? decodeURIComponentSafe(known[1]) : pointer;
}

function decodeURIComponentSafe(name: string): string {
  return /%(?![0-9a-f]{2})/i.test(name) ? name : decodeURIComponent(name).replaceAll('~1', '/');
}

/** Formats that repeat the type. */
const EMPTY_FORMATS = new Set([
  'int32',
  'int64',
  'float',
  'double',
  'string',
  'binary',
  'number',
  'integer',
  'boolean',
]);

function scalarDetails(shape: Shape): Partial<ValueSchema> {
  const details: Partial<ValueSchema> = {};
  const node = shape.details;
  const format = text(node['format']);
  if (format && isScalar(shape.type) && !EMPTY_FORMATS.has(format)) details.format = format.slice(0, 40);
  if (shape.enum && shape.enum.length > 0 && shape.enum.length <= MAX_ENUM) details.enum = shape.enum;
  const standard = smallJson(node['default'], 120);
  if (standard !== undefined) details.default = standard;
  const constraints = constraintsOf(node);
  if (constraints) details.constraints = constraints;
  return details;
}

const CONSTRAINTS = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'] as const;

function constraintsOf(node: Loose): Constraints | undefined {
  const constraints: Constraints = {};
  for (const name of CONSTRAINTS) {
    const value = count(node[name]);
    if (value !== undefined && Math.abs(value) < 2 ** 31 - 1 && !(value === 0 && name.startsWith('minL'))) {
      constraints[name] = value;
    }
  }
  const pattern = text(node['pattern']);
  if (pattern && pattern.length <= 200) constraints.pattern = pattern;
  return Object.keys(constraints).length > 0 ? constraints : undefined;
}
