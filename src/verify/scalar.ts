import type { Json, ValueSchema } from '../schema/operation.ts';

/** A text as the type that its document gives it; the text itself where it is none of that type. */
export function readScalar(schema: ValueSchema, text: string): Json {
  if (schema.type === 'integer' && /^[+-]?\d+$/.test(text)) return Number(text);
  if (schema.type === 'number' && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return Number(text);
  if (schema.type === 'boolean' && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return text;
}

/** JSON text as a value; undefined where it is none. */
export function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
