import type { Literal, LiteralType } from '../literal.ts';
import { type CoercionContext, type NamedSchema, nameWords } from './context.ts';
import { pairOf } from './structures.ts';

/** A part of a literal that has a name of its own: the words, what they are, and which coercion this was. */
export interface Part {
  text: string;
  how: string;
}

const OWNER = /^(?:owner|org|organization|workspace|owner name|org name)$/;
const REPOSITORY = /^(?:repo|repository|repo name|repo slug|repository name)$/;
const HOST = /^(?:host|hostname|host name)$/;

const is = (literal: Literal, type: LiteralType): boolean => literal.type === type || literal.also.includes(type);

/**
 * `acme/web` is `acme` for an `owner` and `web` for a `repo` (a command line's `--repo` takes both); `wait=false` is `false` for `--wait`;
 * `db-1:5432` is `db-1` for a `host`. Undefined where the literal is wanted whole.
 */
export function partFor(literal: Literal, schema: NamedSchema, context: CoercionContext): Part | undefined {
  const name = nameWords(schema.name);
  if (is(literal, 'repository') && context.surface !== 'cli') {
    const [owner, repository, ...more] = literal.text.split('/');
    if (owner === undefined || repository === undefined || more.length > 0) return undefined;
    if (OWNER.test(name)) return { text: owner, how: 'owner' };
    if (REPOSITORY.test(name)) return { text: repository, how: 'repository' };
  }
  if (literal.type === 'key-value' && schema.type !== 'object' && schema.type !== 'map' && schema.type !== 'array') {
    const pair = pairOf(literal.text);
    if (pair && nameWords(pair[0]) === name) return { text: pair[1], how: 'value' };
  }
  if (literal.type === 'host-port' && HOST.test(name))
    return { text: literal.text.slice(0, literal.text.lastIndexOf(':')), how: 'host' };
  return undefined;
}
