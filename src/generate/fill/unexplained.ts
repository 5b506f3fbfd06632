import { type Terms, withSynonyms } from '../../retrieve/terms.ts';
import { termsOf } from '../../retrieve/tokenize.ts';
import type { Operation } from '../../schema/operation.ts';

/** How many words a request has beside its literals, and how many of them the operations' names and summaries leave unexplained: those may mean something more. */
export interface Unexplained {
  words: number;
  left: number;
}

/** A literal's type, a file's ending and what stands within names are no words of the request. */
export const plainTerms = (terms: Terms): string[] =>
  [...terms].filter(([term, weight]) => weight === 1 && !/^[<.]/.test(term)).map(([term]) => term);

export function unexplained(plain: readonly string[], ...operations: readonly Operation[]): Unexplained {
  const own = operations.flatMap(({ invocations, name, summary }) =>
    termsOf(`${invocations[0]?.path ?? name} ${summary}`),
  );
  const explained = withSynonyms(new Map(own.map((term) => [term, 1])));
  return { words: plain.length, left: plain.filter((term) => !explained.has(term)).length };
}
