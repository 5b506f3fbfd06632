import type { Operation } from '../../schema/operation.ts';
import { tokenize } from '../tokenize.ts';
import type { Bm25, Entry } from './build.ts';

export const DOCUMENT_BM25: Bm25 = { k1: 1.2, b: 0.5 };

/** How much a word says about an operation, by where it stands in the document. */
const WEIGHTS = { name: 3, provider: 1.5, summary: 2, description: 0.8, parameter: 0.4, required: 0.8, example: 0.6 };
const MAX_PARAMETERS = 40;
const MAX_EXAMPLES = 4;

/** The weighted terms of an operation's document. Literal values in examples are left as they are: they are few. */
export function* documentTerms(operation: Operation): Generator<[string, number]> {
  const give = function* (text: string | undefined, weight: number): Generator<[string, number]> {
    if (text) for (const term of tokenize(text)) yield [term, weight];
  };
  const names = new Set(
    operation.invocations.map((i) => (i.surface === 'http' ? i.path.replace(/\{[^}]*\}/g, ' ') : i.path)),
  );
  // The command line and the SDK name say the same words; the first is enough, with the document's own name.
  const [path = ''] = names;
  yield* give(path.split(' ').slice(1).join(' '), WEIGHTS.name);
  if (!path.includes(operation.name)) yield* give(operation.name, WEIGHTS.name / 2);
  yield* give(operation.provider, WEIGHTS.provider);
  if (operation.service && operation.service !== operation.provider) yield* give(operation.service, WEIGHTS.provider);
  yield* give(operation.summary, WEIGHTS.summary);
  yield* give(operation.description?.slice(0, 300), WEIGHTS.description);
  let parameters = 0;
  for (const p of operation.parameters) {
    if (p.global || p.deprecated) continue;
    if (++parameters > MAX_PARAMETERS) break;
    yield* give(p.name, p.required ? WEIGHTS.required : WEIGHTS.parameter);
  }
  for (const example of operation.examples?.slice(0, MAX_EXAMPLES) ?? [])
    yield* give(example.instruction, WEIGHTS.example);
}

export function documentEntry(operation: Operation, owner: number): Entry {
  return { owner, terms: documentTerms(operation) };
}
