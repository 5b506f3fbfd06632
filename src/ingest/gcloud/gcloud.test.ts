import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../schema/error.ts';
import type { FigCommand } from '../fig/spec.ts';
import { parseCompletions } from './completions.ts';
import { gcloudRoot, ingestInstalledGcloud } from './installed.ts';
import { ingestShippedGcloud, withoutMarkup } from './shipped.ts';
import { readSupplement } from './supplement.ts';

const sdk = fileURLToPath(new URL('../../../fixtures/gcloud/sdk', import.meta.url));
const source = { package: 'npm:demo', version: '1', licence: 'MIT' };

describe('the installed gcloud, read as data', () => {
  const { operations, sources } = ingestInstalledGcloud(sdk);
  const byName = (name: string) => operations.find((operation) => operation.name === name);

  it('reads the stable tree at its version', () => {
    expect(sources).toEqual([{ package: 'installed:gcloud', version: '1.2.3', licence: 'NOASSERTION' }]);
    expect(operations.map(({ name }) => name)).toEqual([
      'gcloud shop carts create',
      'gcloud shop carts delete',
      'gcloud shop carts list',
    ]);
    expect(ingestInstalledGcloud(sdk, { tracks: ['beta'] }).operations.map(({ name }) => name)).toContain(
      'gcloud beta shop scan',
    );
  });

  it('joins flags of the tree with the declaration in YAML', () => {
    expect(byName('gcloud shop carts create')).toMatchObject({
      summary: 'Create a cart',
      description: 'gcloud shop carts create creates a cart.',
      examples: [
        { instruction: 'create a cart named blue', call: 'gcloud shop carts create blue --region=here --tier=gold' },
      ],
      parameters: [
        { name: 'CART', in: 'positional', required: true, description: 'The cart to create.' },
        { name: '--async', in: 'flag', negatable: true },
        { name: '--labels', in: 'option' },
        { name: '--region', in: 'option' },
        { name: '--tier', in: 'option', enum: ['basic', 'gold'], required: true, description: 'The tier of the cart.' },
      ],
    });
  });

  it('learns positionals from examples in Python', () => {
    expect(byName('gcloud shop carts delete')?.parameters[0]).toEqual({
      name: 'CART',
      in: 'positional',
      type: 'string',
      required: true,
      repeats: true,
    });
    expect(byName('gcloud shop carts list')?.parameters.map(({ name }) => name)).toEqual(['--filter']);
  });

  it('takes what the shipped pack knows', () => {
    const known = [
      {
        ...byName('gcloud shop carts create')!,
        parameters: [{ name: '--version', in: 'option' as const, type: 'string' as const }],
      },
    ];
    const [operation] = ingestInstalledGcloud(sdk, { known }).operations;
    expect(operation?.parameters.map(({ name }) => name)).toEqual([
      '--async',
      '--labels',
      '--region',
      '--tier',
      '--version',
    ]);
  });

  it('fails with words where there is no tree', () => {
    expect(() => ingestInstalledGcloud('/nowhere')).toThrow(AppError);
    expect(() => parseCompletions('STATIC_COMPLETION_CLI_TREE = {"a": __import__("os")}', 'x')).toThrow(
      /not gcloud's completion tree/,
    );
    expect(gcloudRoot('/nowhere/bin/gcloud')).toBeUndefined();
  });
});

describe('the shipped table', () => {
  const tree: FigCommand = {
    name: ['gcloud'],
    subcommands: [
      {
        name: ['shop'],
        subcommands: [
          {
            name: ['create'],
            description: "Make a ``shop''.",
            args: [{ name: 'SHOP' }],
            options: [
              { name: ['--labels'], args: [{ name: 'KEY=VALUE', description: 'Dict' }] },
              { name: ['--tags'], args: [{ name: 'TAG', description: 'List' }] },
              { name: ['--tier'], args: [{ name: 'TIER', suggestions: ['old', 'older'] }] },
              { name: ['--open'], description: 'Open it, use *--no-open* to keep it closed' },
              { name: ['--project'], args: [{ name: 'PROJECT' }] },
            ],
          },
          { name: ['list'], args: [{ name: 'NAME', isVariadic: true }] },
        ],
      },
    ],
  };
  const supplement = readSupplement(
    'commands:\n  shop create:\n    options:\n      --tier TIER: Tier\n      --[no-]lit -l: Light\n      --size INT!: Size\n  shop close:\n    does: Close a shop\n    takes: [SHOP..., "FILE?"]\n    include: where\n  shop ghost:\n    include: where\nsets:\n  where:\n    --region REGION: Region\n',
  );
  const ingested = ingestShippedGcloud(tree, supplement, { fig: source, supplement: source }, 'gcloud.js');

  it('types values, completes and mends what the table says', () => {
    expect(ingested.operations.find(({ name }) => name === 'gcloud shop create')?.parameters).toEqual([
      { name: 'SHOP', in: 'positional', type: 'string', required: true },
      expect.objectContaining({ name: '--labels', type: 'map', separator: ',' }),
      expect.objectContaining({ name: '--tags', repeats: true, separator: ',' }),
      { name: '--tier', in: 'option', type: 'string' },
      expect.objectContaining({ name: '--open', negatable: true }),
      { name: '--lit', aliases: ['-l'], in: 'flag', type: 'boolean', negatable: true, description: 'Light' },
      { name: '--size', in: 'option', type: 'integer', required: true, description: 'Size' },
    ]);
    expect(
      ingested.operations.find(({ name }) => name === 'gcloud shop list')?.parameters[0]?.required,
    ).toBeUndefined();
  });

  it('adds commands of its own, and lists what it cannot place', () => {
    expect(ingested.operations.find(({ name }) => name === 'gcloud shop close')).toMatchObject({
      summary: 'Close a shop',
      parameters: [{ name: 'SHOP', repeats: true, required: true }, { name: 'FILE' }, { name: '--region' }],
    });
    expect(ingested.skipped).toEqual([{ pointer: 'gcloud shop ghost', reason: 'is described nowhere' }]);
  });

  it('clears manual-page markup', () => {
    expect(
      withoutMarkup('The default is X. _POLICY_ must be\n+\n*A*::: one, see gcloud_compute_disks_create(1)\n:::\n'),
    ).toBe('The default is X. POLICY must be A: one, see gcloud compute disks create');
  });
});

describe('supplement.yaml', () => {
  const entries = readSupplement(readFileSync(new URL('./supplement.yaml', import.meta.url), 'utf8'));

  it('names every option once a command', () => {
    for (const { path, parameters } of entries) {
      const names = parameters.flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]);
      expect(new Set(names).size, path).toBe(names.length);
    }
  });

  it('holds what people ask for', () => {
    const paths = entries.map(({ path }) => path);
    for (const path of ['gcloud storage cp', 'gcloud run jobs execute', 'gcloud workflows deploy'])
      expect(paths).toContain(path);
  });
});
