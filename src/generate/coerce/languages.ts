import type { Literal } from '../literal.ts';
import { type Coerced, type NamedSchema, nameWords } from './context.ts';

const PARAMETER = /\blanguage(?: code| codes|s)?\b|\blocale\b/;

let codes: ReadonlyMap<string, string> | undefined;

/** English names of languages to their ISO 639-1 codes, as the runtime's CLDR has them. */
function codesByName(): ReadonlyMap<string, string> {
  if (codes) return codes;
  const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  const found = new Map<string, string>();
  for (let n = 0; n < 26 * 26; n++) {
    const code = String.fromCharCode(97 + Math.floor(n / 26), 97 + (n % 26));
    const name = names.of(code)?.toLowerCase();
    // Old codes have the names of the new ones: `iw` is `he`.
    if (name && !found.has(name) && Intl.getCanonicalLocales(code)[0] === code) found.set(name, code);
  }
  return (codes = found);
}

export const isLanguage = (text: string): boolean => codesByName().has(text.toLowerCase());

export const wantsLanguage = (schema: NamedSchema): boolean => PARAMETER.test(nameWords(schema.name));

/** A language's name for a parameter that wants its code: `German` is `de`, and `de-DE` where the document has only such. */
export function languageOf(literal: Literal, schema: NamedSchema): Coerced | undefined {
  if (!wantsLanguage(schema)) return undefined;
  const code = codesByName().get(literal.text.toLowerCase());
  if (code === undefined) return undefined;
  const choices = schema.enum ?? schema.items?.enum;
  if (!choices) return { value: code, how: 'language' };
  const value = [code, `${code}-${new Intl.Locale(code).maximize().region}`].find((c) => choices.includes(c));
  return value === undefined ? undefined : { value, how: 'language' };
}
