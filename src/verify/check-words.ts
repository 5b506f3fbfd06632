import { valueText } from '../render/command-line.ts';
import { isRecord } from '../schema/dotted.ts';
import type { Json, Parameter, ValueSchema } from '../schema/operation.ts';
import { type Checking, checkCount, checkScalar, checkValue, fits, report } from './check-value.ts';
import { readJson, readScalar } from './scalar.ts';
import { NotShorthand, readShorthand } from './shorthand.ts';

const ANY: ValueSchema = { type: 'any' };

/** The value stands in a file (`file://x`, `fileb://x`, az's `@x`), or comes from the program's input: nothing is known of it. */
const FROM_ELSEWHERE = /^(?:fileb?:\/\/|@|-$)/;

/** Text as the value that the program will see; a string says what is wrong with it. */
function structure(checking: Checking, shape: ValueSchema, text: string, shorthand: boolean): { value: Json } | string {
  const trimmed = text.trim();
  if (/^[[{]/.test(trimmed)) {
    const value = readJson(trimmed);
    if (value !== undefined) return { value };
    // Programs have notations of their own that begin like JSON (`{name:x}` of az).
    return shorthand || trimmed.includes('"') ? 'is not valid JSON' : { value: text };
  }
  if (!shorthand) return { value: text };
  // awscli takes a bare word for a structure of one part: `--instances i-1` is `InstanceId=i-1`.
  const [only, ...others] = shape.fields ?? [];
  if (only && others.length === 0 && !text.includes('=')) {
    return { value: { [only.name]: readScalar(checking.resolve(only), text) } };
  }
  try {
    return { value: readShorthand(text, shape, checking.resolve) };
  } catch (error) {
    if (error instanceof NotShorthand) return `is neither JSON nor KEY=value shorthand: ${error.message}`;
    throw error;
  }
}

/** One word that a program takes as a value of this shape. Programs other than `aws` have structures of their own writing: only JSON is read. */
function checkWord(checking: Checking, schema: ValueSchema, text: string, path: string, shorthand: boolean): void {
  const shape = checking.resolve(schema);
  if (text.includes('\0')) {
    report(checking, 'syntax', path, `${path}: no program takes a NUL character in an argument`);
    return;
  }
  const plain = shape.type === 'integer' || shape.type === 'number' || shape.type === 'boolean';
  if (FROM_ELSEWHERE.test(text) && !schema.enum && !(plain && !text.startsWith('file'))) return;
  if (shape.type === 'object' || shape.type === 'map' || shape.type === 'array') {
    const read = structure(checking, shape, text, shorthand);
    if (typeof read === 'string') report(checking, 'wrong-type', path, `${path} ${read}`);
    else if (typeof read.value !== 'string') checkValue(checking, schema, read.value, path);
    return;
  }
  const value = readScalar(shape, text);
  if (typeof value === 'string' && plain && !fits(shape.type, value)) {
    report(checking, 'wrong-type', path, `${path} is of type ${shape.type}, not ${JSON.stringify(text)}`);
    return;
  }
  checkScalar(
    checking,
    {
      ...shape,
      ...(schema.enum ? { enum: schema.enum } : {}),
      ...(schema.constraints ? { constraints: schema.constraints } : {}),
    },
    value,
    path,
  );
}

/** The values of one parameter as they will stand on a command line. */
export function checkWords(checking: Checking, parameter: Parameter, value: Json, shorthand: boolean): void {
  const { name } = parameter;
  if (parameter.in === 'flag') {
    if (value === true || value === 'true') return;
    const isDenied = value === false || value === 'false';
    if (isDenied && (parameter.negatable || checking.takesBack)) return;
    report(checking, 'wrong-type', name, `${name} takes no value`);
    return;
  }
  if (value === null) {
    report(checking, 'wrong-type', name, `${name} takes no null`);
    return;
  }
  // It stands without a value: `--check` beside `--check=quiet`.
  if (parameter.valueOptional && value === true) return;
  const shape = checking.resolve(parameter);
  const many = parameter.repeats || parameter.rest || parameter.separator !== undefined;
  if (Array.isArray(value)) {
    if (!many && shape.type !== 'array') {
      report(checking, 'repeated', name, `${name} is given once only`);
      return;
    }
    if (value.length === 0 && !shorthand) {
      report(checking, 'wrong-type', name, `${name} needs a value`);
      return;
    }
    if (shape.type === 'array') checkCount(checking, shape, value.length, name);
    const item = shape.type === 'array' ? (shape.items ?? ANY) : parameter;
    for (const one of value) checkWord(checking, item, valueText(one, shorthand), name, shorthand);
    return;
  }
  const text = valueText(value, shorthand);
  if (isRecord(value) && !shorthand) {
    checkValue(checking, parameter, value, name);
    return;
  }
  const list = shape.type === 'array' && !(shorthand && text.trim().startsWith('['));
  if (list) checkCount(checking, shape, 1, name);
  checkWord(checking, list ? (shape.items ?? ANY) : parameter, text, name, shorthand);
}
