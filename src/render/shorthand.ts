import { isRecord } from '../schema/dotted.ts';
import type { Json } from '../schema/operation.ts';

const WORD = /^[A-Za-z0-9_./:+-]+$/;
const KEY = /^[A-Za-z0-9_.#-]+$/;

/** A scalar that shorthand gives back unchanged by its type; undefined where JSON must be used. */
function scalar(value: Json | undefined): string | undefined {
  if (typeof value === 'boolean') return String(value);
  const written = typeof value === 'number' ? String(value) : value;
  return typeof written === 'string' && WORD.test(written) ? written : undefined;
}

function entry(key: string, value: Json): string | undefined {
  if (!KEY.test(key)) return undefined;
  if (Array.isArray(value)) {
    const items = value.map(scalar);
    if (items.length === 0 || items.some((item) => item === undefined)) return undefined;
    return `${key}=${items.join(',')}`;
  }
  if (isRecord(value)) {
    const inner = pairs(value);
    return inner === undefined ? undefined : `${key}={${inner}}`;
  }
  const written = scalar(value);
  return written === undefined ? undefined : `${key}=${written}`;
}

function pairs(value: { [key: string]: Json }): string | undefined {
  const written = Object.entries(value).map(([key, inner]) => entry(key, inner));
  return written.length === 0 || written.includes(undefined) ? undefined : written.join(',');
}

/** A structure as awscli takes it: shorthand (`Name=tag:env,Values=a,b`) where everything in it is a simple word, else JSON. */
export function writeStructure(value: Json): string {
  return (isRecord(value) ? pairs(value) : undefined) ?? JSON.stringify(value);
}
