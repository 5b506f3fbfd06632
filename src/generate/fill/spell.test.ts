import { describe, expect, it } from 'vitest';
import { findLiterals } from '../literals/find-literals.ts';
import { spelling } from './spell.ts';
import type { Target } from './targets.ts';

const spell = (provider: string, request: string, before: string, after: string, description = ''): string => {
  const schema = { name: '--value', type: 'string' as const, description };
  const [literal] = findLiterals(request);
  return spelling({ schema } as Target, { provider, surface: 'cli' })(literal!, before, after);
};

describe('a literal within a structure', () => {
  it.each([
    ['a count of the unit that the field names', 'aws', 'for a week', 'Days=', '', '7'],
    ['as the program writes sizes', 'kubernetes', 'half a gig', 'memory=', '', '512Mi'],
    ['with what stands before it', 'find', '500 megabytes', '+', '', '500M'],
    ['a number in words', 'docker', 'six of them', 'web=', '', '6'],
    ['as a count is said before a word', 'linux', 'files of the last 2 days', '', ' ago', '2 days'],
    ['and after one', 'slack', 'ping me in 20 minutes', 'in ', '', '20 minutes'],
    ['as it stands', 'docker', 'colour=blue', 'env:', '', 'colour=blue'],
  ])('%s', (_, provider, request, before, after, written) =>
    expect(spell(provider, request, before, after)).toBe(written),
  );

  it('behind a sign counts in the unit of the parameter', () =>
    expect(spell('find', 'older than 2 weeks', '+', '', 'Modified, in days')).toBe('14'));

  it.each([
    ['in half an hour', '30'],
    ['in a quarter of an hour', '15'],
    ['in 2 hours', '2'],
  ])('and where it has none, in the largest that leaves no fraction: %s', (request, count) =>
    expect(spell('shutdown', request, '+', '')).toBe(count),
  );
});
