import { describe, expect, it } from 'vitest';
import { findLiterals } from '../literals/find-literals.ts';
import { Casebook } from './cases.ts';
import { NOBODY, sampleTarget } from './sample-look.ts';
import { spansOf } from './spans.ts';
import type { Target } from './targets.ts';
import { Telling } from './telling.ts';

const option = (name: string, tokens: string[], words: string[] = [], aliases: string[] = []): Target => {
  const target = sampleTarget(name);
  return { ...target, tokens, words: new Set(words), parameter: { ...target.parameter, aliases } };
};
const NETRC = option('--netrc-file', ['netrc', 'file'], ['file', 'login']);
const OUTPUT = option('--output', ['output'], ['write', 'file']);
const LAUNCH = option('--launch-browser', ['launch', 'browser'], [], ['-b']);

const told = (request: string, targets = [NETRC, OUTPUT, LAUNCH], casebook: Casebook = NOBODY): Telling =>
  new Telling({
    request,
    targets,
    requestTerms: new Set(request.toLowerCase().match(/[a-z]+/g)),
    operationTerms: new Set(['curl']),
    rarity: () => 2,
    casebook,
    associations: {
      typeTail: new Map(),
      typeName: new Map([['path|--output', 1.5]]),
      beforeTail: new Map(),
      afterTail: new Map(),
      beforeName: new Map(),
      afterName: new Map(),
      wordValue: new Map(),
      usage: new Map(),
    },
  });

const spanOf = (request: string, text: string) => spansOf(request, findLiterals(request)).find((s) => s.text === text)!;

describe('what the words of a request tell of parameters', () => {
  it('a word is worth the more the fewer have it, and nothing where it names the operation', () => {
    const { names, words } = told('curl: the login, and a file to write');
    expect(names.of(NETRC)).toBe(2 / 2);
    expect(words.of(NETRC)).toBe(2 + 1);
    expect(words.of(OUTPUT)).toBe(2 + 1);
    expect(names.rivalOf(NETRC)).toBe(0);
    expect(names.rivalOf(OUTPUT)).toBe(1);
  });

  it('the value itself tells', () => {
    const request = 'log in with /etc/ci/netrc';
    expect(told(request).own(spanOf(request, '/etc/ci/netrc')).names.of(NETRC)).toBeGreaterThan(0);
    expect(told(request).own(spanOf(request, '/etc/ci/netrc')).names.of(OUTPUT)).toBe(0);
  });

  it('of the words around a value the nearest tell most', () => {
    const request = 'output of it all goes to /tmp/a at once, and the login stays in /tmp/b';
    const telling = told(request);
    expect(telling.near(spanOf(request, '/tmp/b')).of(NETRC)).toBeGreaterThan(
      telling.near(spanOf(request, '/tmp/a')).of(NETRC),
    );
    expect(telling.type(spanOf(request, '/tmp/b')).rivalOf(NETRC)).toBe(1.5);
  });

  it('words that no ask of the operation has are new', () => {
    const asked = Casebook.ofAll([{ text: 'write it to a file', line: 'a', arguments: {} }]);
    const { novel } = told('login, write', [NETRC, OUTPUT], asked);
    expect(novel.of(NETRC)).toBe(2);
    expect(novel.of(OUTPUT)).toBe(1);
  });

  it.each([
    ['-b /tmp/x', 1],
    ['open -b, later /tmp/x', 0.5],
    ['browser /tmp/x', 0],
  ])('an option as it is typed: %s', (request, want) => {
    expect(told(request).spelled(LAUNCH, spanOf(request, '/tmp/x'))).toBe(want);
  });

  it.each([
    ['log in without launching a browser', true],
    ["don't open the browser", true],
    ['launch the browser', false],
    ['nothing else. launch', false],
  ])('denied: %s', (request, want) => {
    const stems = option('--launch-browser', ['launch', 'browser']);
    expect(told(request, [stems]).denied(stems)).toBe(want);
  });

  it("a share of an option is said by each of its words, apart from the operation's", () => {
    const telling = told('launch netrc');
    expect(telling.shares.of(LAUNCH)).toBe(0.5);
    expect(telling.shares.of(NETRC)).toBe(0.5);
    expect(telling.shares.of(OUTPUT)).toBe(0);
  });

  it("a word of the asks is seldom somebody's value", () => {
    const asked = Casebook.ofAll([{ text: 'log in to it', line: 'a', arguments: {} }]);
    const request = 'login with carol';
    const mentioned = (word: string): number => told(request, [NETRC], asked).word(spanOf(request, word))[2]!;
    expect(mentioned('carol')).toBe(0);
    expect(told('log with carol', [NETRC], asked).word(spanOf('log with carol', 'log'))[2]).toBe(1);
    expect(told(request, [NETRC], asked).word(undefined)).toEqual([0, 0, 0, 0]);
  });

  it.each([
    ['launch the browser', true],
    ['no browser launch', false],
    ['launch it', false],
  ])('affirmed: %s', (request, want) => {
    expect(told(request).affirmed(LAUNCH)).toBe(want);
  });
});
