import type { Json, ValueSchema } from '../../schema/operation.ts';

const LONGEST_PATTERN = 300;
const LONGEST_TESTED = 2000;

/** Patterns come from documents: one that JavaScript cannot read, or that may run away on a long value, says nothing. */
function matches(pattern: string, value: string): boolean {
  if (pattern.length > LONGEST_PATTERN || value.length > LONGEST_TESTED || /[+*}]\)[+*{]/.test(pattern)) return true;
  let form: RegExp;
  try {
    form = new RegExp(pattern, 'u');
  } catch {
    return true;
  }
  return form.test(value);
}

/** Whether a value keeps to the document's limits and enum. */
export function satisfies(value: Json, schema: ValueSchema): boolean {
  const limits = schema.constraints ?? {};
  if (Array.isArray(value)) {
    if (limits.maxItems !== undefined && value.length > limits.maxItems) return false;
    if (limits.minItems !== undefined && value.length < limits.minItems) return false;
    return schema.items === undefined || value.every((item) => satisfies(item, schema.items!));
  }
  if (schema.enum && schema.type !== 'boolean' && !schema.enum.includes(String(value))) return false;
  if (typeof value === 'number') {
    if (Number.isNaN(value) || (schema.type === 'integer' && !Number.isInteger(value))) return false;
    return (
      !(limits.minimum !== undefined && value < limits.minimum) &&
      !(limits.maximum !== undefined && value > limits.maximum)
    );
  }
  if (typeof value === 'string') {
    if (limits.minLength !== undefined && value.length < limits.minLength) return false;
    if (limits.maxLength !== undefined && value.length > limits.maxLength) return false;
    return limits.pattern === undefined || matches(limits.pattern, value);
  }
  return true;
}
