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

describe('a written call under the names of its document', () => {
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
});
