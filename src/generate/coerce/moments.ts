import type { Literal } from '../literal.ts';
import { readDate } from '../literals/dates.ts';
import type { CoercionContext } from './context.ts';

const withoutMillis = (date: Date): string => date.toISOString().replace(/\.\d{3}Z$/, 'Z');

/**
 * The moment in ISO form; "tomorrow" and "last 20 minutes" (its start) need `now`. What is written without a zone stays without one unless
 * a whole moment is wanted.
 */
export function isoOfLiteral(literal: Literal, context: CoercionContext): string | undefined {
  if (literal.iso !== undefined) return literal.iso;
  const types = [literal.type, ...literal.also];
  if (types.includes('duration')) {
    if (!context.now || literal.number === undefined || !/\b(?:last|past|previous)\b/i.test(literal.text))
      return undefined;
    return withoutMillis(new Date(context.now.getTime() - literal.number * 1000));
  }
  if (!types.some((type) => type === 'date' || type === 'date-time' || type === 'time') || !context.now)
    return undefined;
  const read = readDate(literal.text, context.now);
  if (!read) return undefined;
  return read.hasDay || read.hasTime ? read.iso : undefined;
}

/** A whole moment with its zone: a date alone begins at midnight, UTC. A time without a day is none. */
export function momentOf(literal: Literal, context: CoercionContext): string | undefined {
  const iso = isoOfLiteral(literal, context);
  if (iso === undefined || /^\d{1,2}:\d{2}/.test(iso)) return undefined;
  if (!iso.includes('T')) return `${iso}T00:00:00Z`;
  const full = /T\d{2}:\d{2}(?=$|Z|[+-])/.test(iso) ? iso.replace(/(T\d{2}:\d{2})/, '$1:00') : iso;
  return /(?:Z|[+-]\d{2}:?\d{2})$/.test(full) ? full : `${full}Z`;
}
