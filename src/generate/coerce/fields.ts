import type { Field, Json } from '../../schema/operation.ts';
import type { Literal } from '../literal.ts';
import { coerce } from './coerce.ts';
import type { CoercionContext, NamedSchema } from './context.ts';
import { shorthand } from './structures.ts';

/** A structure put together from the request, and the words that each field's value stands in. */
export interface NamedFields {
  value: Json;
  spans: { field: string; start: number; end: number }[];
}

const LINK = /^(?:\s*[=:]\s*|\s+(?:is|as|to|of|be|=|:)\s+|\s+["'“]?)/;
const WORD = /^[^\s,;"'“”()]{1,200}/;

/** Where the request names a field in its own spelling ("InstanceType r6g.large, InstanceCount 3") or in words ("instance count 3"). */
function mention(request: string, name: string): number {
  const spaced = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[_-]/g, ' ');
  const forms = name === name.toLowerCase() && !/[_-]/.test(name) ? [name] : [name, spaced];
  const lower = request.toLowerCase();
  for (const form of forms) {
    for (let at = lower.indexOf(form.toLowerCase()); at >= 0; at = lower.indexOf(form.toLowerCase(), at + 1)) {
      const end = at + form.length;
      if (!/[\w-]/.test(request[at - 1] ?? ' ') && !/[\w-]/.test(request[end] ?? ' ')) return end;
    }
  }
  return -1;
}

function valueAfter(
  request: string,
  at: number,
  literals: Literal[],
): { literal: Literal | string; start: number; end: number } | undefined {
  const link = LINK.exec(request.slice(at, at + 12));
  if (!link) return undefined;
  const start = at + link[0].length;
  const literal = literals.find(
    (found) => found.start === start || (found.type === 'quoted' && found.start === start + 1),
  );
  if (literal) return { literal, start: literal.start, end: literal.end };
  const word = WORD.exec(request.slice(start))?.[0].replace(/[.:!?]+$/, '');
  return word ? { literal: word, start, end: start + word.length } : undefined;
}

/**
 * A structure whose fields the request names one by one. On a command line in AWS shorthand. Undefined where no field is named; a field whose
 * value does not fit is left out.
 */
export function fieldsFrom(
  request: string,
  literals: Literal[],
  schema: NamedSchema,
  context: CoercionContext,
): NamedFields | undefined {
  const entries: [string, Json][] = [];
  const spans: NamedFields['spans'] = [];
  for (const field of (schema.fields ?? []) as Field[]) {
    if (field.type === 'object' || field.type === 'map') continue;
    const at = mention(request, field.name);
    const after = at < 0 ? undefined : valueAfter(request, at, literals);
    const coerced = after && coerce(after.literal, field, context);
    if (!after || !coerced) continue;
    entries.push([field.name, coerced.value]);
    spans.push({ field: field.name, start: after.start, end: after.end });
  }
  if (entries.length === 0) return undefined;
  const value = Object.fromEntries(entries);
  return { value: context.surface === 'cli' ? shorthand(value) : value, spans };
}
