import { describe, expect, it } from 'vitest';
import { isSaid, learnIdioms } from './idioms.ts';
import type { WrittenRequest } from './requests.ts';

const asked = (line: string, text: string, args: Record<string, string>): WrittenRequest => ({
  text,
  line,
  voice: 0,
  kind: 'full',
  meant: [[{ op: 'op', surface: 'http', provider: 'google', args, missing: [] }]],
});

describe('idioms', () => {
  it('are values that several lines mean without saying them', () => {
    const requests = [
      asked('f:1', 'let her edit', {
        role: 'writer',
        bucket: 'press-photos',
        uri: 'gs://press-photos',
        location: 'berlin',
      }),
      asked('f:1', 'she may edit', { role: 'writer' }),
      asked('f:2', 'he edits press-photos', {
        role: 'writer',
        bucket: 'press-photos',
        uri: 'gs://press-photos',
        location: 'berlin',
      }),
      asked('f:3', 'the writer', { role: 'writer', size: '42' }),
      asked('f:4', 'many', { size: '42', mode: 'rare' }),
    ];
    expect(learnIdioms(requests.filter(({ line }) => line !== 'f:2'))).toEqual({});
    expect(learnIdioms(requests)).toEqual({ google: { role: { writer: 2 } } });
  });

  it.each([
    ['press-photos', 'the photos of the press', true],
    ['press-photos', 'the photos', false],
    ['gs://press-photos', 'the photos', true],
    ['me', 'my own', false],
    ['HEAD~1', 'the commit before', false],
  ])('%s is said by %s: %s', (value, request, said) => {
    expect(isSaid(value, (word) => request.includes(word))).toBe(said);
  });
});
