import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ingestDocuments } from './recipe.ts';

const folder = mkdtempSync(join(tmpdir(), 'gorilla-discovery-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Boxes hold boxes; `Label` differs between versions where `labelled` does. */
function documentOf(version: string, { labelled = 'The label', path = `${version}/boxes` } = {}): object {
  return {
    name: 'box',
    version,
    rootUrl: 'https://box.example/',
    resources: {
      boxes: {
        methods: {
          pack: {
            id: 'box.boxes.pack',
            path,
            httpMethod: 'POST',
            description: 'Packs a box.',
            request: { $ref: 'PackRequest' },
          },
        },
      },
    },
    schemas: {
      PackRequest: {
        type: 'object',
        properties: { box: { $ref: 'Box' }, label: { $ref: 'Label' }, gone: { $ref: 'Nowhere' } },
      },
      Box: {
        type: 'object',
        properties: {
          inner: { $ref: 'Box' },
          weight: { type: 'object', readOnly: true, properties: { grams: { $ref: 'Grams' } } },
        },
      },
      Label: { type: 'object', properties: { text: { type: 'string', description: labelled } } },
    },
  };
}

describe('versions of one API', () => {
  const write = (version: string, options?: Parameters<typeof documentOf>[1]): void =>
    writeFileSync(join(folder, `box.${version}.json`), JSON.stringify(documentOf(version, options)));
  write('v1');
  write('v2beta', { labelled: 'The beta label' });
  write('v3alpha', { path: 'v1/boxes' });
  const read = ingestDocuments(folder);
  const [stable, beta] = read.operations;

  it('are all read; those that are not the best one are marked', () => {
    expect(read.operations.map(({ id, stability, summary }) => [id, stability, summary])).toEqual([
      ['google:box.boxes.pack', undefined, 'Packs a box'],
      ['google:box.boxes.pack@v2beta', 'beta', 'Packs a box (v2beta)'],
    ]);
  });

  it('give one request once', () => {
    expect(read.skipped).toEqual([
      {
        pointer: 'box.v3alpha.json#/resources/boxes/methods/pack',
        reason: 'google:box.boxes.pack is the same request',
      },
    ]);
  });

  it('share types that are alike through and through', () => {
    const refs = [stable, beta].map((one) => one?.parameters.map(({ name, ref }) => `${name} ${ref}`));
    expect(refs).toEqual([
      ['box box.Box', 'label box.Label', 'gone undefined'],
      ['box box.Box', 'label box.Label@v2beta', 'gone undefined'],
    ]);
    expect(Object.keys(read.types).sort()).toEqual(['box.Box', 'box.Label', 'box.Label@v2beta']);
  });

  it('name no type that is not held, and keep nothing within what only the server writes', () => {
    expect(read.types['box.Box']?.fields).toEqual([
      { name: 'inner', type: 'object', ref: 'box.Box' },
      { name: 'weight', type: 'object', readOnly: true },
    ]);
  });
});
