import { formatDotted, isRecord, type Segment } from '../../schema/dotted.ts';
import { blankName } from '../../schema/locate.ts';
import type { Json, Parameter } from '../../schema/operation.ts';

/**
 * Takes the blanks out of a value read from code: strings that are a parameter's or a part's own `<name>`. (A quoted blank cannot be told from a
 * value that looks like it; nobody means `'<owner>'` as an owner.)
 */
export function takeBlanks({ name, wholeBody }: Parameter, value: Json): { kept: Json | undefined; missing: string[] } {
  const missing: string[] = [];
  const take = (one: Json, way: Segment[]): Json | undefined => {
    const dotted = formatDotted(way);
    if (one === `<${blankName(dotted || name)}>`) {
      const full = wholeBody
        ? dotted || name
        : dotted.startsWith('[') || dotted === ''
          ? name + dotted
          : `${name}.${dotted}`;
      missing.push(full);
      return undefined;
    }
    if (Array.isArray(one)) {
      const items = one.map((item, index) => take(item, [...way, index]));
      return items.length > 0 && items.every((item) => item === undefined)
        ? undefined
        : items.map((item) => item ?? null);
    }
    if (!isRecord(one)) return one;
    const entries = Object.entries(one).map(([key, inner]) => [key, take(inner, [...way, key])] as const);
    const kept = entries.filter((entry): entry is [string, Json] => entry[1] !== undefined);
    return kept.length === 0 && entries.length > 0 ? undefined : Object.fromEntries(kept);
  };
  return { kept: take(value, []), missing };
}
