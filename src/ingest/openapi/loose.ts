import type { Json } from '../../schema/operation.ts';

/** Readers of documents that other people wrote: a wrong type is an absent value, never a crash. */
export type Loose = Record<string, unknown>;

export function record(value: unknown): Loose | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : undefined;
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

export function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A value as JSON when it is small enough to be worth keeping (`limit` characters), else undefined. */
export function smallJson(value: unknown, limit = 200): Json | undefined {
  if (value === undefined || value === null) return undefined;
  try {
    const written = JSON.stringify(value);
    return written !== undefined && written.length <= limit ? (JSON.parse(written) as Json) : undefined;
  } catch {
    return undefined; // A cyclic value (YAML anchors can make one) has no JSON form.
  }
}

/** One reference token of a JSON pointer. Source: RFC 6901, section 3. */
export function token(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
