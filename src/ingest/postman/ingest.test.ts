import { describe, expect, it } from 'vitest';
import { ingestPostman } from './ingest.ts';

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const source = { package: 'acme.json', version: '1', licence: 'NOASSERTION' };
const read = (item: object[], more: object = {}) =>
  ingestPostman(
    {
      info: { name: 'Acme', schema: SCHEMA },
      variable: [{ key: 'host', value: 'https://api.acme.dev/v1' }],
      item,
      ...more,
    },
    { provider: 'acme', source },
  );

describe('ingestPostman', () => {
  it('reads folders, addresses with variables, and bodies', () => {
    const { operations, skipped } = read([
      {
        name: 'Widgets',
        item: [
          {
            name: 'Create a widget',
            request: {
              method: 'POST',
              url: {
                raw: '{{host}}/widgets/:kind/{{widgetId}}?dry=true',
                query: [{ key: 'dry', value: 'true', description: 'Only try' }],
                variable: [{ key: 'kind', description: 'Which kind' }],
              },
              header: [{ key: 'X-Trace', value: '1' }],
              body: {
                mode: 'raw',
                raw: '{"name": "{{name}}", "size": 3, "parts": [{"id": {{id}} }], "at": "2026-01-02T03:04:05Z"}',
              },
            },
          },
        ],
      },
    ]);
    expect(skipped).toEqual([]);
    expect(operations[0]).toMatchObject({
      id: 'acme:POST /v1/widgets/{kind}/{widgetId}',
      service: 'Widgets',
      summary: 'Create a widget',
    });
    expect(operations[0]?.parameters).toEqual([
      { name: 'kind', in: 'path', type: 'string', required: true, description: 'Which kind' },
      { name: 'widgetId', in: 'path', type: 'string', required: true },
      { name: 'dry', in: 'query', type: 'string', description: 'Only try' },
      { name: 'X-Trace', in: 'header', type: 'string' },
      { name: 'name', in: 'body', type: 'string' },
      { name: 'size', in: 'body', type: 'integer' },
      { name: 'parts', in: 'body', type: 'array', items: { type: 'object', fields: [{ name: 'id', type: 'any' }] } },
      { name: 'at', in: 'body', type: 'string', format: 'date-time' },
    ]);
    expect(operations[0]?.invocations[0]).toMatchObject({
      server: 'https://api.acme.dev',
      contentType: 'application/json',
    });
  });

  it.each([
    ['https://acme.dev/x', 'https://acme.dev', 'GET /x'],
    ['acme.dev/x', 'https://acme.dev', 'GET /x'],
    ['{{unknown}}/x', 'https://{unknown}', 'GET /x'],
    [{ host: ['api', 'acme', 'dev'], path: ['a', ':b'] }, 'https://api.acme.dev', 'GET /a/{b}'],
  ])('reads the address %j', (url, server, path) => {
    expect(read([{ name: 'X', request: { method: 'GET', url } }]).operations[0]?.invocations[0]).toMatchObject({
      server,
      path,
    });
  });

  it('says what it skips', () => {
    const request = { method: 'GET', url: 'https://acme.dev/x' };
    const { skipped } = read([
      { request },
      { request },
      { name: 'no request' },
      { request: { ...request, url: 'https://acme.dev/y', body: { mode: 'file' } } },
    ]);
    expect(skipped.map((one) => one.reason)).toEqual([
      'another request is GET /x',
      'a request has no URL or no method',
      'a body of mode file is not read',
    ]);
  });

  it('refuses what is none', () => {
    expect(() => ingestPostman({ info: {} }, { provider: 'x', source })).toThrow(
      expect.objectContaining({ code: 'source-unsupported' }),
    );
  });
});
