import type { Json } from './operation.ts';

/** A step into a value: a key, or an index. */
export type Segment = string | number;

/**
 * Reads a dotted path: `line_items[0].price` -> `['line_items', 0, 'price']`. `\.`, `\[` and `\\` stand for the character itself.
 * Indexes have at most three digits: nobody writes the thousandth element, and a hostile path must not make a huge list.
 */
export function parseDotted(path: string): Segment[] {
  const segments: Segment[] = [];
  let key = '';
  let open = true;
  const close = (): void => {
    if (open) segments.push(key);
    key = '';
  };
  for (let at = 0; at < path.length; at++) {
    const char = path[at]!;
    if (char === '\\' && at + 1 < path.length) {
      key += path[++at];
      open = true;
      continue;
    }
    if (char === '.') {
      close();
      open = true;
      continue;
    }
    const index = char === '[' ? /^\[(\d{1,3})\](?=$|[.[])/.exec(path.slice(at)) : null;
    if (index && at > 0) {
      close();
      open = false;
      segments.push(Number(index[1]));
      at += index[0].length - 1;
      continue;
    }
    open = true;
    key += char;
  }
  close();
  return segments;
}

/** The opposite of `parseDotted`. */
export function formatDotted(segments: readonly Segment[]): string {
  let text = '';
  for (const segment of segments) {
    if (typeof segment === 'number') text += `[${segment}]`;
    else text += (text === '' ? '' : '.') + segment.replace(/[\\.[]/g, (char) => `\\${char}`);
  }
  return text;
}

/** Whether a path is the outer one, or leads into its value. */
export function isWithin(outer: string, path: string): boolean {
  return path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}

/** Own property, also for `__proto__`: the keys come from other people's documents. */
export function setKey(object: { [key: string]: Json }, key: string, value: Json): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else object[key] = value;
}

export function isRecord(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `root` with `value` at the path; objects and lists are made on the way, and never shared with `root`'s owner after the first call. */
export function setDotted(root: Json | undefined, segments: readonly Segment[], value: Json): Json {
  const [head, ...rest] = segments;
  if (head === undefined) {
    if (!isRecord(root) || !isRecord(value)) return value;
    return { ...root, ...value };
  }
  if (typeof head === 'number') {
    const list = Array.isArray(root) ? [...root] : [];
    while (list.length < head) list.push(null);
    list[head] = setDotted(list[head] ?? undefined, rest, value);
    return list;
  }
  const object: { [key: string]: Json } = isRecord(root) ? { ...root } : {};
  setKey(object, head, setDotted(Object.hasOwn(object, head) ? object[head] : undefined, rest, value));
  return object;
}
