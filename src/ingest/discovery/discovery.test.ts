import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../schema/error.ts';
import type { Source } from '../../schema/operation.ts';
import { readDocument } from '../openapi/read.ts';
import { ingestDiscovery, stabilityOf } from './ingest.ts';
import { ingestDocuments } from './recipe.ts';
import { valueSchema } from './schema.ts';
import { apiVersion, compareVersions } from './versions.ts';

const source: Source = { package: 'file:x', version: '1', licence: 'Apache-2.0' };
const folder = new URL('../../../fixtures/discovery/', import.meta.url).pathname;

describe('discovery schemas', () => {
  const cases: [object, unknown][] = [
    [{ type: 'string', format: 'int64' }, { type: 'integer' }],
    [
      { type: 'string', format: 'google-datetime' },
      { type: 'string', format: 'date-time' },
    ],
    [
      { type: 'integer', default: '5', minimum: '1', maximum: '9' },
      { type: 'integer', default: 5, constraints: { minimum: 1, maximum: 9 } },
    ],
    [
      { type: 'boolean', default: 'true' },
      { type: 'boolean', default: true },
    ],
    [
      { type: 'string', enum: ['A', 'B'] },
      { type: 'string', enum: ['A', 'B'] },
    ],
    [
      { type: 'object', additionalProperties: { type: 'string' } },
      { type: 'map', items: { type: 'string' } },
    ],
    [
      { type: 'array', items: { $ref: 'T' } },
      { type: 'array', items: { type: 'object', ref: 'api.T' } },
    ],
    [
      {
        type: 'object',
        properties: {
          a: { type: 'string', description: 'Required. Name.' },
          b: { type: 'string', description: 'Output only. X' },
        },
      },
      {
        type: 'object',
        fields: [
          { name: 'a', type: 'string', required: true, description: 'Required. Name.' },
          { name: 'b', type: 'string', readOnly: true },
        ],
      },
    ],
    [{ type: 7 }, { type: 'any' }],
  ];
  it.each(cases)('%j', (given, want) => {
    expect(valueSchema(given as Record<string, unknown>, 'api.')).toEqual(want);
  });
});

describe('discovery documents', () => {
  it('the real ones', async () => {
    const ingested = ingestDocuments(folder, source);
    await expect(`${JSON.stringify(ingested, null, 1)}\n`).toMatchFileSnapshot(`${folder}expected.golden`);
  });

  it('write paths with the service path, and keep {+name}', () => {
    const paths = ['calendar.v3', 'run.v2'].flatMap((name) =>
      ingestDiscovery(readDocument(readFileSync(`${folder}${name}.json`), name), {
        provider: 'google',
        source,
      }).operations.map((operation) => operation.invocations[0]?.path),
    );
    expect(paths).toEqual([
      'POST /calendar/v3/calendars/{calendarId}/acl',
      'POST /calendar/v3/calendars/{calendarId}/events/quickAdd',
      'POST /v2/{+name}:run',
      'DELETE /v2/{+name}',
    ]);
  });

  it('are refused where they are none, and never crash it', () => {
    expect(() => ingestDiscovery({ openapi: '3.0.0' }, { provider: 'p', source })).toThrow(AppError);
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (methods, schemas) => {
        const document = {
          name: 'x',
          resources: { a: methods },
          methods: { m: methods, n: { path: 'p', httpMethod: 'GET', parameters: methods, request: schemas } },
          schemas,
        };
        expect(ingestDiscovery(document, { provider: 'p', source }).operations).toHaveLength(1);
      }),
      { numRuns: 200, examples: [[null, {}]] },
    );
  });

  it('order versions', () => {
    expect(['v1beta1', 'v1', 'v2', 'alpha', 'v10', 'v1.1', 'v2beta'].sort(compareVersions)).toEqual([
      'v10',
      'v2',
      'v1.1',
      'v1',
      'v2beta',
      'v1beta1',
      'alpha',
    ]);
    expect(['v1', 'v1p1beta1', 'v2alpha', 'v1p2'].map(stabilityOf)).toEqual(['stable', 'beta', 'alpha', 'beta']);
    expect(apiVersion('compute.v1.json')).toEqual({ api: 'compute', version: 'v1' });
    expect(apiVersion('index.json')).toBeUndefined();
  });
});
