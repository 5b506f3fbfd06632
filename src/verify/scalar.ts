import { isLongNumeral } from '../schema/numeral.ts';
import type { Json, ValueSchema } from '../schema/operation.ts';
import { DEEPEST_NESTING, nestingOf } from './nesting.ts';

/** A text as the type that its document gives it; the text itself where it is none of that type, or a numeral that would be another number. */
export function readScalar(schema: ValueSchema, text: string): Json {
  if (isLongNumeral(text, schema.type)) return text;
  if (schema.type === 'integer' && /^[+-]?\d+$/.test(text)) return Number(text);
  if (schema.type === 'number' && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return Number(text);
  if (schema.type === 'boolean' && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return text;
}

/** JSON text as a value; undefined where it is none, or nested too deeply to be walked. */
export function readJson(text: string): Json | undefined {
  if (nestingOf(text) > DEEPEST_NESTING) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
