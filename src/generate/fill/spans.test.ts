import { describe, expect, it } from 'vitest';
import { findLiterals } from '../literals/find-literals.ts';
import { spansOf } from './spans.ts';

const phrases = (request: string): string[] =>
  spansOf(request, findLiterals(request))
    .filter(({ kind }) => kind === 'phrase')
    .map(({ text }) => text);

describe('phrases', () => {
  it.each<[string, string]>([
    ['in database shop run SELECT COUNT(*) FROM Users', 'SELECT COUNT(*) FROM Users'],
    ['run SHOW TABLES on the replica', 'SHOW TABLES'],
    ['rename it to say: good morning all', 'good morning all'],
  ])('%s', (request, phrase) => expect(phrases(request)).toContain(phrase));

  it.each(['show tables', 'select the second one', 'update all packages'])('none in %s', (request) =>
    expect(phrases(request)).toEqual([]),
  );
});

describe('words', () => {
  it.each<[string, string[]]>([
    ["remove release9 from shop's history", ['remove', 'release9', 'shop', 'history']],
    ["what are kubernetes' repositories", ['kubernetes', 'repositories']],
    ['don’t touch mika’s things', ['don’t', 'touch', 'mika', 'things']],
  ])('%s', (request, words) =>
    expect(
      spansOf(request, findLiterals(request))
        .filter((span) => span.kind === 'word' || span.kind === 'name')
        .map(({ text }) => text),
    ).toEqual(words),
  );
});

describe('parts', () => {
  it.each<[string, string[]]>([
    ['let 3389/tcp in', ['part:port 3389', 'part:protocol tcp']],
    ['let tcp/22 in', ['part:protocol tcp', 'part:port 22']],
  ])('%s', (request, parts) =>
    expect(
      spansOf(request, findLiterals(request))
        .filter(({ kind }) => kind.startsWith('part:'))
        .map(({ kind, text }) => `${kind} ${text}`),
    ).toEqual(parts),
  );
});
