import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Ingested } from '../../schema/operation.ts';
import { ingestFig } from '../fig/ingest.ts';
import { ingestAzure } from './ingest.ts';
import { readAzure } from './static.ts';

const folder = fileURLToPath(new URL('../../../fixtures/azure', import.meta.url));
const cliSource = { package: 'pypi:azure-cli', version: '1', licence: 'MIT' };
const figSource = { package: 'npm:demo', version: '1', licence: 'MIT' };
const hasPython = spawnSync('python3', ['--version']).status === 0;

const older = ingestFig(
  {
    name: ['az'],
    subcommands: [
      {
        name: ['demo'],
        subcommands: [
          {
            name: ['box'],
            subcommands: [
              {
                name: ['create'],
                options: [
                  { name: ['--colour', '-c'], args: [{}] },
                  { name: ['--old'], args: [{ name: 'old' }] },
                  { name: ['--output', '-o'], args: [{}] },
                ],
              },
            ],
          },
          { name: ['gone'], description: 'Was there once' },
        ],
      },
    ],
  },
  { source: figSource, pointer: 'az.js' },
);

const read = async (fig: Ingested) => ingestAzure(await readAzure(folder), fig, { cli: cliSource, fig: figSource });

describe.skipIf(!hasPython)('azure-cli, read as data', () => {
  it('joins signatures, argument registry, help and the older table', async () => {
    const { operations } = await read(older);
    expect(operations.map(({ name, version }) => [name, version])).toEqual([
      ['az demo box create', '2.91.0'],
      ['az demo box delete', '2.91.0'],
      ['az demo gone', '2.53.0'],
      ['az demo net create', '2.91.0'],
    ]);
    const [create] = operations;
    expect(create).toMatchObject({
      summary: 'Create a box',
      description: 'A box holds things.',
      examples: [
        {
          instruction: 'Create a red box',
          call: 'az demo box create -g MyGroup -n MyBox --colour red',
          surface: 'cli',
        },
      ],
    });
    expect(create?.parameters).toEqual([
      {
        name: '--resource-group',
        aliases: ['-g'],
        in: 'option',
        type: 'string',
        required: true,
        description: 'Name of resource group',
      },
      {
        name: '--name',
        aliases: ['-n'],
        in: 'option',
        type: 'string',
        required: true,
        description: 'Name of the box.',
      },
      {
        name: '--colour',
        aliases: ['-c'],
        in: 'option',
        type: 'string',
        enum: ['red', 'green'],
        description: 'Colour of the box.',
      },
      { name: '--size', in: 'option', type: 'integer', default: 10, description: 'Size in litres.' },
      { name: '--sealed', in: 'option', type: 'boolean', valueOptional: true, description: 'Whether it is sealed.' },
      { name: '--things', in: 'option', type: 'string', repeats: true, separator: ' ', description: 'What is in it.' },
      { name: '--force', in: 'flag', type: 'boolean' },
      {
        name: '--no-wait',
        in: 'flag',
        type: 'boolean',
        description: 'Do not wait for the long-running operation to finish',
      },
      { name: '--old', in: 'option', type: 'string' },
      expect.objectContaining({ name: '--ids', excludes: ['--resource-group', '--name'] }),
    ]);
  });

  it('reads generated classes', async () => {
    const net = (await read(older)).operations.find(({ name }) => name === 'az demo net create');
    expect(
      net?.parameters.map(({ name, required, type, enum: values }) => [name, required ?? false, type, values]),
    ).toEqual([
      ['--name', true, 'string', undefined],
      ['--resource-group', true, 'string', undefined],
      ['--location', false, 'string', undefined],
      ['--ranges', false, 'string', undefined],
      ['--mode', false, 'string', ['Fast', 'Slow']],
      ['--dry', false, 'boolean', undefined],
      ['--no-wait', false, 'boolean', undefined],
    ]);
    expect(net?.examples?.[0]?.instruction).toBe('Create a net of two ranges');
  });

  it('what asks before it deletes takes --yes; common options stand once', async () => {
    const ingested = await read(older);
    const remove = ingested.operations.find(({ name }) => name === 'az demo box delete');
    expect(remove?.destructive).toBe(true);
    expect(remove?.parameters.map(({ name }) => name)).toContain('--yes');
    expect(ingested.operations.flatMap(({ parameters }) => parameters.map(({ name }) => name))).not.toContain(
      '--output',
    );
    expect(ingested.globals?.['az']?.map(({ name }) => name)).toContain('--output');
  });

  it('is deterministic', async () => expect(JSON.stringify(await read(older))).toBe(JSON.stringify(await read(older))));
});
