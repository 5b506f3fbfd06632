import type { Idioms } from '../retrieve/asks/idioms.ts';
import type { Argument, Call } from '../schema/call.ts';
import { existsOn, locate } from '../schema/locate.ts';
import type { Json, Operation, ValueSchema } from '../schema/operation.ts';
import { resolve, type Zoo } from '../zoo/zoo.ts';
import { coerce } from './coerce/coerce.ts';
import type { CoercionContext, NamedSchema } from './coerce/context.ts';
import type { Casebook } from './fill/cases.ts';
import { Windows } from './fill/choices.ts';
import { AUTHORS, isConvention, isStructure } from './fill/conventions.ts';
import { isFilled } from './fill/frames.ts';
import { isFree } from './fill/said-entries.ts';
import { asLiteral, spansOf } from './fill/spans.ts';
import { spelling } from './fill/spell.ts';
import { type Target, targetsOf } from './fill/targets.ts';
import { textsOf } from './fill/typed.ts';
import { findLiterals } from './literals/find-literals.ts';

/** A call that says more than the document and the request do. */
export interface Violation {
  rule: 'name' | 'request' | 'enum' | 'flag' | 'default' | 'example' | 'person' | 'missing';
  /** The argument, or the parameter that should be a blank. */
  name: string;
  message: string;
}

export interface Audited {
  zoo: Zoo;
  request: string;
  now: Date;
  casebook: Casebook;
  idioms: Idioms;
}

/**
 * "Nothing is invented", checked from outside: each name of the call is its document's, each value comes from where it says that it does, and what is
 * required and has no value is a blank. Empty: nothing was invented.
 */
export function auditCall(call: Call, operation: Operation, audited: Audited): Violation[] {
  const { zoo } = audited;
  const surface = operation.invocations.some((one) => one.surface === call.surface) ? call.surface : 'http';
  const listed = targetsOf(zoo, operation, surface, () => audited.casebook.keysOf(AUTHORS));
  const targets = new Map(listed.map((target) => [target.name, target]));
  const located = (name: string) => locate(operation, name, (schema) => resolve(zoo, operation.provider, schema));
  const out: Violation[] = [];
  const filled = new Set<string>();
  for (const argument of call.arguments) {
    const found = located(argument.name);
    const target = targets.get(argument.name) ?? entryOf(argument, listed, audited.request);
    if (found) filled.add(found.parameter.name);
    if (!found || !target || !existsOn(found.parameter, surface))
      out.push({ rule: 'name', name: argument.name, message: `${operation.id} has no ${argument.name} on ${surface}` });
    else {
      const context = { provider: operation.provider, surface, now: audited.now };
      const message = dishonest(argument, target, audited, operation.provider, context);
      if (message) out.push({ rule: argument.from.kind, name: argument.name, message });
    }
  }
  const miss = (name: string, message: string): void => void out.push({ rule: 'missing', name, message });
  for (const { name, required, deprecated, global, surfaces, excludes } of operation.parameters) {
    if (!required || deprecated || global || (surfaces && !surfaces.includes(surface))) continue;
    // Of two that exclude each other one is enough: `--ingress` or `--egress`.
    if (
      operation.parameters.some((p) => filled.has(p.name) && (excludes?.includes(p.name) || p.excludes?.includes(name)))
    )
      continue;
    if (!filled.has(name) && !call.missing.includes(name)) miss(name, 'is required and has neither value nor blank');
  }
  for (const name of call.missing) {
    if (!located(name)) miss(name, `${operation.id} has no ${name}`);
    if (call.arguments.some((argument) => argument.name === name)) miss(name, 'is a blank and has a value');
  }
  return out;
}

/** Within a structure of free keys the request itself names the key. */
function entryOf({ name, from }: Argument, targets: readonly Target[], request: string): Target | undefined {
  const outer = targets.find((target) => isFree(target.schema) && name.startsWith(`${target.name}.`));
  if (!outer || from.kind !== 'request') return undefined;
  const key = name.slice(outer.name.length + 1).replace(/\\(.)/g, '$1');
  return request.slice(from.start, from.end).includes(key)
    ? { ...outer, schema: { type: 'any', name: key } }
    : undefined;
}

/** What is wrong with a value's provenance. */
function dishonest(
  { value, from }: Argument,
  target: Target,
  { request, casebook, idioms, zoo }: Audited,
  provider: string,
  context: CoercionContext,
): string | undefined {
  const shown = JSON.stringify(value);
  if ('start' in from && !(from.start >= 0 && from.start <= from.end && from.end <= request.length))
    return `points outside the request: ${from.start}–${from.end}`;
  const { schema, parameter } = target;
  switch (from.kind) {
    case 'request': {
      const slice = request.slice(from.start, from.end);
      return slice.trim() && follows(value, slice, request, from, schemasOf(schema, zoo, provider), context)
        ? undefined
        : `${shown} does not follow from ${JSON.stringify(slice)}`;
    }
    case 'enum':
      return target.choices.includes(String(value)) ? undefined : `${shown} is not in the enum`;
    case 'flag':
      if (parameter.in !== 'flag' && schema.type !== 'boolean') return `is no flag, and is ${shown}`;
      if (value === true) return undefined;
      return value === false && (parameter.negatable || parameter.in !== 'flag') ? undefined : `a flag is not ${shown}`;
    case 'default':
      return JSON.stringify(schema.default) === shown ||
        (schema.enum ?? schema.items?.enum)?.join('\n') === String(value)
        ? undefined
        : `${shown} is no default`;
    case 'example': {
      const everywhere = { start: 0, end: request.length };
      const speech = { idioms: idioms[provider] ?? {}, casebook, windows: new Windows(request) };
      const honest = (one: Json): boolean =>
        textsOf(one).some(
          (text) => isConvention(target, text, speech) || isTemplate(text, target, request, casebook, context),
        );
      const said = (one: Json): boolean =>
        follows(one, request, request, everywhere, schemasOf(schema, zoo, provider), context);
      return honest(value) || (Array.isArray(value) && value.every((one) => honest(one) || said(one)))
        ? undefined
        : `${shown} is an example's own`;
    }
    case 'person':
      return 'nobody was asked';
  }
}

function schemasOf(schema: NamedSchema, zoo: Zoo, provider: string): NamedSchema[] {
  const { name, description } = schema;
  const named = (one: ValueSchema): NamedSchema => ({ ...one, name, ...(description ? { description } : {}) });
  const shape = resolve(zoo, provider, schema);
  return [schema, named(shape), ...(shape.items ? [named(shape.items)] : [])];
}

/** Whether the value stands in the slice, or one of the slice's words has it by a coercion; of a list each element. */
function follows(
  value: Json,
  slice: string,
  request: string,
  { start, end }: { start: number; end: number },
  schemas: NamedSchema[],
  context: CoercionContext,
): boolean {
  if (typeof value === 'string' && value !== '' && slice.includes(value)) return true;
  const within = spansOf(request, findLiterals(request)).filter((span) => span.start >= start && span.end <= end);
  // A clause of several is read by itself, and its words may be other literals than those of the whole.
  // The reader points at words that no rule holds together: all of them are one phrase then.
  const phrase = asLiteral({ start: 0, end: slice.length, text: slice, kind: 'phrase' });
  const inputs = [slice, phrase, ...[...within, ...spansOf(slice, findLiterals(slice))].map((span) => span.value)];
  const readings = new Set(
    inputs.flatMap((input) => schemas.map((schema) => JSON.stringify(coerce(input, schema, context)?.value))),
  );
  const given = (one: Json): boolean =>
    readings.has(JSON.stringify(one)) || (typeof one === 'string' && one !== '' && slice.includes(one));
  return given(value) || (Array.isArray(value) && value.length > 0 && value.every(given));
}

/** Built around literals of the request as examples of the operation are, the rest being structure. */
function isTemplate(
  value: string,
  target: Target,
  request: string,
  casebook: Casebook,
  context: CoercionContext,
): boolean {
  const literals = findLiterals(request);
  const spans = spansOf(request, literals);
  const spell = spelling(target, context);
  return casebook.cases.some(({ case: c }) =>
    c.templates.some(
      ({ key, parts, id }) =>
        (key === target.key || (target.slot >= 0 && target.many && /^<\d+>$/.test(key))) &&
        isStructure(parts, target, casebook.templateLines(key, id)) &&
        isFilled(parts, value, literals, spans, spell),
    ),
  );
}
