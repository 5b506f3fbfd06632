import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ingested, Operation, Parameter } from '../../schema/operation.ts';
import { attachExamples } from './attach-examples.ts';
import { parseCommand } from './command-table.ts';
import { ingestBotocore } from './ingest.ts';
import { readServiceModel, type ServiceModel, serviceNames } from './service-model.ts';
import { walkCommands } from './walk.ts';

const FIXTURES = fileURLToPath(new URL('../../../fixtures/botocore', import.meta.url));

let aws: Ingested;
const operation = (id: string): Operation => aws.operations.find((one) => one.id === id)!;
const parameter = (id: string, name: string): Parameter => operation(id).parameters.find((one) => one.name === name)!;

beforeAll(async () => {
  const models: ServiceModel[] = [];
  for (const service of await serviceNames(`${FIXTURES}/data`))
    models.push((await readServiceModel(`${FIXTURES}/data`, service))!);
  const lines = (await readFile(`${FIXTURES}/walk.jsonl`, 'utf8')).trim().split('\n');
  aws = await ingestBotocore(models, lines.map(parseCommand), []);
  aws.skipped.push(...(await attachExamples(`${FIXTURES}/examples`, aws.operations)));
});

describe('an API operation', () => {
  it('is one record with three invocations', () => {
    expect(operation('aws:ec2.StopInstances')).toMatchObject({
      provider: 'aws',
      service: 'ec2',
      kind: 'cli',
      summary: 'Stops an Amazon EBS-backed instance',
      invocations: [
        { surface: 'cli', path: 'aws ec2 stop-instances' },
        { surface: 'python', path: 'ec2.stop_instances', package: 'boto3' },
        { surface: 'typescript', path: 'client-ec2.StopInstancesCommand', package: '@aws-sdk/client-ec2' },
      ],
    });
  });

  it('has the name on the command line and that of the SDKs', () => {
    expect(parameter('aws:ec2.StopInstances', '--instance-ids')).toMatchObject({
      in: 'option',
      type: 'array',
      items: { type: 'string' },
      separator: ' ',
      required: true,
      names: { python: 'InstanceIds', typescript: 'InstanceIds' },
    });
    expect(operation('aws:s3.GetObject')).toMatchObject({ service: 's3api' });
    expect(operation('aws:cloudfront.CreateInvalidation').invocations[0]).toMatchObject({
      path: 'cloudfront.create_invalidation',
    });
  });

  it('has `--no-x` as a property of `--x`, unless that is the name of the API', () => {
    expect(parameter('aws:ec2.StopInstances', '--dry-run')).toMatchObject({
      in: 'flag',
      type: 'boolean',
      negatable: true,
    });
    expect(parameter('aws:ec2.CreateImage', '--no-reboot')).toMatchObject({
      names: { python: 'NoReboot' },
      excludes: ['--reboot'],
    });
    expect(parameter('aws:ec2.CreateImage', '--reboot')).toMatchObject({
      surfaces: ['cli'],
      excludes: ['--no-reboot'],
    });
    expect(operation('aws:ec2.StopInstances').parameters.map((one) => one.name)).toEqual([
      '--instance-ids',
      '--hibernate',
      '--dry-run',
      '--force',
    ]);
  });

  it('keeps what awscli hides, and what only one surface has', () => {
    expect(parameter('aws:ec2.AuthorizeSecurityGroupIngress', '--ip-protocol')).toMatchObject({
      deprecated: true,
      surfaces: ['cli'],
    });
    expect(parameter('aws:ec2.AuthorizeSecurityGroupIngress', 'IpProtocol')).toMatchObject({
      surfaces: ['python', 'typescript'],
    });
    expect(parameter('aws:ec2.AuthorizeSecurityGroupIngress', '--protocol')).toMatchObject({ surfaces: ['cli'] });
    expect(parameter('aws:s3.ListObjectsV2', '--continuation-token').deprecated).toBeUndefined();
    expect(parameter('aws:s3.ListObjectsV2', '--max-items')).toMatchObject({ surfaces: ['cli'], type: 'integer' });
  });

  it('has corrections laid over its model', () => {
    expect(parameter('aws:s3.ListObjectsV2', 'Extra')).toMatchObject({ type: 'string' });
  });

  it('has a file to write to where the answer is a stream', () => {
    expect(parameter('aws:s3.GetObject', 'outfile')).toMatchObject({
      in: 'positional',
      required: true,
      format: 'path',
      surfaces: ['cli'],
    });
    expect(parameter('aws:s3.GetObject', '--if-modified-since')).toMatchObject({ type: 'string', format: 'date-time' });
    expect(parameter('aws:s3.GetObject', '--checksum-mode').enum).toEqual(['ENABLED']);
  });

  it('ends in the type table where types are cyclic', () => {
    expect(parameter('aws:dynamodb.PutItem', '--item')).toMatchObject({
      type: 'map',
      items: { type: 'object', ref: 'dynamodb.AttributeValue' },
    });
    const fields = aws.types['dynamodb.AttributeValue']?.fields ?? [];
    expect(fields.find((field) => field.name === 'M')).toMatchObject({
      type: 'map',
      items: { ref: 'dynamodb.AttributeValue' },
    });
    expect(fields.find((field) => field.name === 'B')).toMatchObject({ type: 'binary' });
  });
});

describe('a customisation', () => {
  it('has its two paths apart', () => {
    expect(operation('aws:s3 cp').parameters.map(({ name, in: place }) => `${place} ${name}`)).toEqual([
      'positional source',
      'positional destination',
      'option --exclude',
      'flag --follow-symlinks',
      'option --sse',
      'option --storage-class',
      'flag --recursive',
    ]);
    expect(parameter('aws:s3 cp', '--exclude').repeats).toBe(true);
    expect(parameter('aws:s3 cp', '--sse').valueOptional).toBe(true);
    expect(parameter('aws:s3 cp', '--follow-symlinks').negatable).toBe(true);
    expect(parameter('aws:s3 cp', '--storage-class').enum).toContain('GLACIER');
    expect(parameter('aws:s3 ls', 'path').required).toBeUndefined();
  });

  it('waits with the arguments of the operation that it polls', () => {
    expect(operation('aws:ec2 wait instance-running')).toMatchObject({
      service: 'ec2',
      summary: 'Wait until instance running',
    });
    expect(parameter('aws:ec2 wait instance-running', '--instance-ids')).toMatchObject({
      type: 'array',
      separator: ' ',
    });
  });

  it('has positionals in their order', () => {
    expect(operation('aws:configure set').parameters.map((one) => one.name)).toEqual(['varname', 'value']);
  });
});

it("has the program's options once", () => {
  const globals = aws.globals?.['aws'] ?? [];
  expect(globals.map((one) => one.name)).toEqual(
    expect.arrayContaining(['--region', '--cli-input-json', '--generate-cli-skeleton']),
  );
  expect(globals.find((one) => one.name === '--region')).toMatchObject({ format: 'region', global: true });
  expect(globals.find((one) => one.name === '--output')?.enum).toEqual(['json', 'text', 'table']);
});

it('gives operations their examples', () => {
  expect(operation('aws:ec2.StopInstances').examples).toEqual([
    {
      instruction: 'To stop an Amazon EC2 instance',
      call: 'aws ec2 stop-instances --instance-ids i-1234567890abcdef0',
      surface: 'cli',
    },
    {
      instruction: 'To hibernate an Amazon EC2 instance',
      call: 'aws ec2 stop-instances --instance-ids i-1234567890abcdef0 --hibernate',
      surface: 'cli',
    },
  ]);
  expect(aws.skipped).toEqual([]);
});

it('names every operation and every parameter once', () => {
  expect(new Set(aws.operations.map((one) => one.id)).size).toBe(aws.operations.length);
  for (const { id, parameters } of aws.operations) {
    expect(new Set(parameters.map((one) => one.name)).size, id).toBe(parameters.length);
  }
});

it('says what is missing', async () => {
  expect(() => parseCommand('Traceback (most recent call last):')).toThrow(
    expect.objectContaining({ code: 'tool-failed' }),
  );
  await expect(walkCommands([], '.', 'no-such-python')).rejects.toMatchObject({ code: 'tool-missing' });
});
