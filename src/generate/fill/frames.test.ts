import { describe, expect, it } from 'vitest';
import { findLiterals } from '../literals/find-literals.ts';
import { fillFrame, frameOf, isFilled, type Part, Places } from './frames.ts';
import { spansOf } from './spans.ts';

const fill = (parts: readonly Part[], request: string): string | undefined => {
  const literals = findLiterals(request);
  return fillFrame(parts, literals, spansOf(request, literals))[0]?.text;
};
const frame = (ask: string, ...parts: Part[]): Part[] | undefined => frameOf(parts, new Places(ask));

describe('a frame', () => {
  it('needs every literal', () => {
    const parts: Part[] = ['Key=', { type: 'key-value', nth: 0 }];
    expect(fill(parts, 'x team=web')).toBe('Key=team=web');
    expect(fill(parts, 'x team')).toBeUndefined();
  });

  it.each<[string, string, Part[], string, string | undefined]>([
    [
      'words by what stands around them',
      'bump the app container of deployment web',
      ['app=new'],
      'bump the api container of deployment cart',
      'api=new',
    ],
    [
      'the very words',
      'logs of deployment web',
      ['deployment/web'],
      'show me the logs of deployment cart please',
      'deployment/cart',
    ],
    [
      'beside literals',
      'copy <path> out of container edge',
      ['edge:', { type: 'path', nth: 0 }],
      'copy /etc/hosts out of container proxy',
      'proxy:/etc/hosts',
    ],
    ['a word twice', 'mount cache as itself', ['cache:/cache'], 'mount data as itself', 'data:/data'],
    ['nothing where no word stands alike', 'bump the app container', ['app=new'], 'scale everything down', undefined],
  ])('takes %s', (_, ask, parts, request, value) => {
    const found = frame(ask, ...parts);
    expect(found).toBeDefined();
    expect(fill(found!, request)).toBe(value);
  });

  it.each([
    ['one word alone', 'show pods', 'pods'],
    ['no word of the ask', 'undo the last commit', 'HEAD~1'],
    ['a sentence', 'tell them hello there', 'hello there'],
  ])('is not %s', (_, ask, value) => expect(frame(ask, value)).toBeUndefined());

  it('tries the likeliest words, the fittest first', () => {
    const found = frame('raise service web please', 'web=2')!;
    const request = 'raise service cart or service shop please';
    const literals = findLiterals(request);
    expect(fillFrame(found, literals, spansOf(request, literals)).map(({ text }) => text)).toEqual([
      'shop=2',
      'cart=2',
    ]);
  });

  it.each<[string, boolean]>([
    ['cart=6', true],
    ['raise=6', true],
    ['cart=7', false],
    ['cart', false],
    ['front=6', false],
  ])('has %s of a request: %s', (value, want) => {
    const parts: Part[] = [{ word: 'web', before: [], after: [] }, '=', { type: 'number', nth: 0 }];
    const request = 'raise cart to 6';
    const literals = findLiterals(request);
    expect(isFilled(parts, value, literals, spansOf(request, literals))).toBe(want);
  });
});
