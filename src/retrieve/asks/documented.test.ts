import { describe, expect, it } from 'vitest';
import type { Json, Operation } from '../../schema/operation.ts';
import { asDocumented } from './documented.ts';

const OPERATION: Operation = {
  id: 'az:az group delete',
  provider: 'az',
  name: 'az group delete',
  kind: 'cli',
  summary: 'Delete a group',
  parameters: [
    { name: '--resource-group', in: 'option', type: 'string', aliases: ['--name', '-n'] },
    { name: '--promote', in: 'flag', type: 'boolean', negatable: true },
    { name: '--quiet', in: 'flag', type: 'boolean' },
  ],
  invocations: [{ surface: 'cli', path: 'az group delete' }],
  origin: { source: 0, pointer: '' },
};

const EDIT: Operation = {
  ...OPERATION,
  parameters: [
    { name: 'script', in: 'positional', type: 'string' },
    { name: 'file', in: 'positional', type: 'string', repeats: true },
    { name: '--expression', in: 'option', type: 'string' },
  ],
  groups: [{ parameters: ['script', '--expression'] }],
};

describe('a written call under the names of its document', () => {
  it('leaves the place open in whose stead an option is given', () => {
    const call = { op: 'sed', surface: 'cli' as const, provider: 'sed', missing: [] };
    const written = (args: Record<string, Json>): Record<string, Json> => asDocumented(EDIT, { ...call, args }).args;
    expect(written({ '--expression': 's/a/b/', '<0>': 'x.txt' })).toEqual({ '--expression': 's/a/b/', '<1>': 'x.txt' });
    expect(written({ '<0>': 's/a/b/', '<1>': 'x.txt' })).toEqual({ '<0>': 's/a/b/', '<1>': 'x.txt' });
  });

  it.each<[Record<string, Json>, Record<string, Json>]>([
    [{ '--name': 'rg-lab' }, { '--resource-group': 'rg-lab' }],
    [{ '--resource-group': 'rg-lab' }, { '--resource-group': 'rg-lab' }],
    [{ '--no-promote': true }, { '--promote': 'false' }],
    [{ '--no-promote': 'false' }, { '--promote': 'true' }],
    [
      { '--no-quiet': true, '<0>': '-n' },
      { '--no-quiet': true, '<0>': '-n' },
    ],
  ])('%j', (args, want) => {
    const call = { op: 'az group delete', surface: 'cli', provider: 'azure', args, missing: [] } as const;
    expect(asDocumented(OPERATION, { ...call, missing: ['-n'] })).toMatchObject({
      args: want,
      missing: ['--resource-group'],
    });
  });

  it('a body has no other spellings', () => {
    const call = { op: 'GET /x', surface: 'http', provider: 'x', args: { '-n': 'a' }, missing: [] } as const;
    expect(asDocumented(OPERATION, { ...call, missing: [] }).args).toEqual({ '-n': 'a' });
  });

  it.each<[string[], Record<string, Json>, string[], Record<string, Json>, string[]]>([
    [['[rev', 'file'], { '<0>': 'a.rb' }, [], { '<1>': 'a.rb' }, []],
    [['[rev', 'file'], { '<0>': 'v1', '<1>': 'a.rb' }, [], { '<0>': 'v1', '<1>': 'a.rb' }, []],
    [['[rev', 'file'], {}, ['<0>'], {}, ['<1>']],
    [['source…', 'target'], { '<0>': 'a', '<1>': 'b', '<2>': 'c' }, [], { '<0>': ['a', 'b'], '<1>': 'c' }, []],
    [['[type', '[name', 'labels…'], { '<0>': 'pod/web', '<1>': 'a=b' }, [], { '<0>': 'pod/web', '<2>': 'a=b' }, []],
    [['image', '[words…'], { '<0>': 'i', '<1>': 'ls', '<2>': '-l' }, [], { '<0>': 'i', '<1>': 'ls', '<2>': '-l' }, []],
    // Where one is left open it was said which is meant.
    [['[host', 'port'], { '<1>': '80' }, [], { '<1>': '80' }, []],
  ])('words of %j: %j', (places, args, missing, want, open) => {
    const parameters = places.map((place) => ({
      name: place.replace(/[[…]/g, ''),
      in: 'positional' as const,
      type: 'string' as const,
      ...(place.startsWith('[') ? {} : { required: true as const }),
      ...(place.endsWith('…') ? { repeats: true as const } : {}),
    }));
    const call = { op: 'x', surface: 'cli', provider: 'x', args, missing } as const;
    const { args: got, missing: blanks } = asDocumented({ ...OPERATION, parameters }, { ...call, missing });
    expect([got, blanks]).toEqual([want, open]);
  });
});
