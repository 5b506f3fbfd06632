import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation, Parameter } from '../schema/operation.ts';
import { diffOperations, isEmptyDiff } from './diff.ts';

function operation(id: string, parameters: Parameter[] = [], path = `POST /${id}`): Operation {
  const invocations = [{ surface: 'http' as const, path, server: 'https://acme.dev' }];
  return {
    id: `acme:${id}`,
    provider: 'acme',
    name: id,
    kind: 'http',
    summary: id,
    parameters,
    invocations,
    origin: { source: 0, pointer: '#' },
  };
}
const size: Parameter = { name: 'size', in: 'body', type: 'string', enum: ['s', 'm', 'l'] };

describe('diffOperations', () => {
  const rows: [string, Parameter, Parameter | undefined, string, boolean][] = [
    ['a parameter that is gone', size, undefined, 'removed', true],
    ['a type', size, { ...size, type: 'integer' }, 'is integer instead of string', true],
    ['a requirement', size, { ...size, required: true }, 'is required now', true],
    ['the end of a requirement', { ...size, required: true }, size, 'is required no more', false],
    ['choices that are gone', size, { ...size, enum: ['s', 'm'] }, 'no more takes l', true],
    ['choices that are new', size, { ...size, enum: ['s', 'm', 'l', 'xl'] }, 'takes xl too', false],
    ['a place', size, { ...size, in: 'query' }, 'stands in the query instead of the body', true],
    ['a new long name', { ...size, name: '-s' }, { ...size, name: '--size', aliases: ['-s'] }, 'was -s', false],
    ['limits', size, { ...size, constraints: { maxLength: 1 } }, 'has the limits maxLength 1 instead of none', true],
  ];
  it.each(rows)('sees %s', (_, before, after, what, breaking) => {
    const { changed } = diffOperations([operation('a', [before])], [operation('a', after ? [after] : [])]);
    expect(changed[0]?.parameters).toEqual([expect.objectContaining({ what, breaking })]);
    expect(changed[0]?.breaking).toBe(breaking);
  });

  it('tells a required new parameter from an optional one', () => {
    const after = [operation('a', [size]), operation('b', [{ ...size, required: true }])];
    const { changed } = diffOperations([operation('a'), operation('b')], after);
    expect(changed.map(({ breaking }) => breaking)).toEqual([false, true]);
  });

  it('knows an operation by its path when its id is new', () => {
    const { added, removed, changed } = diffOperations(
      [operation('a', [], 'GET /x/{id}')],
      [operation('b', [], 'GET /x/{key}')],
    );
    expect([added, removed]).toEqual([[], []]);
    expect(changed[0]?.notes).toContain('was called acme:a');
  });

  it('names what came and went', () => {
    const { added, removed } = diffOperations([operation('a')], [operation('b')]);
    expect([added[0]?.id, removed[0]?.id, removed[0]?.breaking]).toEqual(['acme:b', 'acme:a', true]);
  });

  it('an API does not differ from itself, and its operations are all counted', () => {
    const some = fc
      .uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/))
      .map((names) => names.map((name) => operation(name, [size])));
    fc.assert(
      fc.property(some, some, (before, after) => {
        expect(isEmptyDiff(diffOperations(before, before))).toBe(true);
        const { added, changed, unchanged, removed } = diffOperations(before, after);
        expect(added.length + changed.length + unchanged).toBe(after.length);
        expect(removed.length + changed.length + unchanged).toBe(before.length);
      }),
    );
  });
});
