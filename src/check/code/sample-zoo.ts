import type { Ingested, Operation, Parameter } from '../../schema/operation.ts';
import { MemoryZoo } from '../../zoo/memory.ts';

/** A few operations that code calls: for tests. Not a part of the product. */

const origin = { source: 0, pointer: '' };

function aws(service: string, name: string, method: string, parameters: Parameter[]): Operation {
  return {
    id: `aws:${service}.${name}`,
    provider: 'aws',
    service,
    name,
    kind: 'cli',
    summary: name,
    parameters,
    invocations: [
      { surface: 'python', path: `${service}.${method}`, package: 'boto3' },
      { surface: 'typescript', path: `client-${service}.${name}Command`, package: `@aws-sdk/client-${service}` },
    ],
    origin,
  };
}

function member(cli: string, name: string, more: Partial<Parameter> = {}): Parameter {
  return { name: cli, in: 'option', type: 'string', names: { python: name, typescript: name }, ...more };
}

function http(
  provider: string,
  id: string,
  route: string,
  server: string,
  parameters: Parameter[],
  more: Partial<Operation> = {},
): Operation {
  return {
    id: `${provider}:${id}`,
    provider,
    name: id,
    kind: 'http',
    summary: id,
    parameters,
    invocations: [{ surface: 'http', path: route, server }],
    origin,
    ...more,
  };
}

const filter = {
  type: 'object' as const,
  fields: [
    { name: 'Name', type: 'string' as const },
    { name: 'Values', type: 'array' as const, items: { type: 'string' as const } },
  ],
};

function github(id: string, route: string, parameters: Parameter[]): Operation {
  const [group, name = ''] = id.split('/');
  const path = `${group}.${name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}`;
  const operation = http('github', id, route, 'https://api.github.com', parameters);
  operation.invocations.push({ surface: 'typescript', path, package: 'octokit' });
  return operation;
}

const path = (name: string, type: Parameter['type'] = 'string'): Parameter => ({
  name,
  in: 'path',
  type,
  required: true,
});

/** GitHub's document counts as whole only with enough operations on its host. */
const fillers = Array.from({ length: 20 }, (_, index) => github(`fill/op-${index}`, `GET /fill/${index}`, []));

function hub(provider: string, callee: string, literals: Record<string, string>): Operation {
  return {
    id: `${provider}:${callee}(${Object.values(literals).join()})`,
    provider,
    name: callee,
    kind: 'hub',
    summary: callee,
    parameters: [
      ...Object.entries(literals).map(([name, value]): Parameter => {
        const where = name.startsWith('<') ? 'positional' : 'option';
        return { name, in: where, type: 'string', required: true, default: value, enum: [value] };
      }),
      { name: 'pretrained', in: 'option', type: 'boolean', required: true, default: true },
    ],
    invocations: [{ surface: 'python', path: callee, package: 'torch' }],
    origin,
  };
}

export function codeZoo(): MemoryZoo {
  const part = (provider: string, source: string, operations: Operation[]): Ingested => ({
    provider,
    sources: [{ package: source, version: '1', licence: 'MIT' }],
    operations,
    types: {},
    skipped: [],
  });
  return new MemoryZoo([
    part('aws', 'pypi:botocore', [
      aws('s3', 'PutObject', 'put_object', [
        member('--bucket', 'Bucket', { required: true }),
        member('--key', 'Key', { required: true }),
        member('--acl', 'ACL', { enum: ['private', 'public-read'] }),
        member('--body', 'Body', { type: 'binary' }),
        member('--expires', 'Expires', { format: 'date-time' }),
      ]),
      aws('s3', 'CopyObject', 'copy_object', [
        member('--bucket', 'Bucket', { required: true }),
        member('--copy-source', 'CopySource', { required: true }),
      ]),
      aws('s3', 'ListObjectsV2', 'list_objects_v2', [member('--bucket', 'Bucket', { required: true })]),
      aws('s3', 'ListBuckets', 'list_buckets', []),
      aws('ec2', 'CopyImage', 'copy_image', [member('--source-region', 'SourceRegion', { required: true })]),
      aws('ec2', 'DescribeInstances', 'describe_instances', [
        member('--instance-ids', 'InstanceIds', { type: 'array', items: { type: 'string' } }),
        member('--filters', 'Filters', { type: 'array', items: filter }),
        member('--max-results', 'MaxResults', { type: 'integer' }),
      ]),
    ]),
    part('google', 'pypi:google-api-python-client', [
      http(
        'google',
        'drive.files.list',
        'GET /files',
        'https://www.googleapis.com/drive/v3',
        [
          { name: 'pageSize', in: 'query', type: 'integer' },
          { name: 'q', in: 'query', type: 'string' },
        ],
        { service: 'drive', version: 'v3' },
      ),
      http(
        'google',
        'drive.files.create',
        'POST /files',
        'https://www.googleapis.com/drive/v3',
        [
          { name: 'name', in: 'body', type: 'string' },
          { name: 'parents', in: 'body', type: 'array', items: { type: 'string' } },
        ],
        { service: 'drive', version: 'v3' },
      ),
      http('google', 'drive.files.patch@v2', 'PATCH /files', 'https://www.googleapis.com/drive/v2', [], {
        service: 'drive',
        version: 'v2',
      }),
      http('google', 'directory.users.get', 'GET /users', 'https://admin.googleapis.com', [], {
        service: 'admin',
        version: 'directory_v1',
      }),
    ]),
    part('github', 'npm:@octokit/openapi', [
      github('issues/list-for-repo', 'GET /repos/{owner}/{repo}/issues', [
        path('owner'),
        path('repo'),
        { name: 'state', in: 'query', type: 'string', enum: ['open', 'closed', 'all'] },
      ]),
      github('issues/create', 'POST /repos/{owner}/{repo}/issues', [
        path('owner'),
        path('repo'),
        { name: 'title', in: 'body', type: 'string', required: true },
        { name: 'labels', in: 'body', type: 'array', items: { type: 'string' } },
        { name: 'milestone', in: 'body', type: 'integer' },
      ]),
      ...fillers,
    ]),
    part('torchhub', 'file:torchhub', [
      hub('torchhub', 'torch.hub.load', { repo_or_dir: 'pytorch/vision', model: 'resnet50' }),
      hub('hf', 'AutoModel.from_pretrained', { '<0>': 'bert-base-uncased' }),
    ]),
  ]);
}
