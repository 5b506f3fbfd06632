import type { Operation } from '../../schema/operation.ts';
import { termsOf } from '../tokenize.ts';
import type { Ranked } from './verdict.ts';

/** Fewer words are said by chance: `list users`. */
const LEAST = 3;

/** Words of a text as a set, an option's or a command's joints taken apart. */
const wordsOf = (text: string): ReadonlySet<string> => new Set(termsOf(text.replace(/[-_./]/g, ' ')));

/** `path`: a command's, as it is typed. The program need not be named. */
function areName(said: ReadonlySet<string>, path: string): boolean {
  const own = wordsOf(path);
  const [program = ''] = path.split(' ');
  const programs = wordsOf(program);
  return (
    said.size >= LEAST &&
    [...said].every((word) => own.has(word)) &&
    [...own].every((word) => said.has(word) || programs.has(word))
  );
}

/** What a name that was said in full is worth in the ranker's score, above the best. */
const SAID = 1;

/** Whether a request says the own words of one of the operation's commands and nothing else: "get my mturk account balance" is `aws mturk get-account-balance`. */
export const isNamed = (request: string, { invocations }: Operation): boolean => {
  const said = wordsOf(request);
  return invocations.some(({ surface, path }) => surface === 'cli' && areName(said, path));
};

/** The hits, best first, with the one among the first `most` in front whose own words are the request. `operationOf`: of a hit's ordinal. */
export function namedFirst(
  ranked: readonly Ranked[],
  most: number,
  request: string,
  operationOf: (ordinal: number) => Operation,
): Ranked[] {
  const [best] = ranked;
  const named = ranked.slice(0, most).find(({ ordinal }) => isNamed(request, operationOf(ordinal)));
  if (!best || !named || named === best) return [...ranked];
  return [{ ...named, score: best.score + SAID }, ...ranked.filter((hit) => hit !== named)];
}
