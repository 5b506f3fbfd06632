import type { Json } from '../../schema/operation.ts';
import type { WrittenRequest } from './requests.ts';

/**
 * Values that belong to a provider's way of speaking rather than to an author: `calendarId: primary`, `role: writer`. Read from the written requests: the same
 * value of the same key on several lines, in each of which somebody meant it without saying it. Provider -> key -> value -> lines.
 */
export type Idioms = Record<string, Record<string, Record<string, number>>>;

const LEAST_LINES = 2;
/** A structure, a number, a sentence are always somebody's own. */
const PLAIN = /^[A-Za-z_.:@/-]{1,40}$/;
/** A place is said in other words than it is written in. */
const PLACE = /region|location|zone|language/i;

export const textOf = (value: Json): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** Shorter words are as often a part of speech as a name. */
const NAMING = /\p{L}[\p{L}\p{N}]{2,}/gu;

/**
 * Whether somebody says the value, or what it is built of: all of its words, and of a compound (`user:sam@acme.io`, `gs://press-photos`) any, for the rest is a
 * form around a name. `known`: words that are the document's own.
 */
export function isSaid(value: string, says: (word: string) => boolean, known = (_: string): boolean => false): boolean {
  const own = (value.toLowerCase().match(NAMING) ?? []).filter((word) => !known(word));
  if (own.length === 0) return false;
  return /[/@:]/.test(value) ? own.some(says) : own.every(says);
}

export function learnIdioms(requests: Iterable<WrittenRequest>): Idioms {
  const lines = new Map<string, Set<string>>();
  for (const request of requests) {
    const words = request.text.toLowerCase();
    const says = (word: string): boolean => words.includes(word);
    for (const call of request.meant.flat()) {
      for (const [key, value] of Object.entries(call.args)) {
        if (PLACE.test(key)) continue;
        for (const v of Array.isArray(value) ? value : [value]) {
          const text = textOf(v);
          if (text === 'true' || text === 'false' || !PLAIN.test(text)) continue;
          if (says(text.toLowerCase()) || isSaid(text, says)) continue;
          const id = JSON.stringify([call.provider ?? '', key, text]);
          lines.set(id, (lines.get(id) ?? new Set()).add(request.line));
        }
      }
    }
  }
  const out: Idioms = {};
  for (const [id, { size }] of [...lines].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    if (size < LEAST_LINES) continue;
    const [provider, key, value] = JSON.parse(id) as [string, string, string];
    const keys = (out[provider] ??= {});
    (keys[key] ??= {})[value] = size;
  }
  return out;
}
