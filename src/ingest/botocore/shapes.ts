import type { Constraints, Field, ValueSchema } from '../../schema/operation.ts';
import { cutAt, plainText } from './documentation.ts';
import type { Member, ServiceModel, Shape } from './service-model.ts';

/** Length of a parameter's or a field's description. */
export const DESCRIPTION_LENGTH = 160;

/** Lists in lists in maps: deeper than this no model of AWS goes without a structure between. */
const MAX_NESTING = 8;

const FORMATS: [RegExp, string][] = [
  [/arns?$/i, 'arn'],
  [/cidr(ip|ipv6|block)?s?$/i, 'cidr'],
  [/email(address)?s?$/i, 'email'],
  [/(url|uri)s?$/i, 'uri'],
  [/region(name)?s?$/i, 'region'],
];

/** What kind of string a name promises. `CamelCase` only: `SourceRegion`, never an enum (whose values say more). */
export function formatOf(...names: string[]): string | undefined {
  for (const [pattern, format] of FORMATS) if (names.some((name) => pattern.test(name))) return format;
  return undefined;
}

/** Smithy's patterns are Java's; those that JavaScript cannot read, that allow everything or that fill a page are left out. */
function usablePattern(pattern: string | undefined): string | undefined {
  if (!pattern || pattern.length > 160 || /^\^?(\.|\[\\s\\S\]|\[\\S\\s\]|\(\.\|\\s\))[*+]\$?$/.test(pattern))
    return undefined;
  try {
    new RegExp(pattern, 'u');
    return pattern;
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

function defined<T extends object>(entries: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as T;
}

function constraintsOf(shape: Shape): Constraints | undefined {
  const { min, max } = shape;
  let constraints: Constraints = {};
  if (shape.type === 'string')
    constraints = defined({ minLength: min, maxLength: max, pattern: usablePattern(shape.pattern) });
  else if (shape.type === 'list') constraints = defined({ minItems: min, maxItems: max });
  else if (['integer', 'long', 'float', 'double'].includes(shape.type))
    constraints = defined({ minimum: min, maximum: max });
  return Object.keys(constraints).length > 0 ? constraints : undefined;
}

/** Reads one service's shapes as schemas. Structures go into `types` under `service.ShapeName`, once, so cycles end there. */
export class ShapeReader {
  readonly #model: ServiceModel;
  readonly #types: Record<string, ValueSchema>;

  constructor(model: ServiceModel, types: Record<string, ValueSchema>) {
    this.#model = model;
    this.#types = types;
  }

  shape(name: string): Shape | undefined {
    return this.#model.shapes[name];
  }

  /** The schema of a member. `memberName` helps to tell what kind of string it is. */
  schema(member: Member, memberName = '', nesting = 0): ValueSchema {
    const shape = this.shape(member.shape);
    if (!shape || nesting > MAX_NESTING) return { type: 'any' };
    const constraints = constraintsOf(shape);
    const limits = constraints ? { constraints } : {};
    switch (shape.type) {
      case 'string': {
        if (shape.enum) return { type: 'string', enum: shape.enum };
        const format = member.jsonvalue ? 'json' : formatOf(memberName, member.shape);
        return { type: 'string', ...(format ? { format } : {}), ...limits };
      }
      case 'integer':
      case 'long':
      case 'bigInteger':
        return { type: 'integer', ...limits };
      case 'float':
      case 'double':
      case 'bigDecimal':
        return { type: 'number', ...limits };
      case 'boolean':
        return { type: 'boolean' };
      case 'timestamp':
        return { type: 'string', format: 'date-time' };
      case 'blob':
        return { type: 'binary', format: 'path' };
      case 'list':
        return { type: 'array', items: this.#part(shape.member, memberName, nesting), ...limits };
      case 'map':
        return { type: 'map', items: this.#part(shape.value, '', nesting) };
      case 'structure':
        return shape.document
          ? { type: 'any', format: 'json' }
          : { type: 'object', ref: this.#structure(member.shape, shape) };
      default:
        return { type: 'any' };
    }
  }

  #part(member: Member | undefined, memberName: string, nesting: number): ValueSchema {
    return member ? this.schema(member, memberName, nesting + 1) : { type: 'any' };
  }

  #structure(name: string, shape: Shape): string {
    const key = `${this.#model.service}.${name}`;
    if (!(key in this.#types)) {
      const fields: Field[] = [];
      this.#types[key] = { type: 'object', fields };
      for (const [fieldName, member] of Object.entries(shape.members ?? {}))
        fields.push(this.#field(shape, fieldName, member));
    }
    return key;
  }

  #field(owner: Shape, name: string, member: Member): Field {
    const description = this.description(member);
    return {
      name,
      ...this.schema(member, name),
      ...(owner.required?.includes(name) && !member.idempotencyToken ? { required: true as const } : {}),
      ...(this.isDeprecated(member) ? { deprecated: true as const } : {}),
      ...(description ? { description } : {}),
    };
  }

  isDeprecated(member: Member): boolean {
    return (member.deprecated ?? this.shape(member.shape)?.deprecated) === true;
  }

  description(member: Member): string {
    return cutAt(plainText(member.documentation ?? this.shape(member.shape)?.documentation ?? ''), DESCRIPTION_LENGTH);
  }
}
