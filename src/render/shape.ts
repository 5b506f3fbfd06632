import type { Call } from '../schema/call.ts';
import { formatDotted, isRecord, type Segment, setDotted } from '../schema/dotted.ts';
import { AppError } from '../schema/error.ts';
import { locate, nameOn } from '../schema/locate.ts';
import type { Invocation, Json, Operation, Parameter, Surface, ValueSchema } from '../schema/operation.ts';
import { resolve, type Zoo } from '../zoo/zoo.ts';

export type Types = Pick<Zoo, 'type'>;

/** What a call gives to one parameter: its whole value, put together from dotted paths, or blanks within or instead of it. */
export interface Given {
  parameter: Parameter;
  value: Json | undefined;
  /** Ways to the blanks in the value; the empty way is the whole. */
  blanks: Segment[][];
}

type On<S extends Surface, I = Invocation> = I extends { surface: infer T } ? (S extends T ? I : never) : never;

export function invocationOn<S extends Surface>(operation: Operation, surface: S): On<S> | undefined {
  return operation.invocations.find((one) => one.surface === surface) as On<S> | undefined;
}

export function resolver(types: Types, operation: Operation): (schema: ValueSchema) => ValueSchema {
  return (schema) => resolve(types, operation.provider, schema);
}

/**
 * The arguments and blanks of a call by parameter, in the call's order.
 * Fails: `internal` where a name is none of the operation's, since a call is verified before it is shown.
 */
export function gather(types: Types, call: Call, operation: Operation): Given[] {
  const found = new Map<string, Given>();
  const at = (name: string): { given: Given; segments: Segment[] } => {
    const located = locate(operation, name, resolver(types, operation));
    if (!located)
      throw new AppError(
        'internal',
        `${operation.id} has no parameter ${name}`,
        'Verify the call before it is rendered.',
      );
    const { parameter, segments } = located;
    const given = found.get(parameter.name) ?? { parameter, value: undefined, blanks: [] };
    found.set(parameter.name, given);
    return { given, segments };
  };
  for (const argument of call.arguments) {
    const { given, segments } = at(argument.name);
    given.value = setDotted(given.value, segments, argument.value);
  }
  for (const name of call.missing) {
    const { given, segments } = at(name);
    given.blanks.push(segments);
  }
  return [...found.values()];
}

/** A name or dotted path on the call's surface; fields of a whole body stand without its name. */
export function surfacePath(types: Types, operation: Operation, name: string, surface: Surface): string {
  const located = locate(operation, name, resolver(types, operation));
  if (!located) return name;
  const { parameter, segments } = located;
  if (segments.length === 0) return nameOn(parameter, surface);
  const rest = formatDotted(segments);
  if (parameter.wholeBody) return rest;
  return `${nameOn(parameter, surface)}${rest.startsWith('[') ? '' : '.'}${rest}`;
}

/** The value with `mark(way)` at its blanks: for writers that have a literal for a blank. */
export function withBlanks(given: Given, mark: (path: Segment[]) => Json): Json | undefined {
  let value = given.value;
  for (const way of given.blanks) {
    if (way.length > 0 || value === undefined) value = setDotted(value, way, mark(way));
  }
  return value;
}

export function isStructure(value: Json | undefined): boolean {
  return isRecord(value) || (Array.isArray(value) && value.some((item) => typeof item === 'object' && item !== null));
}
