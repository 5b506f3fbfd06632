import { describe, expect, it } from 'vitest';
import { readBindings } from './read-bindings.ts';
import { NOBODY, sampleLook, sampleReading, sampleTarget } from './sample-look.ts';

/** A reader that points at these words for its only parameter. */
function values(request: string, schema: 'string' | 'integer' | 'array', words: string[], use = 3): unknown[] {
  const shown = [{ ...sampleTarget('--value', schema), required: true }];
  const reading = sampleReading({
    use: [use],
    strongest: [3],
    runs: () => words.map((w) => ({ start: request.indexOf(w), end: request.indexOf(w) + w.length })),
  });
  return readBindings(sampleLook(request, shown), { reading, shown, near: NOBODY }).map(({ value }) => value);
}

describe('what only the reader sees', () => {
  it('is a small word that somebody took for a name', () =>
    expect(values('snapshot before of vol', 'string', ['before'])).toEqual(['before']));

  it('is a title without quotes', () =>
    expect(values('call the request Dark theme tokens please', 'string', ['Dark theme tokens'])).toEqual([
      'Dark theme tokens',
    ]));

  it('ends where its words and literals end', () =>
    expect(values('do it before-hand on api-web-1', 'string', ['befo', 'web'])).toEqual(['before-hand on api-web-1']));

  it('ends before the end of its sentence', () =>
    expect(values('call it Dark theme tokens. Thanks', 'string', ['Dark theme tokens.'])).toContain(
      'Dark theme tokens',
    ));

  it('is what is quoted without its marks', () =>
    expect(values('say `tail -f` then', 'string', ['`tail -f`'])).not.toContain('`tail -f`'));

  it('is one value over what no word parts', () =>
    expect(values('put now, off', 'string', ['now', 'off'])).toEqual(['now', 'off', 'now, off']));

  it('is nothing that a rule has seen before', () => expect(values('drop shop', 'string', ['shop'])).toEqual([]));

  it('keeps to the type of the parameter', () => expect(values('keep before', 'integer', ['before'])).toEqual([]));

  it('is not looked for where no value is', () => expect(values('go before', 'string', ['before'], -5)).toEqual([]));
});
