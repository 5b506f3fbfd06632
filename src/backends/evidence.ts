import { coerce } from '../generate/coerce/coerce.ts';
import type { CoercionContext, NamedSchema } from '../generate/coerce/context.ts';
import type { Span } from '../generate/fill/spans.ts';
import type { Target } from '../generate/fill/targets.ts';
import { termsOf } from '../retrieve/tokenize.ts';
import type { Provenance } from '../schema/call.ts';
import type { Json } from '../schema/operation.ts';

/** The request, read once for all values. */
export interface Witness {
  request: string;
  spans: readonly Span[];
}

/** A value that something stands for. */
export interface Proven {
  value: Json;
  from: Provenance;
}

interface Range {
  start: number;
  end: number;
}

const INNER = /[\p{L}\p{N}]/u;

/** Where words stand in the request as words: not within others, in any case. */
function placesOf(words: string, request: string): Range[] {
  const wanted = words.trim().toLowerCase();
  const text = request.toLowerCase();
  // Some letters have another length in lower case: then positions would not be those of the request.
  if (wanted === '' || text.length !== request.length) return [];
  const found: Range[] = [];
  for (let start = text.indexOf(wanted); start >= 0; start = text.indexOf(wanted, start + 1)) {
    const end = start + wanted.length;
    const cutsBefore = INNER.test(wanted[0]!) && INNER.test(text[start - 1] ?? '');
    const cutsAfter = INNER.test(wanted[wanted.length - 1]!) && INNER.test(text[end] ?? '');
    if (!cutsBefore && !cutsAfter) found.push({ start, end });
  }
  return found;
}

/** The words that are said to mean a choice: they must stand in the request, and say something. */
function said(words: string, request: string): Range | undefined {
  return termsOf(words).length === 0 ? undefined : placesOf(words, request)[0];
}

function flag(value: string, words: string, { parameter }: Target, { request }: Witness): Proven | undefined {
  const means = /^(?:true|yes|on|)$/i.test(value.trim())
    ? true
    : /^(?:false|no|off)$/i.test(value.trim())
      ? false
      : undefined;
  const range = said(words, request);
  if (means === undefined || !range) return undefined;
  if (!means && parameter.in === 'flag' && !parameter.negatable) return undefined;
  return { value: means, from: { kind: 'flag', ...range } };
}

function choice(value: string, words: string, choices: readonly string[], { request }: Witness): Proven | undefined {
  const known =
    choices.find((one) => one === value) ?? choices.find((one) => one.toLowerCase() === value.toLowerCase());
  const range = known === undefined ? undefined : (said(words, request) ?? placesOf(known, request)[0]);
  return known === undefined || !range ? undefined : { value: known, from: { kind: 'enum', ...range } };
}

/** What one value of the target looks like: of a list its elements. */
function elementOf({ many, schema }: Target): NamedSchema {
  if (!many || schema.type !== 'array' || !schema.items) return schema;
  const { name, description } = schema;
  return { ...schema.items, name, ...(description ? { description } : {}) };
}

const same = (a: Json | undefined, b: Json): boolean => a !== undefined && JSON.stringify(a) === JSON.stringify(b);

/** The value as the request writes it, or as words of the request mean it (`two weeks` for 14). */
function written(
  value: string,
  words: string,
  target: Target,
  witness: Witness,
  context: CoercionContext,
): Proven | undefined {
  const schema = elementOf(target);
  // "the" and "it" are nobody's name for a thing.
  if (/^\p{L}+$/u.test(value.trim()) && termsOf(value).length === 0) return undefined;
  for (const { start, end } of placesOf(value, witness.request)) {
    const text = witness.request.slice(start, end);
    const coerced = coerce(text, schema, context);
    if (coerced)
      return {
        value: coerced.value,
        from: { kind: 'request', start, end, ...(coerced.how ? { how: coerced.how } : {}) },
      };
  }
  const wanted = coerce(value, schema, context)?.value ?? value;
  const near = placesOf(words, witness.request)[0];
  const readings = witness.spans
    .map((span) => ({ span, coerced: coerce(span.value, schema, context) }))
    .filter(({ coerced }) => same(coerced?.value, wanted) || same(coerced?.value, value));
  const best =
    readings.find(({ span }) => near !== undefined && span.start < near.end && near.start < span.end) ?? readings[0];
  if (!best?.coerced) return undefined;
  const { span, coerced } = best;
  return {
    value: coerced.value,
    from: { kind: 'request', start: span.start, end: span.end, ...(coerced.how ? { how: coerced.how } : {}) },
  };
}

/**
 * What stands for a value that a model proposes: words of the request, a choice or a flag that words of the request mean, or the document's default.
 * Undefined: nothing does, and it must not be shown.
 */
export function evidenceFor(
  value: string,
  words: string,
  target: Target,
  witness: Witness,
  context: CoercionContext,
): Proven | undefined {
  const { schema, parameter } = target;
  if (parameter.in === 'flag' || schema.type === 'boolean') return flag(value, words, target, witness);
  const choices = schema.enum ?? schema.items?.enum;
  const chosen = choices && choice(value, words, choices, witness);
  if (chosen) return chosen;
  if (choices && !schema.open && !schema.items?.open) return undefined;
  const found = written(value, words, target, witness, context);
  if (found) return found;
  const standard = schema.default;
  return standard !== undefined && String(standard) === value
    ? { value: standard, from: { kind: 'default' } }
    : undefined;
}
