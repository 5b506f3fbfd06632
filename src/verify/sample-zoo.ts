import type { Ingested, Operation, Parameter } from '../schema/operation.ts';
import { MemoryZoo } from '../zoo/memory.ts';

/** Operations for tests: invented ones that have every kind of parameter, and small true ones. Not a part of the product. */

const origin = { source: 0, pointer: '' };

const option = (name: string, more: Partial<Parameter> = {}): Parameter => ({
  name,
  in: 'option',
  type: 'string',
  ...more,
});
const flag = (name: string, more: Partial<Parameter> = {}): Parameter => ({
  name,
  in: 'flag',
  type: 'boolean',
  ...more,
});
const positional = (name: string, more: Partial<Parameter> = {}): Parameter => ({
  name,
  in: 'positional',
  type: 'string',
  ...more,
});

function cli(
  path: string,
  parameters: Parameter[],
  more: Partial<Operation> = {},
  positionalsFirst = false,
): Operation {
  const provider = path.split(' ', 1)[0]!;
  return {
    id: `${provider}:${path}`,
    provider,
    name: path,
    kind: 'cli',
    summary: path,
    parameters,
    invocations: [{ surface: 'cli', path, ...(positionalsFirst ? { positionalsFirst: true } : {}) }],
    origin,
    ...more,
  };
}

export const EVERY_KIND = cli('prog do thing', [
  option('--name', { required: true, aliases: ['-n'] }),
  option('--count', { type: 'integer', constraints: { minimum: 1, maximum: 99 } }),
  option('--ratio', { type: 'number' }),
  option('--mode', { enum: ['fast', 'slow', 'very-slow'] }),
  option('--wait', { type: 'boolean' }),
  option('--label', { repeats: true, aliases: ['-l'] }),
  option('--verb', { separator: ',' }),
  option('-out', { attach: '=' }),
  option('if=', { attach: '' }),
  option('-x'),
  flag('--force', { aliases: ['-f'] }),
  flag('--verbose', { negatable: true, aliases: ['-v'] }),
  option('--only', { excludes: ['--all'] }),
  flag('--all', { excludes: ['--only'] }),
  option('--key', { requires: ['--cert'] }),
  option('--cert'),
  option('--short', { constraints: { maxLength: 5, pattern: '^[a-z]*$' } }),
  positional('source', { required: true, repeats: true }),
  positional('target', { required: true }),
]);

const FILTER = {
  type: 'object' as const,
  fields: [
    { name: 'Name', type: 'string' as const, required: true as const },
    { name: 'Values', type: 'array' as const, items: { type: 'string' as const } },
    { name: 'Size', type: 'integer' as const },
    { name: 'On', type: 'boolean' as const },
    { name: 'Inner', ref: 'Filter', type: 'object' as const },
    { name: 'Tags', type: 'map' as const, items: { type: 'string' as const } },
  ],
};

export const AWS = cli(
  'aws ec2 stop-instances',
  [
    option('--instance-ids', {
      type: 'array',
      items: { type: 'string' },
      required: true,
      separator: ' ',
      names: { python: 'InstanceIds', typescript: 'InstanceIds' },
    }),
    option('--filters', {
      type: 'array',
      items: { type: 'object', ref: 'Filter' },
      separator: ' ',
      names: { python: 'Filters', typescript: 'Filters' },
    }),
    option('--config', { type: 'object', ref: 'Filter', names: { python: 'Config', typescript: 'Config' } }),
    option('--max-items', { type: 'integer', names: { python: 'MaxItems', typescript: 'MaxItems' } }),
    flag('--hibernate', { negatable: true, names: { python: 'Hibernate', typescript: 'Hibernate' } }),
    option('--cli-input-json', { global: true, surfaces: ['cli'] }),
    option('--attachment', { type: 'object', fields: [{ name: 'InstanceId', type: 'string' }], surfaces: ['cli'] }),
    option('--limit', { type: 'object', fields: [{ name: 'Count', type: 'integer' }], surfaces: ['cli'] }),
    option('--region', { global: true, surfaces: ['cli'] }),
  ],
  {
    id: 'aws:ec2.StopInstances',
    invocations: [
      { surface: 'cli', path: 'aws ec2 stop-instances' },
      { surface: 'python', path: 'ec2.stop_instances', package: 'boto3' },
      { surface: 'typescript', path: 'client-ec2.StopInstancesCommand', package: '@aws-sdk/client-ec2' },
    ],
  },
);

export const ISSUES: Operation = {
  id: 'github:issues/create',
  provider: 'github',
  name: 'issues/create',
  kind: 'http',
  summary: 'Create an issue',
  parameters: [
    { name: 'owner', in: 'path', type: 'string', required: true },
    { name: 'repo', in: 'path', type: 'string', required: true },
    { name: 'per_page', in: 'query', type: 'integer' },
    { name: 'state', in: 'query', type: 'string', enum: ['open', 'closed'] },
    { name: 'fields', in: 'query', type: 'array', items: { type: 'string' } },
    { name: 'x-trace', in: 'header', type: 'string' },
    { name: 'title', in: 'body', type: 'string', required: true },
    { name: 'body', in: 'body', type: 'string' },
    { name: 'draft', in: 'body', type: 'boolean' },
    { name: 'weight', in: 'body', type: 'number' },
    { name: 'labels', in: 'body', type: 'array', items: { type: 'string' } },
    { name: 'meta', in: 'body', type: 'map', items: { type: 'string' } },
    { name: 'filter', in: 'body', type: 'object', ref: 'Filter' },
  ],
  invocations: [
    {
      surface: 'http',
      path: 'POST /repos/{owner}/{repo}/issues',
      server: 'https://api.example.com',
      auth: { in: 'header', name: 'Authorization', template: 'Bearer <token>' },
    },
    { surface: 'typescript', path: 'issues.create', package: 'octokit' },
  ],
  origin,
};

export const CHARGE: Operation = {
  id: 'pay:charge',
  provider: 'pay',
  name: 'charge',
  kind: 'http',
  summary: 'Charge',
  parameters: [
    { name: 'id', in: 'path', type: 'string', required: true },
    { name: 'amount', in: 'body', type: 'integer', required: true },
    { name: 'currency', in: 'body', type: 'string', required: true },
    { name: 'metadata', in: 'body', type: 'map', items: { type: 'string' } },
    { name: 'items', in: 'body', type: 'array', items: { type: 'string' } },
    {
      name: 'line_items',
      in: 'body',
      type: 'array',
      items: {
        type: 'object',
        fields: [
          { name: 'price', type: 'string' },
          { name: 'quantity', type: 'integer' },
        ],
      },
    },
  ],
  invocations: [
    {
      surface: 'http',
      path: 'POST /v1/charges/{id}:confirm',
      server: 'https://pay.example.com',
      contentType: 'application/x-www-form-urlencoded',
    },
  ],
  origin,
};

export const DEPLOY: Operation = {
  id: 'k8s:createDeployment',
  provider: 'k8s',
  name: 'createDeployment',
  kind: 'http',
  summary: 'Create a deployment',
  parameters: [
    { name: 'namespace', in: 'path', type: 'string', required: true },
    {
      name: 'body',
      in: 'body',
      wholeBody: true,
      required: true,
      type: 'object',
      fields: [
        {
          name: 'metadata',
          type: 'object',
          fields: [
            { name: 'name', type: 'string' },
            { name: 'labels', type: 'map', items: { type: 'string' } },
          ],
        },
        { name: 'spec', type: 'object', fields: [{ name: 'replicas', type: 'integer' }] },
      ],
    },
  ],
  invocations: [
    {
      surface: 'http',
      path: 'POST /apis/apps/v1/namespaces/{namespace}/deployments',
      server: 'https://cluster.example.com',
    },
  ],
  origin,
};

export const HUB: Operation = {
  id: 'hub:bert',
  provider: 'hub',
  name: 'bert',
  kind: 'hub',
  summary: 'A language model',
  parameters: [
    { name: 'model', in: 'positional', type: 'string', enum: ['bert-base-uncased'], required: true },
    { name: 'revision', in: 'option', type: 'string' },
    { name: 'cache', in: 'option', type: 'boolean' },
  ],
  invocations: [{ surface: 'python', path: 'AutoModel.from_pretrained', package: 'transformers' }],
  origin,
};

const part = (operations: Operation[]): Ingested => ({
  provider: operations[0]!.provider,
  sources: [],
  operations,
  types: { Filter: FILTER },
  skipped: [],
});

export const SAMPLES: Operation[] = [
  EVERY_KIND,
  AWS,
  ISSUES,
  CHARGE,
  DEPLOY,
  HUB,
  cli('git', [option('-C'), flag('--bare')]),
  cli('git commit', [
    option('--message', { aliases: ['-m'] }),
    flag('--all', { aliases: ['-a'] }),
    flag('--amend'),
    flag('--quiet', { aliases: ['-q'] }),
  ]),
  cli('git push', [
    option('--force-with-lease', { attach: '=', valueOptional: true }),
    positional('repository'),
    positional('refspec'),
  ]),
  cli('zip', [
    option('--exclude', { separator: ' ' }),
    flag('-9'),
    positional('archive', { required: true }),
    positional('file', { repeats: true }),
  ]),
  cli('deno run', [option('--allow-net', { separator: ',', valueOptional: true }), positional('script')]),
  cli('kubectl exec', [
    option('--container', { aliases: ['-c'] }),
    flag('--stdin', { aliases: ['-i'] }),
    flag('--tty', { aliases: ['-t'] }),
    positional('pod', { required: true }),
    positional('command', { rest: true, required: true }),
  ]),
  cli('cargo test', [option('--package'), positional('name'), positional('arguments', { rest: true })], {}, true),
  cli('docker run', [
    option('--env', { repeats: true, aliases: ['-e'] }),
    flag('--detach', { aliases: ['-d'] }),
    positional('image', { required: true }),
    positional('command', { rest: true }),
  ]),
  cli('dd', [option('if', { attach: '=' }), option('bs', { attach: '=' })]),
  cli('find', [option('-name'), option('-mtime'), positional('path', { repeats: true })], {}, true),
  cli('az tag', [option('--tags', { type: 'map', separator: ' ' }), option('--group', { aliases: ['-g'] })]),
  cli('tar', [
    flag('--create', { aliases: ['-c'] }),
    flag('--gzip', { aliases: ['-z'] }),
    flag('--help'),
    option('--file', { aliases: ['-f'], required: true }),
    option('--directory', { aliases: ['-C'] }),
    positional('member', { repeats: true }),
  ]),
  cli('sudo', [option('--user', { aliases: ['-u'] }), positional('command', { rest: true })]),
];

export function sampleZoo(): MemoryZoo {
  const providers = new Map<string, Operation[]>();
  for (const operation of SAMPLES)
    providers.set(operation.provider, [...(providers.get(operation.provider) ?? []), operation]);
  return new MemoryZoo([...providers.values()].map(part));
}
