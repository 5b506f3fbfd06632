import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ingested, Operation, Parameter } from '../schema/operation.ts';
import { keysOf, mergeIngested } from './merge.ts';

const source = (name: string) => ({ package: name, version: '1', licence: 'MIT' });

function command(path: string, parameters: Parameter[] = [], more: Partial<Operation> = {}): Operation {
  return {
    id: `git:${path}`,
    provider: 'git',
    name: path,
    kind: 'cli',
    summary: `${path} of winner`,
    parameters,
    invocations: [{ surface: 'cli', path }],
    origin: { source: 0, pointer: path },
    ...more,
  };
}

function ingested(name: string, operations: Operation[], more: Partial<Ingested> = {}): Ingested {
  return { provider: 'git', sources: [source(name)], operations, types: {}, skipped: [], ...more };
}

const flag = (name: string, ...aliases: string[]): Parameter => ({
  name,
  in: 'flag',
  type: 'boolean',
  ...(aliases.length ? { aliases } : {}),
});

function join(winner: Operation, other: Operation, more: Partial<Ingested> = {}): Operation {
  const [merged] = mergeIngested([
    { ingested: ingested('old', [other]), precedence: 1 },
    { ingested: ingested('new', [winner], more), precedence: 2 },
  ]);
  expect(merged?.operations).toHaveLength(1);
  return merged?.operations[0] as Operation;
}

describe('joining sources of a provider', () => {
  it('takes the winner and fills missing descriptions', () => {
    const old = { ...flag('--all'), description: 'Everything' };
    const got = join(
      command('git log', [flag('--all')]),
      command('git log', [old], { summary: 'old words', description: 'long' }),
    );
    expect(got.summary).toBe('git log of winner');
    expect(got.description).toBe('long');
    expect(got.parameters).toEqual([old]);
  });

  it.each([
    ['git', 'history', 'history'],
    ['log', 'history', 'log'],
    ['git', undefined, 'git'],
  ])('a service that is only the program gives way: %s, %s', (own, others, want) => {
    const got = join(
      command('git log', [], { service: own }),
      command('git log', [], others === undefined ? {} : { service: others }),
    );
    expect(got.service).toBe(want);
  });

  it('knows an option by any of its spellings and keeps the canonical name', () => {
    const got = join(command('git log', [flag('--max-count', '-n')]), command('git log', [flag('-n', '--number')]));
    expect(got.parameters).toEqual([flag('--max-count', '-n', '--number')]);
  });

  it('adds options that the winner lacks, unless its list is whole', () => {
    const old = command('git log', [flag('--old')]);
    expect(join(command('git log'), old).parameters).toEqual([flag('--old')]);
    expect(join(command('git log'), old, { whole: ['git:git log'] }).parameters).toEqual([]);
  });

  it('does not mix two lists of positionals', () => {
    const positional = (name: string): Parameter => ({ name, in: 'positional', type: 'string' });
    const old = command('git log', [positional('a'), positional('b')]);
    expect(join(command('git log', [positional('path')]), old).parameters.map(({ name }) => name)).toEqual(['path']);
    expect(join(command('git log'), old).parameters.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('joins by another spelling of the path', () => {
    const winner = command('docker ps', [], {
      invocations: [
        { surface: 'cli', path: 'docker ps' },
        { surface: 'cli', path: 'docker container ls' },
      ],
    });
    expect(join(winner, command('docker container ls')).name).toBe('docker ps');
  });

  it('takes a program home to its provider', () => {
    const operation = command('kubectl get', [], { id: 'kubectl:kubectl get', provider: 'kubectl' });
    const [merged] = mergeIngested([
      { ingested: { ...ingested('a', [operation]), provider: 'kubectl' }, precedence: 1 },
    ]);
    expect(merged?.provider).toBe('kubernetes');
    expect(merged?.operations[0]).toMatchObject({ id: 'kubernetes:kubectl get', provider: 'kubernetes' });
  });

  it('moves origins to the joined sources and renames types of another shape', () => {
    const parameter: Parameter = { name: 'body', in: 'body', type: 'object', ref: 'Item' };
    const [merged] = mergeIngested([
      { ingested: ingested('a', [command('a')], { types: { Item: { type: 'string' } } }), precedence: 2 },
      {
        ingested: ingested('b', [command('b', [parameter])], {
          types: { Item: { type: 'object', fields: [{ name: 'self', type: 'object', ref: 'Item' }] } },
        }),
        precedence: 1,
      },
    ]);
    expect(merged?.sources.map(({ package: name }) => name)).toEqual(['a', 'b']);
    expect(merged?.operations[1]?.origin.source).toBe(1);
    expect(merged?.operations[1]?.parameters[0]?.ref).toBe('Item~2');
    expect(merged?.types['Item~2']?.fields?.[0]?.ref).toBe('Item~2');
  });
});

const paths = fc.constantFrom('git a', 'git b', 'git c', 'git d', 'git e');
const options = fc
  .uniqueArray(fc.constantFrom('--all', '--force', '-f', '--quiet', '-q'), { maxLength: 3 })
  .map((names) => names.map((name) => flag(name)));
const operation = fc.tuple(paths, fc.option(paths, { nil: undefined }), options).map(([path, other, parameters]) =>
  command(path, parameters, {
    invocations: [...new Set([path, other ?? path])].map((one) => ({ surface: 'cli' as const, path: one })),
  }),
);
const part = fc
  .record({
    operations: fc.uniqueArray(operation, { selector: ({ id }) => id, maxLength: 5 }),
    precedence: fc.integer({ min: 0, max: 3 }),
    name: fc.constantFrom('a', 'b', 'c'),
  })
  .map(({ operations, precedence, name }) => ({ ingested: ingested(name, operations), precedence }));

describe('any parts', () => {
  it('lose no way of calling, and merging again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
        const once = mergeIngested(parts);
        const keys = new Set(once.flatMap(({ operations }) => operations.flatMap((one) => keysOf(one))));
        for (const { ingested: given } of parts) {
          for (const one of given.operations) {
            for (const key of keysOf(one)) if (key.startsWith('cli')) expect(keys).toContain(key);
          }
        }
        expect(mergeIngested(once.map((given) => ({ ingested: given, precedence: 1 })))).toEqual(once);
      }),
    );
  });
});

describe('common options', () => {
  it('are kept, the higher precedence first, a lower one adding what it alone has', () => {
    const option = (name: string, description: string): Parameter => ({
      name,
      in: 'option',
      type: 'string',
      description,
    });
    const [merged] = mergeIngested([
      {
        ingested: ingested('old', [], { globals: { git: [option('-C', 'old'), option('--bare', 'old')] } }),
        precedence: 1,
      },
      { ingested: ingested('new', [], { globals: { git: [option('-C', 'new')] } }), precedence: 2 },
    ]);
    expect(merged?.globals).toEqual({ git: [option('-C', 'new'), option('--bare', 'old')] });
  });
});
