import type { ValueSchema } from './operation.ts';

const NUMERAL = /^-?\d+(?:\.\d+)?$/;
/** A double keeps so many digits for certain. */
const KEPT = 15;

/** A numeral of the type that is another one once it is a double: message stamps (`1731402222.010100`), identifiers of eighteen digits. It stays text, digit for digit. */
export const isLongNumeral = (text: string, type: ValueSchema['type'] = 'number'): boolean =>
  (type === 'number' || (type === 'integer' && !text.includes('.'))) &&
  text.length > KEPT &&
  NUMERAL.test(text) &&
  text.replace(/\D/g, '').length > KEPT &&
  String(Number(text)) !== text;
