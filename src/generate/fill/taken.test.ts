import { describe, expect, it } from 'vitest';
import type { Argument, Call } from '../../schema/call.ts';
import { findLiterals } from '../literals/find-literals.ts';
import { shareTaken } from './taken.ts';

const REQUEST = 'copy s3://one/a to s3://two/b';
const call = (...args: Argument['from'][]): Call => ({
  operation: 'aws:s3 cp',
  surface: 'cli',
  arguments: args.map((from, n) => ({ name: `<${n}>`, value: '', from })),
  missing: [],
});
const from = (text: string): Argument['from'] => {
  const start = REQUEST.indexOf(text);
  return { kind: 'request', start, end: start + text.length };
};

describe('the share of literals that calls take', () => {
  const literals = findLiterals(REQUEST);

  it.each([
    ['none', [call()], 0],
    ['one of two', [call(from('s3://one/a'))], 0.5],
    ['both in one call', [call(from('s3://one/a'), from('s3://two/b'))], 1],
    ['both in two calls', [call(from('s3://one/a')), call(from('s3://two/b'))], 1],
    ['a default is nobody’s literal', [call({ kind: 'default' })], 0],
  ])('%s', (_, calls, share) => expect(shareTaken(literals, calls)).toBe(share));

  it('is all of nothing', () => expect(shareTaken([], [call()])).toBe(1));
});
