import type { AskOptions } from '../../schema/answer.ts';
import type { Operation, Parameter, Surface } from '../../schema/operation.ts';
import type { Service, ShownOperation } from '../cli/service.ts';
import { brief } from './brief.ts';
import { documentOf } from './build-call.ts';

/** An agent reads all of it: some operations have hundreds of parameters. */
const MOST_PARAMETERS = 40;
const MOST_OPERATIONS = 4;
const MOST_CHOICES = 30;
const MOST_FIELDS = 40;
const MOST_EXAMPLES = 3;

function namesOf({ id, summary, invocations, destructive, deprecated }: Operation) {
  const calledAs: Partial<Record<Surface, string>> = {};
  for (const { surface, path } of invocations) calledAs[surface] ??= path;
  return {
    operation: id,
    summary: brief(summary),
    calledAs,
    ...(destructive ? { destructive } : {}),
    ...(deprecated ? { deprecated } : {}),
  };
}

export interface SearchInput {
  words: string;
  providers?: string[] | undefined;
  surface?: AskOptions['surface'] | undefined;
  limit?: number | undefined;
}

export async function searchOperations(service: Service, { words, providers, surface, limit = 8 }: SearchInput) {
  const hits = await service.search(words, {
    limit,
    ...(surface ? { surface } : {}),
    ...(providers?.length ? { scope: providers } : {}),
  });
  return { operations: hits.map(({ operation }) => namesOf(operation)) };
}

const describedParameter = (parameter: Parameter) => ({
  name: parameter.name,
  in: parameter.in,
  type: parameter.format ? `${parameter.type}:${parameter.format}` : parameter.type,
  ...(parameter.required ? { required: true } : {}),
  ...(parameter.aliases?.length ? { aliases: parameter.aliases } : {}),
  ...(parameter.enum ? { choices: parameter.enum.slice(0, MOST_CHOICES) } : {}),
  ...(parameter.default === undefined ? {} : { default: parameter.default }),
  ...(parameter.fields?.length ? { fields: parameter.fields.slice(0, MOST_FIELDS).map(({ name }) => name) } : {}),
  ...(parameter.description ? { description: brief(parameter.description) } : {}),
});

/** Those that must be given, then those that have most of the words, then the rest as the document has them; the program's own last. */
function sorted(parameters: readonly Parameter[], about: string): Parameter[] {
  const words = about.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const weight = ({ name, description, required, global }: Parameter): number => {
    const text = `${name} ${description ?? ''}`.toLowerCase();
    return (required ? 1_000 : 0) - (global ? 500 : 0) + words.filter((word) => text.includes(word)).length;
  };
  const weighed = parameters.map((parameter) => ({ parameter, weight: weight(parameter) }));
  return weighed.sort((a, b) => b.weight - a.weight).map(({ parameter }) => parameter);
}

function described({ operation, source }: ShownOperation, about: string) {
  const parameters = sorted(operation.parameters, about);
  return {
    ...namesOf(operation),
    ...(operation.description ? { description: brief(operation.description, 600) } : {}),
    parameters: parameters.slice(0, MOST_PARAMETERS).map(describedParameter),
    omitted: Math.max(0, parameters.length - MOST_PARAMETERS),
    examples: (operation.examples ?? [])
      .slice(0, MOST_EXAMPLES)
      .map(({ instruction, call }) => ({ task: brief(instruction), call: brief(call, 500) })),
    ...documentOf(source),
  };
}

/** Fails: `unknown-operation`, with the nearest ones. */
export async function showOperation(service: Service, input: { operation: string; about?: string | undefined }) {
  const shown = await service.show(input.operation);
  return { operations: shown.slice(0, MOST_OPERATIONS).map((one) => described(one, input.about ?? '')) };
}
