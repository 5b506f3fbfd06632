import { nameWords } from '../generate/coerce/context.ts';
import { withSynonyms } from '../retrieve/terms.ts';
import { termsOf } from '../retrieve/tokenize.ts';
import type { FunctionSpec } from './schema-operation.ts';

/** Words that every function's document has. */
const EMPTY = new Set(
  termsOf(
    'get find calculate compute retrieve return returns fetch given based specific specified provide provided use used using function api data information value values result list number name details detail show tell give want need type default optional required string integer',
  ),
);

const CHOICE = 1;

export interface Described {
  /** Weighted terms of name and description, and of the parameters. */
  head: Map<string, number>;
  body: Set<string>;
  /** Choices of parameters: to say one is nearly to name the function. */
  choices: string[];
}

export function described({ name, description = '', parameters }: FunctionSpec): Described {
  const head = new Map<string, number>();
  for (const term of termsOf(description)) if (!EMPTY.has(term)) head.set(term, 1);
  for (const term of termsOf(nameWords(name))) head.set(term, EMPTY.has(term) ? 0.3 : 2);
  const body = new Set<string>();
  for (const [key, schema] of Object.entries(parameters?.properties ?? {}))
    for (const term of termsOf(`${nameWords(key)} ${schema.description ?? ''} ${(schema.enum ?? []).join(' ')}`))
      if (!EMPTY.has(term)) body.add(term);
  const choices = Object.values(parameters?.properties ?? {})
    .flatMap((schema) => schema.enum ?? [])
    .filter((choice): choice is string => typeof choice === 'string' && choice.length > 3);
  return { head, body, choices };
}

/** How much of a function's name and description a request says, by weight; 0 … 1 and the words in common. */
export function relevance(request: string, { head, body, choices }: Described): { score: number; common: number } {
  const said = withSynonyms(new Map(termsOf(request).map((term) => [term, 1])));
  let [hit, all, common, beside] = [0, 0, 0, 0];
  for (const [term, weight] of head) {
    const value = weight * 1.3;
    all += Math.min(value, 4);
    const said1 = said.get(term) ?? 0;
    hit += said1 * value;
    if (said1 > 0 && !EMPTY.has(term)) common += said1 * weight;
  }
  for (const term of body) if (said.get(term) === 1 && !head.has(term)) beside++;
  const low = ` ${request.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  if (
    choices.some((choice) =>
      low.includes(
        ` ${choice
          .toLowerCase()
          .replace(/[^\p{L}\p{N}]+/gu, ' ')
          .trim()} `,
      ),
    )
  )
    common += CHOICE;
  return { score: all === 0 ? 0 : hit / Math.sqrt(all) + 0.25 * beside, common: common + 0.25 * beside };
}
