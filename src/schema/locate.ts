import { isWithin, parseDotted, type Segment } from './dotted.ts';
import type { Operation, Parameter, Surface, ValueSchema } from './operation.ts';

/** Where an argument's name points: a parameter, and the way into its value. */
export interface Located {
  parameter: Parameter;
  segments: Segment[];
}

/** Looks into types; the zoo's `resolve`, bound to a provider. */
export type Resolve = (schema: ValueSchema) => ValueSchema;

export function existsOn(parameter: Parameter, surface: Surface): boolean {
  return parameter.surfaces === undefined || parameter.surfaces.includes(surface);
}

export function nameOn(parameter: Parameter, surface: Surface): string {
  return parameter.names?.[surface] ?? parameter.name;
}

const byName = new WeakMap<Operation, Map<string, Parameter>>();

function parametersOf(operation: Operation): Map<string, Parameter> {
  let parameters = byName.get(operation);
  if (!parameters) {
    parameters = new Map(operation.parameters.map((parameter) => [parameter.name, parameter]));
    byName.set(operation, parameters);
  }
  return parameters;
}

/**
 * The parameter that an argument's canonical name or dotted path means. The longest parameter name wins, because documents have names with
 * dots and brackets of their own. Fields of a whole-body parameter are reached without its name (`spec.replicas`), as they are written in an answer.
 */
export function locate(operation: Operation, name: string, resolve: Resolve): Located | undefined {
  const exact = parametersOf(operation).get(name);
  if (exact) return { parameter: exact, segments: [] };
  const cuts = [...name.matchAll(/[.[]/g)].map((match) => match.index).reverse();
  for (const cut of cuts) {
    const parameter = operation.parameters.find((candidate) => candidate.name === name.slice(0, cut));
    if (!parameter) continue;
    const segments = parseDotted(`x${name.slice(cut)}`).slice(1);
    return { parameter, segments };
  }
  const whole = operation.parameters.find((parameter) => parameter.wholeBody);
  if (!whole) return undefined;
  const segments = parseDotted(name);
  const shape = resolve(whole);
  const known = shape.fields?.some((field) => field.name === segments[0]);
  const free = shape.type === 'map' || shape.type === 'any' || (shape.type === 'object' && !shape.fields?.length);
  return known || free ? { parameter: whole, segments } : undefined;
}

/** The same for the name that an argument has on a surface (`FunctionName` of Python is `--function-name`). */
export function locateOn(operation: Operation, key: string, surface: Surface, resolve: Resolve): Located | undefined {
  for (const { name, names } of operation.parameters) {
    const own = names?.[surface];
    if (own !== undefined && isWithin(own, key)) return locate(operation, name + key.slice(own.length), resolve);
  }
  return locate(operation, key, resolve);
}

/** What a blank is called where a person reads it: `--instance-ids` is `instance-ids`. */
export function blankName(name: string): string {
  return (
    name
      .replace(/^-+/, '')
      .replace(/=$/, '')
      .replace(/[^\p{L}\p{N}_.-]+/gu, '-') || 'value'
  );
}
