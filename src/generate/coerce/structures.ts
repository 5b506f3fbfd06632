import type { Field, Json } from '../../schema/operation.ts';
import type { Coerced, CoercionContext, NamedSchema } from './context.ts';
import { splitList } from './lists.ts';

/** `a=b` (or `a:b`, `a = b`) as its two parts; an address (`s3://b`) has none. */
export function pairOf(text: string): [string, string] | undefined {
  const match = /^\s*([^\s=:]{1,200})\s*(?:=|:(?!\/\/))\s*(.*?)\s*$/s.exec(text.slice(0, 4000));
  if (!match || match[2] === '') return undefined;
  return [match[1]!, match[2]!.replace(/^(["'])(.*)\1$/, '$2')];
}

const fieldNamed = (fields: Field[] | undefined, ...names: string[]): Field | undefined =>
  fields?.find((field) => names.includes(field.name.toLowerCase()));

function jsonIn(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Objects: JSON as it stands; `env=prod` for a Key/Value pair or a free map; `Field=value` for the object's own fields. */
export function objectFor(text: string, schema: NamedSchema, context: CoercionContext): Coerced | undefined {
  const json = jsonIn(text);
  if (json !== undefined && !Array.isArray(json)) return { value: context.surface === 'cli' ? text.trim() : json };
  const pairs = splitList(text).map(pairOf);
  if (pairs.length === 0 || pairs.some((pair) => pair === undefined)) return undefined;
  const known = pairs as [string, string][];
  const [key, value] = [
    fieldNamed(schema.fields, 'key', 'name', 'tagkey'),
    fieldNamed(schema.fields, 'value', 'values', 'tagvalue'),
  ];
  if (key && value && known.length === 1 && !schema.fields!.some((field) => field.name === known[0]![0])) {
    return {
      value: { [key.name]: known[0]![0], [value.name]: value.type === 'array' ? [known[0]![1]] : known[0]![1] },
      how: 'key-value',
    };
  }
  const names = new Map(schema.fields?.map((field) => [field.name.toLowerCase(), field.name]));
  if (schema.fields?.length && schema.type !== 'map') {
    if (!known.every(([name]) => names.has(name.toLowerCase()))) return undefined;
    return {
      value: Object.fromEntries(known.map(([name, item]) => [names.get(name.toLowerCase())!, item])),
      how: 'fields',
    };
  }
  return { value: Object.fromEntries(known), how: 'key-value' };
}

/** JSON lists as they stand. */
export function jsonList(text: string): Json[] | undefined {
  const json = jsonIn(text);
  return Array.isArray(json) ? json : undefined;
}

/** AWS shorthand, where a structure is written on a command line: `Key=env,Value=prod`. */
export function shorthand(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(shorthand).join(',')}]`;
  if (value === null || typeof value !== 'object')
    return /[,=\s"]/.test(String(value)) ? JSON.stringify(String(value)) : String(value);
  return Object.entries(value)
    .map(
      ([name, item]) =>
        `${name}=${item !== null && typeof item === 'object' && !Array.isArray(item) ? `{${shorthand(item)}}` : Array.isArray(item) && item.length === 1 ? shorthand(item[0]!) : shorthand(item)}`,
    )
    .join(',');
}
