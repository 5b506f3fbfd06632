import { describe, expect, it } from 'vitest';
import type { Reading } from '../../model/reader.ts';
import { findLiterals } from '../literals/find-literals.ts';
import { bindings } from './candidates.ts';
import { Casebook } from './cases.ts';
import type { FirstLook } from './fill.ts';
import { readBindings } from './read-bindings.ts';
import { spansOf } from './spans.ts';
import type { Target } from './targets.ts';

const NOBODY = Casebook.of([]);
const context = { provider: 'x', surface: 'cli', now: new Date('2026-01-15T12:00:00Z') } as const;

const target = (name: string, type: 'string' | 'integer' | 'array'): Target => ({
  name,
  key: name,
  parameter: { name, in: 'option', type },
  schema: { name, type, ...(type === 'array' ? { items: { type: 'string' } } : {}) },
  required: true,
  depth: 0,
  slot: -1,
  many: type === 'array',
  tokens: [],
  words: new Set(),
  vocabulary: () => new Set(),
});

function look(request: string, targets: Target[]): FirstLook {
  const spans = spansOf(request, findLiterals(request));
  return {
    targets,
    bindings: bindings(spans, targets, NOBODY, context).map((b) => ({ ...b, first: 0 })),
    constants: [],
    background: { casesUse: () => 0, usage: () => 0, share: () => 0, lines: 0, expected: () => false },
    request,
    spans,
    context,
  };
}

/** A reader that points at these words for its only parameter. */
function values(request: string, schema: 'string' | 'integer' | 'array', words: string[], use = 3): unknown[] {
  const shown = [target('--value', schema)];
  const reading: Reading = {
    serves: 1,
    use: [use],
    strongest: [3],
    choice: () => undefined,
    span: () => undefined,
    runs: () => words.map((w) => ({ start: request.indexOf(w), end: request.indexOf(w) + w.length })),
  };
  return readBindings(look(request, shown), { reading, shown, near: NOBODY }).map(({ value }) => value);
}

describe('what only the reader sees', () => {
  it('is a small word that somebody took for a name', () =>
    expect(values('snapshot before of vol', 'string', ['before'])).toEqual(['before']));

  it('is a title without quotes', () =>
    expect(values('call the request Dark theme tokens please', 'string', ['Dark theme tokens'])).toEqual([
      'Dark theme tokens',
    ]));

  it('ends where its words and literals end', () =>
    expect(values('do it before-hand on api-web-1', 'string', ['befo', 'web'])).toEqual([]));

  it('is one value over what no word parts', () =>
    expect(values('put now, off', 'string', ['now', 'off'])).toEqual(['now', 'off', 'now, off']));

  it('is nothing that a rule has seen before', () => expect(values('drop shop', 'string', ['shop'])).toEqual([]));

  it('keeps to the type of the parameter', () => expect(values('keep before', 'integer', ['before'])).toEqual([]));

  it('is not looked for where no value is', () => expect(values('go before', 'string', ['before'], -5)).toEqual([]));
});
