import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLiterals } from '../generate/literals/find-literals.ts';
import { phrasesOf } from './phrases.ts';
import { withState } from './us-cities.ts';

const found = (request: string, kind: string) =>
  phrasesOf(request, findLiterals(request))
    .filter((phrase) => phrase.kind === kind)
    .map(({ text, literal }) => (kind === 'number' ? literal.text : kind === 'list' ? literal.text : text));

describe('phrasesOf', () => {
  it.each([
    ['name', 'movies with Cristiano Ronaldo in New York, NY. Could you?', ['Cristiano Ronaldo', 'New York, NY']],
    ['name', 'films directed by Guillermo del Toro on March 3rd', ['Guillermo del Toro']],
    ['number', 'a person of 150lbs with 2.5 million shares', ['2500000', '150']],
    ['list', 'the distance of (3,4) and [1, 2]', ['[3,4]', '[1, 2]']],
    ['list', 'the weather in Rome, Paris and Bonn', ['Rome, Paris and Bonn']],
  ])('finds each %s in %j', (kind, request, wanted) =>
    expect(found(request, kind)).toEqual(expect.arrayContaining(wanted)),
  );
  it('gives ranges of the request', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (request) => {
        for (const { start, end, text } of phrasesOf(request, findLiterals(request)))
          expect(request.slice(start, end)).toBe(text);
      }),
    );
  });
  it('takes time that grows with the text, not with its square', () => {
    const request = 'A, B and C of the d e f '.repeat(400);
    const started = performance.now();
    phrasesOf(request, []);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('withState', () => {
  it('adds the state only where the document asks for it', () => {
    expect(withState('Seattle', 'The city and state, e.g. San Francisco, CA')).toBe('Seattle, WA');
    expect(withState('Seattle', 'The city')).toBe('Seattle');
    expect(withState('Atlantis', 'City, State')).toBe('Atlantis');
  });
});
