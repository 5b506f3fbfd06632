import { type Target, targetsOf } from '../generate/fill/targets.ts';
import { termsOf } from '../retrieve/tokenize.ts';
import type { Json, Operation, Surface } from '../schema/operation.ts';
import type { Zoo } from '../zoo/zoo.ts';

/** What the model is told of an operation, and all that it may use of it. */
export interface Documented {
  operation: Operation;
  surface: Surface;
  targets: ReadonlyMap<string, Target>;
}

const MOST_TARGETS = 28;
const MOST_CHOICES = 40;
const SUMMARY = 160;
const ABOUT = 120;

/** A document's text is data in a JSON string: one line, cut, without control and invisible characters. */
const plain = (text: string, most: number): string =>
  text
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, most);

/** Required ones, then those that the task's words speak of, then the others, in the document's order; so many as fit. */
function chosen(targets: Target[], task: ReadonlySet<string>): Target[] {
  const weight = ({ required, depth, tokens, words, parameter }: Target): number =>
    (required ? 100 : 0) -
    (parameter.global ? 8 : 0) -
    depth +
    4 * tokens.filter((token) => task.has(token)).length +
    [...words].filter((word) => task.has(word)).length;
  const kept = targets
    .map((target) => ({ target, weight: weight(target) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_TARGETS)
    .map(({ target }) => target);
  return targets.filter((target) => kept.includes(target));
}

/** The operations as documents. Of each the surface that is wanted, or the first that it has. */
export function documented(zoo: Zoo, operations: readonly Operation[], task: string, wanted?: Surface): Documented[] {
  const words = new Set(termsOf(task));
  return operations.flatMap((operation): Documented[] => {
    const surfaces = operation.invocations.map(({ surface }) => surface);
    const surface = wanted && surfaces.includes(wanted) ? wanted : surfaces[0];
    if (surface === undefined) return [];
    const targets = chosen(targetsOf(zoo, operation, surface), words);
    return [{ operation, surface, targets: new Map(targets.map((target) => [target.name, target])) }];
  });
}

const choicesOf = ({ schema }: Target): string[] | undefined => schema.enum ?? schema.items?.enum;

/** A document for the prompt. `known` are the values that the embedded model found: strings of the task, or ways of saying of the document. */
export function described({ operation, targets }: Documented, known: ReadonlyMap<string, Json>): Json {
  return {
    operation: operation.id,
    does: plain(operation.summary, SUMMARY),
    parameters: [...targets.values()].map((target): Json => {
      const choices = choicesOf(target);
      const found = known.get(target.name);
      return {
        name: target.name,
        type: target.parameter.in === 'flag' ? 'flag' : target.schema.type,
        ...(target.required ? { required: true } : {}),
        ...(target.many ? { several: true } : {}),
        ...(choices ? { choices: choices.slice(0, MOST_CHOICES) } : {}),
        ...(found === undefined ? {} : { perhaps: found }),
        ...(target.schema.description ? { about: plain(target.schema.description, ABOUT) } : {}),
      };
    }),
  };
}
