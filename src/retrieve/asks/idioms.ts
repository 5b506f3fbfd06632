import type { Json } from '../../schema/operation.ts';
import type { WrittenRequest } from './requests.ts';

/**
 * Values that belong to a provider's way of speaking rather than to an author: `calendarId: primary`, `userId: me`. Read from the written requests: the same
 * value of the same key on several lines, mostly without standing in the words. Provider -> key -> value -> lines.
 */
export type Idioms = Record<string, Record<string, Record<string, number>>>;

const LEAST_LINES = 3;
/** A structure, a number, a sentence are always somebody's own; a region is a place in other words. */
const PLAIN = /^[A-Za-z_.:@/-]{1,40}$/;

export const textOf = (value: Json): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

export function learnIdioms(requests: Iterable<WrittenRequest>): Idioms {
  const seen = new Map<string, { lines: Set<string>; voices: number; said: number }>();
  for (const request of requests) {
    const words = request.text.toLowerCase();
    for (const call of request.meant.flat()) {
      for (const [key, value] of Object.entries(call.args)) {
        for (const v of Array.isArray(value) ? value : [value]) {
          const text = textOf(v);
          if (text === 'true' || text === 'false' || !PLAIN.test(text)) continue;
          const id = JSON.stringify([call.provider ?? '', key, text]);
          const s = seen.get(id) ?? { lines: new Set<string>(), voices: 0, said: 0 };
          s.lines.add(request.line);
          s.voices++;
          if (words.includes(text.toLowerCase())) s.said++;
          seen.set(id, s);
        }
      }
    }
  }
  const out: Idioms = {};
  for (const [id, s] of [...seen].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    if (s.lines.size < LEAST_LINES || s.said > s.voices / 2) continue;
    const [provider, key, value] = JSON.parse(id) as [string, string, string];
    const keys = (out[provider] ??= {});
    (keys[key] ??= {})[value] = s.lines.size;
  }
  return out;
}
