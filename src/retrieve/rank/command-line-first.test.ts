import { describe, expect, it } from 'vitest';
import { surfaceBits } from '../index/table.ts';
import { unseenHit } from '../retriever.ts';
import { commandLineFirst } from './command-line-first.ts';

const table = {
  providers: ['kubernetes', 'github'],
  surfaces: Uint8Array.from([surfaceBits(['cli', 'python']), surfaceBits(['http'])]),
};
const order = (request: string, cli: number, http: number): number[] =>
  commandLineFirst(
    [
      { ...unseenHit(0), score: cli },
      { ...unseenHit(1), score: http },
    ],
    request,
    table,
  )
    .sort((a, b) => b.score - a.score)
    .map(({ ordinal }) => ordinal);

describe('the form of a call that nobody named', () => {
  it.each([
    ['delete pod web-1', 3, 4, [0, 1]],
    ['delete pod web-1', 1, 4, [1, 0]],
    ['delete pod web-1 via the API', 3, 4, [1, 0]],
    ['call the REST interface', 3, 4, [1, 0]],
    ['delete the rest', 3, 4, [0, 1]],
    ['scale deployment api to 4', 3, 4, [0, 1]],
    ["with GitHub's api: delete it", 3, 4, [1, 0]],
    ['delete it through the api', 3, 4, [1, 0]],
    ['delete it by an api call', 3, 4, [1, 0]],
  ] as const)('%s, %d against %d', (request, cli, http, expected) => {
    expect(order(request, cli, http)).toEqual(expected);
  });

  it('leaves the best its score', () => {
    const hits = [
      { ...unseenHit(0), score: 1 },
      { ...unseenHit(1), score: 4 },
    ];
    expect(commandLineFirst(hits, 'x', table).map(({ score }) => score)).toEqual([3, 4]);
  });
});
