import type { Json, Surface, ValueSchema } from '../../schema/operation.ts';

/** JSON that is written as it would be written again: what others' asks hold of lists and structures. */
function structure(text: string): Json | undefined {
  if (!/^[[{]/.test(text)) return undefined;
  try {
    const value = JSON.parse(text) as Json;
    return JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What an example says as text, as its document's type has it over HTTP and in Python: `0` a number, `UNREAD` a list of one, `{"Key":"a.csv"}` an object. A command
 * line is text. What is not of the type stays text, for the verifier to fault.
 */
export function typed(text: string, schema: ValueSchema, surface: Surface): Json {
  if (surface === 'cli') return text;
  switch (schema.type) {
    case 'integer':
    case 'number': {
      const number = Number(text);
      return text !== '' && String(number) === text ? number : text;
    }
    case 'array': {
      const list = structure(text);
      const items = schema.items ?? { type: 'any' };
      // A row of a table of one.
      const isWhole = Array.isArray(list) && (items.type !== 'array' || list.every((item) => Array.isArray(item)));
      return isWhole ? list : [typed(text, items, surface)];
    }
    case 'object':
    case 'map':
      return structure(text) ?? text;
    default:
      return text;
  }
}

/** The texts that have this value by `typed`. */
export function textsOf(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [String(value)];
  const own = JSON.stringify(value);
  return Array.isArray(value) && value.length === 1 ? [own, ...textsOf(value[0]!)] : [own];
}
