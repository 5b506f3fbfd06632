import type { Ingested, Operation } from '../schema/operation.ts';

/** A small zoo with one of everything, for tests. */
export function sampleZoo(): Ingested[] {
  const command = (provider: string, path: string): Operation => ({
    id: `${provider}:${path}`,
    provider,
    name: path,
    kind: 'cli',
    summary: `Runs ${path}`,
    parameters: [
      { name: '--all', in: 'flag', type: 'boolean', aliases: ['-a'], excludes: ['--none'] },
      { name: 'path', in: 'positional', type: 'string', format: 'path', repeats: true, required: true },
    ],
    invocations: [{ surface: 'cli', path }],
    origin: { source: 0, pointer: path },
  });
  const source = (name: string) => ({ package: `npm:${name}`, version: '1.0.0', licence: 'MIT', date: '2026-01-02' });
  const tool = (provider: string): Ingested => ({
    provider,
    sources: [source(provider)],
    operations: [command(provider, 'tool ls')],
    types: {},
    skipped: [{ pointer: '/x', reason: 'not readable' }],
  });
  return [github(), aws(), git(command), tool('one'), tool('two')];

  function git(make: typeof command): Ingested {
    const commit = make('git', 'git commit');
    commit.parameters.push({ name: '--paginate', in: 'flag', type: 'boolean', description: 'Its own' });
    return {
      provider: 'git',
      sources: [source('git-docs')],
      operations: [commit, { ...make('git', 'git clean'), destructive: true }],
      types: {},
      skipped: [],
      globals: {
        git: [
          { name: '--git-dir', in: 'option', type: 'string', global: true, surfaces: ['cli'] },
          { name: '--paginate', in: 'flag', type: 'boolean', global: true, surfaces: ['cli'] },
        ],
      },
    };
  }

  function aws(): Ingested {
    const operation: Operation = {
      id: 'aws:ec2.StopInstances',
      provider: 'aws',
      service: 'ec2',
      name: 'StopInstances',
      kind: 'cli',
      version: '2016-11-15',
      summary: 'Stops instances — “now” 🙂',
      description: 'Two\nlines',
      parameters: [
        {
          name: '--instance-ids',
          in: 'option',
          type: 'array',
          required: true,
          items: { type: 'string', constraints: { pattern: '^i-' } },
          separator: ' ',
          names: { python: 'InstanceIds', typescript: 'InstanceIds' },
        },
        { name: '--vpc-id', in: 'option', type: 'string', names: { python: 'VPCId', typescript: 'VPCId' } },
        { name: '--odd', in: 'option', type: 'string', names: { python: 'Odd' }, default: null },
      ],
      invocations: [
        { surface: 'cli', path: 'aws ec2 stop-instances', positionalsFirst: true },
        { surface: 'python', path: 'ec2.stop_instances', package: 'boto3' },
      ],
      examples: [{ instruction: 'Stop it', call: 'aws ec2 stop-instances --instance-ids i-1', surface: 'cli' }],
      origin: { source: 0, pointer: '#/operations/StopInstances' },
      groups: [{ parameters: ['--instance-ids', '--odd'], exactlyOne: true }],
    };
    return { provider: 'aws', sources: [source('aws')], operations: [operation], types: {}, skipped: [] };
  }

  function github(): Ingested {
    const operation: Operation = {
      id: 'github:issues/create',
      provider: 'github',
      name: 'issues/create',
      kind: 'http',
      summary: 'Create an issue',
      parameters: [
        { name: 'owner', in: 'path', type: 'string', required: true },
        {
          name: 'issue',
          in: 'body',
          type: 'object',
          fields: [{ name: 'labels', type: 'array', required: true, items: { type: 'object', ref: 'Issue' } }],
        },
      ],
      invocations: [
        {
          surface: 'http',
          path: 'POST /repos/{owner}/{repo}/issues',
          server: 'https://api.github.com',
          auth: { in: 'header', name: 'Authorization', template: 'Bearer <token>' },
        },
      ],
      origin: { source: 0, pointer: '#/paths/x' },
    };
    return {
      provider: 'github',
      sources: [source('github')],
      operations: [operation],
      types: {
        Issue: {
          type: 'object',
          fields: [
            { name: 'title', type: 'string', required: true, description: 'Said in short' },
            { name: 'parent', type: 'object', ref: 'Issue' },
          ],
        },
        Alias: { type: 'object', ref: 'Issue' },
      },
      skipped: [],
    };
  }
}
