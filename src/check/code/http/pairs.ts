import { isRecord } from '../../../schema/dotted.ts';
import type { Json } from '../../../schema/operation.ts';
import { HOLE } from '../../../verify/tree/dynamic.ts';

/** A value as it stands in a URL or a form: lists are several pairs, `None` is none. */
export function pairsOf(value: Json): [string, string][] | undefined {
  if (Array.isArray(value)) {
    const pairs = value.map((item) => (Array.isArray(item) && item.length === 2 ? item : undefined));
    return pairs.every((pair) => pair !== undefined)
      ? pairs.map(([name, one]) => [String(name), typeof one === 'object' ? HOLE : String(one)])
      : undefined;
  }
  if (!isRecord(value)) return undefined;
  return Object.entries(value).flatMap(([name, one]): [string, string][] => {
    if (one === null) return [];
    const items = Array.isArray(one) ? one : [one];
    return items.map((item) => [name, typeof item === 'object' ? HOLE : String(item)]);
  });
}
