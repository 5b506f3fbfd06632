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
    ['titled Map tiles missing and label it frontend', 'Map tiles missing'],
    ['a message saying Line 3 runs late (subject: Delay)', 'Line 3 runs late'],
  ])('%s', (request, phrase) => expect(phrases(request)).toContain(phrase));

  it.each(['show tables', 'select the second one', 'update all packages', 'tag it with message "May freeze"'])(
    'none in %s',
    (request) => expect(phrases(request)).toEqual([]),
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

describe('a thing in a cluster', () => {
  const spans = (request: string): string[] =>
    spansOf(request, findLiterals(request)).map(({ kind, text, before }) => `${kind} ${text} <${before[0] ?? ''}`);

  it('is its kind and its name, and both in one', () =>
    expect(spans('restart deployment/web-1')).toEqual([
      'word restart <',
      'name deployment/web-1 <restart',
      'word deployment <restart',
      'name web-1 <deployment',
    ]));

  it('has a name that may be a word', () => expect(spans('restart sts/kafka')).toContain('word kafka <sts'));

  it.each(['push feature/web-1', 'see pod/a/b'])('not in %s', (request) =>
    expect(spans(request).filter((span) => /^(?:word|name) (?:web-1|b) /.test(span))).toEqual([]),
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
