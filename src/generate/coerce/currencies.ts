import type { Literal } from '../literal.ts';
import { type Coerced, gist, type NamedSchema, nameWords } from './context.ts';

/** What people write and say for a currency. */
const CURRENCIES: readonly [RegExp, string][] = [
  [/^(?:\$|us ?\$|usd?(?: cents?)?|(?:us )?dollars?|bucks?)$/i, 'usd'],
  [/^(?:€|euro?(?: cents?)?|euros)$/i, 'eur'],
  [/^(?:£|gbp|pounds?|quid|pence)$/i, 'gbp'],
  [/^(?:¥|jpy|yen)$/i, 'jpy'],
  [/^(?:chf(?: cents?)?|francs?)$/i, 'chf'],
  [/^(?:cad|canadian)(?: cents?)?$/i, 'cad'],
];

/** The currency of an amount (`€29`), for a parameter that wants its code. */
export function currencyOf(literal: Literal, schema: NamedSchema): Coerced | undefined {
  if (literal.type !== 'money' || !/\bcurrency\b/.test(nameWords(schema.name))) return undefined;
  const code = CURRENCIES.find(([form]) => form.test(literal.unit?.trim() ?? ''))?.[1];
  if (code === undefined) return undefined;
  return { value: /lower ?case/i.test(gist(schema)) ? code : code.toUpperCase(), how: 'currency' };
}
