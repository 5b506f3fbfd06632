import type { Finding, FindingCode } from '../schema/call.ts';
import { formatDotted, isRecord } from '../schema/dotted.ts';
import type { Resolve } from '../schema/locate.ts';
import { isLongNumeral } from '../schema/numeral.ts';
import type { Field, Json, ValueSchema } from '../schema/operation.ts';
import { breaksPattern } from '../schema/pattern.ts';
import { isShortened } from '../schema/shortened.ts';
import { nearest } from './did-you-mean.ts';

/** Where a check stands and what it found. */
export interface Checking {
  resolve: Resolve;
  findings: Finding[];
  /** Dotted paths that are blanks: required fields that need not be there. */
  blanks: ReadonlySet<string>;
  /** Required fields within values may be absent: a patch gives only what changes. */
  partial: boolean;
  /** The program takes the words of a choice in upper and lower case. */
  foldsCase?: boolean;
  /** The program takes `--flag=false` of every flag. */
  takesBack?: boolean;
  /** A moment may also be given as a number of seconds. */
  epochTimes?: boolean;
}

/** `hint`: what is wrong as it was given, and what was probably meant; `mild`: it may be right all the same. */
export function report(
  checking: Checking,
  code: FindingCode,
  parameter: string,
  message: string,
  hint: { actual?: string; repair?: string | undefined; mild?: boolean } = {},
): void {
  const { actual, repair, mild = code === 'deprecated' || code === 'ambiguous-prefix' } = hint;
  const severity = mild ? 'warning' : 'error';
  checking.findings.push({
    code,
    severity,
    message,
    parameter,
    ...(actual === undefined ? {} : { actual }),
    ...(repair === undefined ? {} : { repair }),
  });
}

const DEEPEST = 64;

function typeName(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** Whether a value is of the type; a numeral that a double would change is one as text. */
export function fits(type: ValueSchema['type'], value: Json): boolean {
  switch (type) {
    case 'any':
      return true;
    case 'string':
    case 'binary':
      return typeof value === 'string';
    case 'integer':
      return Number.isInteger(value) || (typeof value === 'string' && isLongNumeral(value, type));
    case 'number':
      return typeof value === 'number' || (typeof value === 'string' && isLongNumeral(value, type));
    case 'boolean':
      return typeof value === 'boolean';
    case 'array':
      return Array.isArray(value);
    case 'object':
    case 'map':
      return isRecord(value);
  }
}

/** Enum and constraints of one scalar. */
export function checkScalar(checking: Checking, schema: ValueSchema, value: Json, path: string): void {
  if (schema.enum && !schema.open && typeof value !== 'object' && !schema.enum.includes(String(value))) {
    const folded = schema.enum.find((item) => item.toLowerCase() === String(value).toLowerCase());
    if (folded !== undefined && checking.foldsCase) return;
    const repair = folded ?? nearest(String(value), schema.enum)[0];
    const listed = schema.enum.slice(0, 8).join(', ') + (schema.enum.length > 8 ? ', …' : '');
    report(checking, 'not-in-enum', path, `${path} is one of ${listed}, not ${String(value)}`, {
      actual: String(value),
      repair,
    });
  }
  const limits = schema.constraints;
  if (!limits) return;
  const mild = typeof value === 'string' && isShortened(value, limits);
  const broken = (what: string): void => report(checking, 'constraint', path, `${path} ${what}`, { mild });
  if (typeof value === 'number') {
    if (limits.minimum !== undefined && value < limits.minimum) broken(`is at least ${limits.minimum}`);
    if (limits.maximum !== undefined && value > limits.maximum) broken(`is at most ${limits.maximum}`);
  }
  if (typeof value === 'string' && schema.type !== 'binary') {
    const length = [...value].length;
    if (limits.minLength !== undefined && length < limits.minLength)
      broken(`has at least ${limits.minLength} characters`);
    if (limits.maxLength !== undefined && length > limits.maxLength)
      broken(`has at most ${limits.maxLength} characters`);
    if (limits.pattern !== undefined && breaksPattern(limits.pattern, value)) broken(`matches ${limits.pattern}`);
  }
}

export function checkCount(checking: Checking, schema: ValueSchema, count: number, path: string): void {
  const { minItems, maxItems } = schema.constraints ?? {};
  if (minItems !== undefined && count < minItems)
    report(checking, 'constraint', path, `${path} has at least ${minItems} values`);
  if (maxItems !== undefined && count > maxItems)
    report(checking, 'constraint', path, `${path} has at most ${maxItems} values`);
}

const below = (path: string, key: string): string => `${path}.${formatDotted([key])}`;

function checkFields(
  checking: Checking,
  shape: ValueSchema,
  fields: Field[],
  value: { [key: string]: Json },
  path: string,
  depth: number,
): void {
  for (const [key, inner] of Object.entries(value)) {
    const field = fields.find(({ name }) => name === key);
    const at = below(path, key);
    if (field) {
      if (field.deprecated) report(checking, 'deprecated', at, `${at} is deprecated`);
      checkValue(checking, field, inner, at, depth + 1);
    } else if (shape.items) checkValue(checking, shape.items, inner, at, depth + 1);
    else {
      const repair = nearest(
        key,
        fields.map(({ name }) => name),
      )[0];
      report(checking, 'unknown-parameter', at, `${path} has no field ${key}`, { actual: key, repair });
    }
  }
  if (checking.partial) return;
  for (const { name, required, readOnly } of fields) {
    const at = below(path, name);
    if (required && !readOnly && !Object.hasOwn(value, name) && !checking.blanks.has(at)) {
      report(checking, 'missing-required', at, `${at} is required`);
    }
  }
}

/** A typed value against its schema, in depth. `path` is the dotted path that findings name. */
export function checkValue(checking: Checking, schema: ValueSchema, value: Json, path: string, depth = 0): void {
  if (depth > DEEPEST) {
    report(checking, 'constraint', path, `${path} is nested too deeply`);
    return;
  }
  const shape = checking.resolve(schema);
  // A blank may stand beside values; the hole that it leaves in a list is not a value.
  if (value === null && checking.blanks.has(path)) return;
  if (checking.epochTimes && shape.format === 'date-time' && typeof value === 'number') return;
  if (!fits(shape.type, value)) {
    report(checking, 'wrong-type', path, `${path} is of type ${shape.type}, not ${typeName(value)}`);
    return;
  }
  if (Array.isArray(value)) {
    checkCount(checking, shape, value.length, path);
    if (shape.items)
      for (const [index, item] of value.entries())
        checkValue(checking, shape.items, item, `${path}[${index}]`, depth + 1);
  } else if (isRecord(value)) {
    if (shape.fields?.length) checkFields(checking, shape, shape.fields, value, path, depth);
    else if (shape.items)
      for (const [key, inner] of Object.entries(value))
        checkValue(checking, shape.items, inner, below(path, key), depth + 1);
  } else checkScalar(checking, shape === schema ? schema : { ...shape, ...own(schema) }, value, path);
}

/** A use of a type may narrow it. */
function own(schema: ValueSchema): Partial<ValueSchema> {
  return {
    ...(schema.enum ? { enum: schema.enum } : {}),
    ...(schema.constraints ? { constraints: schema.constraints } : {}),
  };
}
