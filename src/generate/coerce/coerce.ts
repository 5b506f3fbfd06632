import type { Json } from '../../schema/operation.ts';
import type { Literal } from '../literal.ts';
import { findLiterals } from '../literals/find-literals.ts';
import { satisfies } from './constraints.ts';
import type { Coerced, CoercionContext, NamedSchema } from './context.ts';
import { NO, YES } from './data/synonyms.ts';
import { matchEnum } from './enums.ts';
import { splitList } from './lists.ts';
import { numberFor } from './numbers.ts';
import { partFor } from './parts.ts';
import { jsonList, objectFor, shorthand } from './structures.ts';
import { contentsOf, textFor } from './texts.ts';

/** Words as a literal: typed if they are one as a whole, plain otherwise. */
function literalFrom(text: string): Literal {
  const trimmed = text.trim();
  const whole = findLiterals(trimmed).find(
    (literal) =>
      literal.end - literal.start >= trimmed.length - 2 &&
      trimmed.includes(literal.text) &&
      literal.text.length >= trimmed.length - 2,
  );
  return whole ?? { type: 'quoted', start: 0, end: trimmed.length, text: trimmed, also: [] };
}

function booleanOf(text: string): Coerced | undefined {
  const word = text.trim().toLowerCase();
  if (word === 'true' || word === 'false') return { value: word === 'true' };
  if (YES.has(word)) return { value: true, how: 'boolean' };
  return NO.has(word) ? { value: false, how: 'boolean' } : undefined;
}

function arrayOf(literal: Literal, schema: NamedSchema, context: CoercionContext): Coerced | undefined {
  const list = jsonList(literal.text);
  if (list) return { value: list };
  const items: NamedSchema = {
    ...(schema.items ?? { type: 'any' }),
    name: schema.name,
    ...(schema.description ? { description: schema.description } : {}),
  };
  // A structure's own commas are not those of the list.
  const single =
    literal.type === 'json' ||
    literal.type === 'arn' ||
    literal.type === 'date' ||
    literal.type === 'date-time' ||
    literal.type === 'url';
  const parts =
    single || (items.type === 'object' && /^\w+=[^,]*,\w+=/.test(literal.text))
      ? [literal.text]
      : splitList(literal.text);
  const values: Json[] = [];
  let how: string | undefined = parts.length > 1 ? 'list' : undefined;
  for (const part of parts) {
    const coerced = valueFor(part === literal.text ? literal : literalFrom(part), items, context);
    if (!coerced || !satisfies(coerced.value, items)) return undefined;
    how = coerced.how ?? how;
    values.push(coerced.value);
  }
  return values.length === 0 ? undefined : { value: values, ...(how ? { how } : {}) };
}

function objectOf(literal: Literal, schema: NamedSchema, context: CoercionContext): Coerced | undefined {
  if (context.surface === 'cli' && /^fileb?:\/\//.test(literal.text)) return { value: literal.text };
  const found = objectFor(literal.text, schema, context) ?? contentsOf(literal, schema, context);
  if (!found || typeof found.value === 'string' || context.surface !== 'cli') return found;
  return {
    value: schema.type === 'map' && context.provider !== 'aws' ? literal.text : shorthand(found.value),
    ...(found.how ? { how: found.how } : {}),
  };
}

function valueFor(literal: Literal, schema: NamedSchema, context: CoercionContext): Coerced | undefined {
  if (schema.enum && schema.enum.length > 0 && schema.type !== 'boolean' && schema.type !== 'array') {
    const chosen = (value: string): Json =>
      (schema.type === 'integer' || schema.type === 'number') && context.surface !== 'cli' ? Number(value) : value;
    if (schema.enum.includes(literal.text)) return { value: chosen(literal.text) };
    const place = textFor(literal, schema, context);
    if (place?.how && ['region', 'language'].includes(place.how) && schema.enum.includes(String(place.value)))
      return place;
    const match = matchEnum(literal.text, schema.enum);
    if (match) return { value: chosen(match.value), how: 'enum' };
    // What such a list leaves open is a name or a number (a machine of a newer series), and no word of the sentence.
    if (!schema.open || schema.type !== 'string' || !/[\d=:/.]/.test(literal.text)) return undefined;
  }
  switch (schema.type) {
    case 'boolean':
      return booleanOf(literal.text);
    case 'integer':
    case 'number':
      return numberFor(literal, schema, context);
    case 'array':
      return arrayOf(literal, schema, context);
    case 'object':
    case 'map':
      return objectOf(literal, schema, context);
    default:
      return textFor(literal, schema, context);
  }
}

/**
 * The value that a literal, or words, have for a parameter: of its type, format and unit. Undefined where they have none, or where it breaks
 * the document's limits. The value follows from the words alone (and from `now` for "yesterday"): nothing is added.
 */
export function coerce(input: Literal | string, schema: NamedSchema, context: CoercionContext): Coerced | undefined {
  const literal = typeof input === 'string' ? literalFrom(input) : input;
  if (literal.text.trim() === '') return undefined;
  const part = partFor(literal, schema, context);
  const whole = valueFor(part ? literalFrom(part.text) : literal, schema, context);
  const coerced = part && whole ? { value: whole.value, how: whole.how ?? part.how } : whole;
  return coerced && satisfies(coerced.value, schema) ? coerced : undefined;
}
