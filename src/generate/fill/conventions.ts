import { isSaid } from '../../retrieve/asks/idioms.ts';
import { wantsLanguage } from '../coerce/languages.ts';
import type { Casebook } from './cases.ts';
import type { Windows } from './choices.ts';
import type { Target } from './targets.ts';

/** What is known of how an operation is spoken to: its provider's idioms (key -> value -> lines), its own written requests, and the request at hand. */
export interface Speech {
  idioms: Readonly<Record<string, Readonly<Record<string, number>>>>;
  casebook: Casebook;
  windows: Windows;
}

/** So many authors must have written the very same where no document says it. */
export const AUTHORS = 2;

/**
 * Whether a constant of an example is the operation's way of speaking rather than that author's own thing: a flag, a documented choice, a value that the
 * document or the request itself spells, or one that several authors wrote though nobody had said it (`calendarId: primary`, `status=failure`).
 * Somebody's bucket name must never come out of an example.
 */
export function isConvention(target: Target, value: string, { idioms, casebook, windows }: Speech): boolean {
  const { schema, parameter } = target;
  if (value === 'true' || value === 'false')
    return schema.type === 'boolean' || parameter.in === 'flag' || parameter.valueOptional === true;
  const choices = schema.enum ?? schema.items?.enum;
  if (choices && (!schema.open || choices.includes(value))) return choices.includes(value);
  if (idioms[target.key]?.[value] !== undefined) return true;
  if (/[={]/.test(value) && isDocumented(value, target)) return true;
  // A language or a number is said in other words than it is written in.
  if (wantsLanguage(schema) || hasOwnNumber(value)) return false;
  return (
    (wordsOf(value).length > 0 && isDocumented(value, target)) ||
    (/\p{L}/u.test(value) && windows.written(value) !== undefined) ||
    authorsOf(target, value, casebook) >= AUTHORS
  );
}

/** `1` and `0` are "one" and "none"; all other numbers are somebody's. */
const hasOwnNumber = (value: string): boolean =>
  /\d/.test(value.replace(/(?<![\p{L}\p{N}.])[01](?![\p{L}\p{N}.])/gu, ''));

/** How many lines give the value though their words do not say it. A kind of resource (`pods`) is nobody's own, said or not. */
function authorsOf(target: Target, value: string, casebook: Casebook): number {
  if (target.schema.format === 'resource') return value.includes('/') ? 0 : casebook.constantLines(target.key, value);
  const known = (word: string): boolean => isKnown(word, target);
  return casebook.constantLines(target.key, value, ({ text }) => {
    const words = new Set(wordsOf(text));
    return !isSaid(value, (word) => words.has(word), known);
  });
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const isKnown = (word: string, target: Target): boolean =>
  word === 'true' || word === 'false' || target.vocabulary().has(word);

/** Every word stands in the parameter's document: `Status=Enabled` is a field and one of its choices, `Key=team` is somebody's own. */
export function isDocumented(text: string, target: Target): boolean {
  return wordsOf(text).every((word) => isKnown(word, target));
}

/**
 * Whether what stands around the slots of a template is structure (`Key=…,Value=…`): every word of it is in the parameter's document, or two authors wrote
 * the very same.
 */
export function isStructure(parts: readonly (string | object)[], target: Target, lines: number): boolean {
  return lines >= AUTHORS || parts.every((part) => typeof part !== 'string' || isDocumented(part, target));
}
