import type { Constraints } from './operation.ts';
import { breaksPattern } from './pattern.ts';

/** A class of hexadecimal digits: who shortens an identifier makes it up. */
const HEX = /\[(?:0-9|a-f|A-F|\\d)+\]/g;
/** Groups of them, as in a UUID. */
const HEX_GROUPS = /(?:(?:\(\?:)?\[[0-9a-fA-F-]+\]\{\d+\}-?(?:-?\)\{\d\})?){3,}/g;
const COUNTS = /\{(\d+)(?:,(\d*))?\}/g;

const shorter = (pattern: string): string =>
  pattern
    .replace(HEX_GROUPS, '[0-9a-zA-Z-]+')
    .replace(HEX, '[0-9a-zA-Z]')
    .replace(COUNTS, (_, least: string, most?: string) => `{1,${most ?? least}}`);

/**
 * Whether a text is an identifier that breaks its document's limits only by being short: `mw-01` for `^mw-[0-9a-f]{17}$`, `AC77` of 34 characters. So people write of a thing
 * whose identifier both sides know; it is what they gave, and the program or server that it goes to will say whether it has such a one.
 */
export function isShortened(text: string, { minLength, maxLength, pattern }: Constraints): boolean {
  if (!/^[\w.:/@-]*\d[\w.:/@-]*$/.test(text)) return false;
  if (maxLength !== undefined && text.length > maxLength) return false;
  const least = minLength ?? Number(/^\^?\\d\{(\d+)\}\$?$/.exec(pattern ?? '')?.[1] ?? 0);
  // A number is an account's only from a length on.
  if (/^\d+$/.test(text) && text.length * 2 < least) return false;
  return pattern === undefined || !breaksPattern(shorter(pattern), text);
}
