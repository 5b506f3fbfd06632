import { describe, expect, it } from 'vitest';
import { CommandTree } from '../../verify/parse/command-tree.ts';
import { isPutForUsual } from './other-words.ts';

/** Two hundred programs, one of which fetches, as a hundredth of them all does. */
const PROGRAMS = Array.from({ length: 200 }, (_, at) => `p${String(at).padStart(3, '0')}`);
const tree = new CommandTree(
  PROGRAMS.flatMap((name, at) => [
    `${name} get`,
    `${name} run`,
    ...(at < 20 ? [`${name} fetch`] : []),
    ...(at === 0 ? [`${name} obtain`] : []),
  ]).sort(),
);
const put = (path: string, word: string, ...commands: string[]) =>
  isPutForUsual(tree, path.split(' '), word, new Map(commands.map((name) => [name, 1])));

describe('words that are put for usual ones', () => {
  it.each([
    ['next to no program has it', 'tool', 'obtain', ['get'], { instead: 'get' }],
    ['nor is there another for it', 'tool', 'list-all', ['run'], { instead: undefined }],
    ['many have it, this one has another', 'tool', 'fetch', ['show'], { instead: 'show' }],
    ['many have it: its document may be silent', 'tool', 'fetch', ['run'], undefined],
    ['a usual word', 'tool', 'get', ['show'], undefined],
    ['a word of its own', 'tool', 'frobnicate', ['get'], undefined],
    ['an alias of a user', 'git', 'obtain', ['show'], undefined],
    ['no alias further down', 'git remote', 'obtain', ['show'], { instead: 'show' }],
    ['a plug-in', 'helm', 'fetch', ['get'], undefined],
    ['hardly a plug-in', 'helm', 'obtain', ['get'], { instead: 'get' }],
  ] as const)('%s: %s %s', (_, path, word, commands, expected) => {
    expect(put(path, word, ...commands)).toEqual(expected);
  });
});
