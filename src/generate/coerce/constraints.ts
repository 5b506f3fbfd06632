import type { Json, ValueSchema } from '../../schema/operation.ts';
import { breaksPattern } from '../../schema/pattern.ts';
import { isShortened } from '../../schema/shortened.ts';

/** Whether a value keeps to the document's limits and enum; an identifier may be shortened. */
export function satisfies(value: Json, schema: ValueSchema): boolean {
  const limits = schema.constraints ?? {};
  if (Array.isArray(value)) {
    if (limits.maxItems !== undefined && value.length > limits.maxItems) return false;
    if (limits.minItems !== undefined && value.length < limits.minItems) return false;
    return schema.items === undefined || value.every((item) => satisfies(item, schema.items!));
  }
  if (schema.enum && !schema.open && schema.type !== 'boolean' && !schema.enum.includes(String(value))) return false;
  if (typeof value === 'number') {
    if (Number.isNaN(value) || (schema.type === 'integer' && !Number.isInteger(value))) return false;
    return (
      !(limits.minimum !== undefined && value < limits.minimum) &&
      !(limits.maximum !== undefined && value > limits.maximum)
    );
  }
  if (typeof value === 'string') {
    const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = limits;
    const isKept = value.length >= minLength && value.length <= maxLength;
    return (isKept && !(pattern && breaksPattern(pattern, value))) || isShortened(value, limits);
  }
  return true;
}
