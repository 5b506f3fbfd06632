import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation, Parameter } from '../schema/operation.ts';
import { diffOperations } from './diff.ts';

const operation = (id: string, parameters: Parameter[], more: Partial<Operation> = {}): Operation => ({
  id,
  provider: 'p',
  name: id,
  kind: 'cli',
  summary: '',
  parameters,
  invocations: [{ surface: 'cli', path: id }],
  origin: { source: 0, pointer: '#' },
  ...more,
});
const option = (name: string, more: Partial<Parameter> = {}): Parameter => ({
  name,
  in: 'option',
  type: 'string',
  ...more,
});
const change = (before: Operation, after: Operation) => diffOperations([before], [after]).changed[0];

describe('diffOperations', () => {
  it.each<[string, Parameter[], Parameter[], object]>([
    ['an option more', [], [option('--a')], { added: ['--a'], breaking: false }],
    ['a required option more', [], [option('--a', { required: true })], { added: ['--a'], breaking: true }],
    ['an option less', [option('--a')], [], { removed: ['--a'], breaking: true }],
    [
      'a type',
      [option('--a')],
      [option('--a', { type: 'integer' })],
      { changed: [{ name: '--a', what: ['type string -> integer'] }], breaking: true },
    ],
    ['now required', [option('--a')], [option('--a', { required: true })], { breaking: true }],
    ['no longer required', [option('--a', { required: true })], [option('--a')], { breaking: false }],
    [
      'a choice more',
      [option('--a', { enum: ['x'] })],
      [option('--a', { enum: ['x', 'y'] })],
      { changed: [{ name: '--a', what: ['also: y'] }], breaking: false },
    ],
    ['a choice less', [option('--a', { enum: ['x', 'y'] })], [option('--a', { enum: ['x'] })], { breaking: true }],
    ['an alias less', [option('--a', { aliases: ['-a'] })], [option('--a')], { breaking: true }],
    [
      'deprecated',
      [option('--a')],
      [option('--a', { deprecated: true })],
      { changed: [{ name: '--a', what: ['now deprecated'] }], breaking: false },
    ],
  ])('%s', (_, before, after, wanted) =>
    expect(change(operation('o', before), operation('o', after))).toMatchObject(wanted),
  );
  it('tells operations that came and went, and paths that moved', () => {
    const moved = operation('b', [], { invocations: [{ surface: 'cli', path: 'b new' }] });
    const diff = diffOperations([operation('a', []), operation('b', [])], [moved, operation('c', [])]);
    expect(diff).toMatchObject({ added: ['c'], removed: ['a'] });
    expect(diff.changed).toMatchObject([{ id: 'b', what: ['its path on cli is now b new'], breaking: true }]);
  });
  it('takes descriptions and orders for no change', () => {
    const before = operation('o', [option('--a', { description: 'x' }), option('--b', { enum: ['1', '2'] })]);
    const after = operation('o', [option('--b', { enum: ['2', '1'] }), option('--a', { description: 'y' })]);
    expect(change(before, after)).toBeUndefined();
  });

  const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', '__proto__'));
  const zoos = names.chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        names.map((list) =>
          operation(
            id,
            list.map((name) => option(name)),
          ),
        ),
      ),
    ),
  );
  it('mirrors: what one way adds, the other removes', () => {
    fc.assert(
      fc.property(zoos, zoos, (a, b) => {
        const [there, back] = [diffOperations(a, b), diffOperations(b, a)];
        expect([there.added, there.removed]).toEqual([back.removed, back.added]);
        expect(there.changed.map(({ id, added, removed }) => [id, added, removed])).toEqual(
          back.changed.map(({ id, added, removed }) => [id, removed, added]),
        );
      }),
    );
  });
  it('finds nothing between a thing and itself', () => {
    fc.assert(
      fc.property(zoos, (a) => {
        expect(diffOperations(a, a)).toEqual({ added: [], removed: [], changed: [] });
      }),
    );
  });
});
