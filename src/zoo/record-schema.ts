import type { Field, Json, Parameter, ValueSchema } from '../schema/operation.ts';

/**
 * The compact form of schemas in a pack: what nearly every record has stands at a fixed position, everything else keeps its own key in a last
 * object, so that a field added to the schema needs no new pack format. A fifth smaller than plain JSON after compression.
 *
 * Parameter: `[name, in + '!' where required, type, description or 0, names or 0, rest?]`; field: `[name, type + '!' where required, description or 0, rest?]`.
 */
type Rest = { [key: string]: unknown };

/** `--instance-ids` is `InstanceIds` in most AWS models: then the pack says 1 instead of the name. */
function pascal(name: string): string {
  return name.replace(/^-+/, '').replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function packNames(parameter: Parameter): Json {
  const names = parameter.names;
  if (!names) return 0;
  if (names.python === undefined || names.python !== names.typescript || Object.keys(names).length !== 2) return names;
  return names.python === pascal(parameter.name) ? 1 : names.python;
}

function unpackNames(slot: Json | undefined, name: string): Parameter['names'] {
  if (slot === 0 || slot === undefined) return undefined;
  if (typeof slot === 'object') return slot as Parameter['names'];
  const both = slot === 1 ? pascal(name) : String(slot);
  return { python: both, typescript: both };
}

/** Drops keys without a value, as JSON does, so that an empty rest is seen as empty. */
function packRest(rest: Rest & { items?: ValueSchema; fields?: Field[] }): Json | undefined {
  const packed: Rest = {};
  for (const [key, value] of Object.entries(rest)) if (value !== undefined) packed[key] = value;
  if (rest.items) packed['items'] = packSchema(rest.items);
  if (rest.fields) packed['fields'] = rest.fields.map(packField);
  return Object.keys(packed).length > 0 ? (packed as Json) : undefined;
}

function unpackRest(target: Rest, rest: Json | undefined): void {
  if (typeof rest !== 'object' || rest === null) return;
  for (const [key, value] of Object.entries(rest)) {
    if (key === 'items') target[key] = unpackSchema(value);
    else if (key === 'fields') target[key] = (value as Json[][]).map(unpackField);
    else target[key] = value;
  }
}

/** A schema with nothing but its type is the type's name. */
export function packSchema(schema: ValueSchema): Json {
  const rest = packRest({ ...schema }) as { [key: string]: Json };
  return Object.keys(rest).length === 1 && rest['type'] !== undefined ? rest['type'] : rest;
}

export function unpackSchema(packed: Json): ValueSchema {
  if (typeof packed === 'string') return { type: packed as ValueSchema['type'] };
  const schema: Rest = {};
  unpackRest(schema, packed);
  return schema as unknown as ValueSchema;
}

function packField(field: Field): Json {
  const { name, type, required, description, ...rest } = field;
  const tuple: Json[] = [name, required ? `${type}!` : type, description ?? 0];
  const packed = packRest(rest);
  if (packed !== undefined) tuple.push(packed);
  return tuple;
}

function unpackField(tuple: Json[]): Field {
  const [name, type, description, rest] = tuple as [string, string, string | 0, Json | undefined];
  const required = type.endsWith('!');
  const field: Rest = { name, type: required ? type.slice(0, -1) : type };
  if (required) field['required'] = true;
  if (description !== 0) field['description'] = description;
  unpackRest(field, rest);
  return field as unknown as Field;
}

export function packParameter(parameter: Parameter): Json {
  const { name, in: location, type, required, description, names, ...rest } = parameter;
  const tuple: Json[] = [name, required ? `${location}!` : location, type, description ?? 0, packNames(parameter)];
  const packed = packRest(rest);
  if (packed !== undefined) tuple.push(packed);
  else if (tuple[4] === 0) tuple.pop();
  return tuple;
}

export function unpackParameter(tuple: Json[]): Parameter {
  const [name, location, type, description, names, rest] = tuple as [string, string, string, string | 0, Json?, Json?];
  const required = location.endsWith('!');
  const parameter: Rest = { name, in: required ? location.slice(0, -1) : location, type };
  if (required) parameter['required'] = true;
  if (description !== 0) parameter['description'] = description;
  const unpacked = unpackNames(names, name);
  if (unpacked) parameter['names'] = unpacked;
  unpackRest(parameter, rest);
  return parameter as unknown as Parameter;
}
