import { isRecord } from '../schema/dotted.ts';
import type { Json } from '../schema/operation.ts';

const ESCAPES: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\', "'": "\\'" };

/** A single-quoted string that Python and TypeScript read alike. */
export function stringLiteral(value: string): string {
  const body = value.replace(/[\\'\n\r\t]|[\u0000-\u001f\u007f\u2028\u2029\ud800-\udfff]/gu, (char) => {
    return ESCAPES[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `'${body}'`;
}

/** A number as both languages write it; JSON has no others. */
const numberLiteral = (value: number): string => JSON.stringify(value);

export function pythonLiteral(value: Json): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return numberLiteral(value);
  if (typeof value === 'string') return stringLiteral(value);
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, inner]) => `${stringLiteral(key)}: ${pythonLiteral(inner)}`)
    .join(', ')}}`;
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

export function typescriptKey(key: string): string {
  // `{ __proto__: x }` sets the prototype, and so does the quoted form; a computed key does not.
  if (key === '__proto__') return "['__proto__']";
  return IDENTIFIER.test(key) ? key : stringLiteral(key);
}

export function typescriptLiteral(value: Json): string {
  if (typeof value === 'string') return stringLiteral(value);
  if (Array.isArray(value)) return `[${value.map(typescriptLiteral).join(', ')}]`;
  if (!isRecord(value)) return typeof value === 'number' ? numberLiteral(value) : String(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  return `{ ${entries.map(([key, inner]) => `${typescriptKey(key)}: ${typescriptLiteral(inner)}`).join(', ')} }`;
}
