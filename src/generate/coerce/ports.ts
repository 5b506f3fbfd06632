import type { Literal } from '../literal.ts';
import { type Coerced, type NamedSchema, nameWords } from './context.ts';
import PORTS from './data/ports.json' with { type: 'json' };

const PARAMETER = /\bports?(?: ranges?)?$/;

const numbers: ReadonlyMap<string, number> = new Map(Object.entries(PORTS));

export const isService = (text: string): boolean => numbers.has(text.toLowerCase());

export const wantsPort = (schema: NamedSchema): boolean => PARAMETER.test(nameWords(schema.name));

/** A service's name for a parameter that wants a port: the one that IANA or the service's makers gave it. */
export function portOf(literal: Literal, schema: NamedSchema): Coerced | undefined {
  const port = wantsPort(schema) ? numbers.get(literal.text.toLowerCase()) : undefined;
  if (port === undefined) return undefined;
  return { value: schema.type === 'integer' || schema.type === 'number' ? port : String(port), how: 'port' };
}
