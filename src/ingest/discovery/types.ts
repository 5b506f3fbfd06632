import { createHash } from 'node:crypto';
import type { Field, Operation, ValueSchema } from '../../schema/operation.ts';
import { type Loose, record } from '../openapi/loose.ts';
import { valueSchema } from './schema.ts';

export type Types = Record<string, ValueSchema>;

/** Operations and the types that they name. */
export interface Typed {
  operations: Operation[];
  types: Types;
}

/**
 * Types that requests need; those of responses alone would double the table. Where a document names a type that it does not hold, the
 * reference is left out: it would lead nowhere.
 */
export function reachableTypes(root: Loose, prefix: string, operations: Operation[]): Types {
  const schemas = record(root['schemas']) ?? {};
  const types: Types = {};
  const waiting: string[] = [];
  const visit = (schema: ValueSchema): void => {
    if (schema.ref !== undefined) {
      if (record(schemas[schema.ref.slice(prefix.length)])) waiting.push(schema.ref);
      else delete schema.ref;
    }
    if (schema.items) visit(schema.items);
    for (const field of schema.fields ?? []) {
      if (field.readOnly) closeOutput(field);
      else visit(field);
    }
  };
  for (const operation of operations) for (const parameter of operation.parameters) visit(parameter);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (Object.hasOwn(types, name)) continue;
    const type = valueSchema(record(schemas[name.slice(prefix.length)])!, prefix);
    types[name] = type;
    visit(type);
  }
  return types;
}

/** Nobody sends what only the server writes: that it is there is enough, its parts are not kept. */
function closeOutput(field: Field): void {
  delete field.ref;
  delete field.items;
  delete field.fields;
  delete field.enum;
}

/** The same with types under other names. Fails where two would have one name. */
export function withTypeNames(typed: Typed, nameOf: (name: string) => string): Typed {
  const renamed = <T extends ValueSchema>(schema: T): T => {
    const copy = { ...schema };
    if (copy.ref !== undefined) copy.ref = nameOf(copy.ref);
    if (copy.items) copy.items = renamed(copy.items);
    if (copy.fields) copy.fields = copy.fields.map(renamed);
    return copy;
  };
  return {
    operations: typed.operations.map((one) => ({ ...one, parameters: one.parameters.map(renamed) })),
    types: Object.fromEntries(Object.entries(typed.types).map(([name, type]) => [nameOf(name), renamed(type)])),
  };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64');

/**
 * One type for all that are alike through and through, in words too, whatever their names: versions of an API repeat most of their types.
 * Of those alike the first in order stands for the others.
 *
 * Types are cyclic, so likeness is what no number of steps can tell apart: labels are refined by the labels of what they refer to, until
 * their number grows no more.
 */
export function shareTypes<T extends Typed>(parts: T[]): T[] {
  const shapes = new Map<string, { pieces: string[]; refs: string[] }>();
  for (const { types } of parts)
    for (const [name, type] of Object.entries(types)) {
      const refs: string[] = [];
      const text = JSON.stringify(type, (key, value: unknown) => {
        if (key !== 'ref' || typeof value !== 'string') return value;
        refs.push(value);
        return '\u0000';
      });
      shapes.set(name, { pieces: text.split('\\u0000'), refs });
    }
  let labels = new Map([...shapes].map(([name, { pieces }]) => [name, digest(pieces.join('\u0000'))]));
  for (let kinds = 0, now = new Set(labels.values()).size; now > kinds; ) {
    kinds = now;
    labels = new Map(
      [...shapes].map(([name, { pieces, refs }]) => {
        const label = (i: number): string => (i < refs.length ? (labels.get(refs[i]!) ?? refs[i]!) : '');
        return [name, digest(pieces.map((piece, i) => piece + label(i)).join('\u0000'))];
      }),
    );
    now = new Set(labels.values()).size;
  }
  const first = new Map<string, string>();
  for (const [name, label] of labels) if (!first.has(label)) first.set(label, name);
  const standIn = (name: string): string => first.get(labels.get(name) ?? '') ?? name;
  return parts.map((part) => {
    const kept = Object.fromEntries(Object.entries(part.types).filter(([name]) => standIn(name) === name));
    return { ...part, ...withTypeNames({ operations: part.operations, types: kept }, standIn) };
  });
}
