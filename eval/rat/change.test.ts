import { describe, expect, it } from 'vitest';
import type { Operation } from '../../src/schema/operation.ts';
import { MemoryZoo } from '../../src/zoo/memory.ts';
import { type Asked, CHANGES, formerOperation, parameterOf } from './change.ts';
import { SwappedZoo } from './swapped-zoo.ts';
import { nextValue, renamed, renamedVerb } from './words.ts';

const STOP: Operation = {
  id: 'aws:ec2.StopInstances',
  provider: 'aws',
  service: 'ec2',
  name: 'StopInstances',
  kind: 'cli',
  summary: 'Stop instances',
  parameters: [
    {
      name: '--instance-ids',
      in: 'option',
      type: 'array',
      items: { type: 'string' },
      required: true,
      names: { python: 'InstanceIds' },
    },
    { name: '--force', in: 'flag', type: 'boolean', aliases: ['-f', '--hard'], excludes: ['--mode'] },
    { name: '--mode', in: 'option', type: 'string', enum: ['gp2', 'io1'] },
    { name: '--reason', in: 'option', type: 'string' },
  ],
  invocations: [
    { surface: 'cli', path: 'aws ec2 stop-instances' },
    { surface: 'python', path: 'ec2.stop_instances', package: 'boto3' },
  ],
  origin: { source: 0, pointer: '' },
};
const ASKED: Asked = {
  request: 'stop i-1 in mode gp2 for repair',
  surface: 'cli',
  op: 'aws ec2 stop-instances',
  args: { '--instance-ids': 'i-1', '--mode': 'gp2', '--reason': 'repair' },
  missing: [],
};
const changed = (name: string, asked = ASKED, operation = STOP) => CHANGES[name]!(operation, asked, (schema) => schema);

describe('other words', () => {
  it.each([
    ['--bucket-name', '--container-label'],
    ['InstanceIds', 'MachineIdentifiers'],
    ['per_page', 'per_page_value'],
    ['dryRun', 'dryExecute'],
  ])('%s becomes %s', (name, other) => {
    expect(renamed(name)).toBe(other);
  });

  it('keep the style of verbs and values', () => {
    expect(renamed('--tty', true)).toBe('--with-tty');
    expect(renamedVerb('stop-instances')).toBe('halt-instances');
    expect(renamedVerb('create_bucket')).toBe('provision_bucket');
    expect(nextValue('gp2', ['gp2', 'gp3'])).toBe('gp4');
    expect(nextValue('INTELLIGENT_TIERING', [])).toBe('INTELLIGENT_TIERING_PLUS');
    expect(nextValue('json', [])).toBe('json-plus');
  });
});

describe('a changed document', () => {
  it.each(Object.keys(CHANGES))('with "%s" knows every name of its right call, and none that are gone', (name) => {
    const now = changed(name)!;
    expect(now.operation.invocations.some((way) => way.path === now.op)).toBe(true);
    for (const key of [...Object.keys(now.args), ...now.missing])
      expect(parameterOf(now.operation, 'cli', key)).toBeDefined();
    for (const key of now.gone.parameters) expect(parameterOf(now.operation, 'cli', key)).toBeUndefined();
  });

  it('asks for the new choice, and leaves the new required parameter blank', () => {
    expect(changed('new choice asked for')).toMatchObject({
      request: 'stop i-1 in mode gp3 for repair',
      args: { '--mode': 'gp3' },
    });
    expect(changed('new required parameter')!.missing).toHaveLength(1);
  });

  it('renames on every surface, and in what excludes what', () => {
    const asked: Asked = { ...ASKED, surface: 'python', op: 'ec2.stop_instances', args: { InstanceIds: ['i-1'] } };
    expect(changed('options renamed', asked)!.args).toEqual({ MachineIdentifiers: ['i-1'] });
    const mode = changed('options renamed')!.operation.parameters.find((p) => p.name === '--force')!.excludes;
    expect(mode).toEqual(['--mode-value']);
  });

  it('moves fields between body and query', () => {
    const operation: Operation = {
      ...STOP,
      parameters: [
        { name: 'title', in: 'body', type: 'string' },
        { name: 'dry', in: 'query', type: 'boolean' },
      ],
      invocations: [{ surface: 'http', path: 'POST /v1/issues', server: 'https://x' }],
    };
    const asked: Asked = { ...ASKED, surface: 'http', op: 'POST /v1/issues', args: { title: 'a' } };
    expect(changed('option moved', asked, operation)!.moved).toEqual({ name: 'title', to: 'query' });
    expect(changed('operation renamed', asked, operation)!.op).toBe('POST /v2/issues');
  });
});

describe('a zoo with a swapped document', () => {
  it('finds it by its new name alone, and as before when it is restored', () => {
    const zoo = new SwappedZoo(
      new MemoryZoo([{ provider: 'aws', sources: [], operations: [STOP], types: {}, skipped: [] }]),
    );
    const now = changed('operation renamed')!;
    zoo.swap(0, now.operation);
    expect(zoo.byPath('cli', ASKED.op)).toEqual([]);
    expect(zoo.byPath('cli', now.op)).toEqual([0]);
    zoo.restore();
    expect(zoo.byPath('cli', ASKED.op)).toEqual([0]);
    zoo.put({ ...now.operation, id: 'aws:older' });
    expect(zoo.byId('aws:older')).toBe(1);
    expect(zoo.byPath('cli', now.op)).toEqual([1]);
    expect(zoo.operation(1).id).toBe('aws:older');
  });
});

describe('formerOperation', () => {
  it.each([
    ['POST /storage/v2/b', 'POST /storage/v1/b'],
    ['POST /api/v1/pods', 'POST /api/v1beta1/pods'],
  ])('%s was %s', (op, before) => {
    const http: Operation = { ...STOP, invocations: [{ surface: 'http', path: op, server: 'https://x.example' }] };
    const changed = formerOperation(http, { ...ASKED, surface: 'http', op }, (schema) => schema);
    expect([changed?.op, changed?.operation.invocations[0]?.path]).toEqual([before, before]);
  });
});
