import { describe, expect, it } from 'vitest';
import { unseenHit } from '../retriever.ts';
import { standInsLast } from './stand-ins.ts';

const order = (request: string, providers: readonly string[], scores: readonly number[]): (string | undefined)[] =>
  standInsLast(
    scores.map((score, ordinal) => ({ ...unseenHit(ordinal), score })),
    request,
    { providers: [...providers], provider: Uint16Array.from(providers.keys()) },
  )
    .sort((a, b) => b.score - a.score)
    .map(({ ordinal }) => providers[ordinal]);

describe('tools that stand in for better known ones', () => {
  it.each([
    ['list files in /tmp', ['lsd', 'ls'], [3, 2], ['ls', 'lsd']],
    ['list files in /tmp with lsd', ['lsd', 'ls'], [3, 2], ['lsd', 'ls']],
    ['list files in /tmp', ['lsd', 'ls'], [5, 2], ['lsd', 'ls']],
    ['show it in colours', ['bat', 'ls'], [3, 2], ['bat', 'ls']],
  ])('%s: %j, %j', (request, providers, scores, expected) => {
    expect(order(request, providers, scores)).toEqual(expected);
  });
});
