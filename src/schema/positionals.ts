import { existsOn } from './locate.ts';
import type { Operation, Parameter } from './operation.ts';

export function positionalsOf(operation: Operation): Parameter[] {
  return operation.parameters.filter((parameter) => parameter.in === 'positional' && existsOn(parameter, 'cli'));
}

/** Without those in whose place an option was given: `mv --target-directory DIR SOURCE…` has no destination behind the sources. */
export function neededBeside(
  operation: Operation,
  parameters: readonly Parameter[],
  given: ReadonlySet<string>,
): Parameter[] {
  const replaced = (operation.groups ?? []).filter((group) => group.parameters.some((one) => given.has(one)));
  return parameters.filter(
    ({ name, required }) => required || !replaced.some((group) => group.parameters.includes(name)),
  );
}

const many = (parameter: Parameter): boolean => parameter.repeats === true || parameter.rest === true;

/** How many optional ones of one word stand behind a variadic one, up to the next variadic one. */
function singlesBehind(parameters: readonly Parameter[], index: number): number {
  const behind = parameters.slice(index + 1);
  return behind.some(many) ? 0 : behind.filter(({ required }) => !required).length;
}

/** How many words stand before a positional that takes the rest of the line; undefined where there is none. */
export function wordsBeforeRest(parameters: readonly Parameter[]): number | undefined {
  const index = parameters.findIndex((parameter) => parameter.rest);
  return index === -1 ? undefined : index;
}

/**
 * Shares out words among positionals, in order: each required one gets a word, optional ones what is over, a variadic one all that is over
 * but for a word each for the optional ones behind it (`ln TARGET… [LINK]`). Returns what is left where there are too many.
 */
export function shareOut<T>(
  parameters: readonly Parameter[],
  words: readonly T[],
): { taken: Map<Parameter, T[]>; left: T[] } {
  const taken = new Map<Parameter, T[]>();
  let over = words.length - parameters.filter(({ required }) => required).length;
  let at = 0;
  for (const [index, parameter] of parameters.entries()) {
    if (at >= words.length) break;
    let count = parameter.required ? 1 : 0;
    if (over > 0) {
      const extra = many(parameter) ? Math.max(0, over - singlesBehind(parameters, index)) : parameter.required ? 0 : 1;
      count += extra;
      over -= extra;
    }
    if (count > 0) taken.set(parameter, words.slice(at, at + count));
    at += count;
  }
  return { taken, left: words.slice(at) };
}
