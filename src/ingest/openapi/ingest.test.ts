import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../schema/error.ts';
import type { Operation, Source } from '../../schema/operation.ts';
import { withOctokit } from './github.ts';
import { ingestOpenApi, type OpenApiOptions } from './ingest.ts';
import { ingestKubernetes, summarize } from './kubernetes.ts';
import { readDocument } from './read.ts';

const source: Source = { package: 'file:x', version: '1', licence: 'MIT' };
const options: OpenApiOptions = { provider: 'p', source };

function first(operation: unknown, more: object = {}, path = '/pets/{id}', method = 'post'): Operation {
  const document = { openapi: '3.0.3', paths: { [path]: { [method]: operation } }, ...more };
  return ingestOpenApi(document, options).operations[0]!;
}

const json = (schema: unknown) => ({ requestBody: { content: { 'application/json': { schema } } } });

describe('operations', () => {
  it('are named by operationId, or by method and path where it is absent or taken', () => {
    const paths = { '/a': { get: { operationId: 'x' }, post: { operationId: 'x' } }, '/b': { get: {} } };
    const { operations } = ingestOpenApi({ openapi: '3.1.0', paths }, options);
    expect(operations.map((operation) => operation.id)).toEqual(['p:x', 'p:POST /a', 'p:GET /b']);
  });

  const summaries: [object, string][] = [
    [{ summary: 'List pets.' }, 'List pets'],
    [{ description: '<p>Lists <b>pets</b>. Slowly.</p>' }, 'Lists pets'],
    [{ operationId: 'listAllPets' }, 'list all pets'],
    [{}, 'POST /pets/{id}'],
    [{ summary: 7, operationId: {} }, 'POST /pets/{id}'],
  ];
  it.each(summaries)('%j are summarised', (given, want) => {
    expect(first(given).summary).toBe(want);
  });

  it('add what the path needs, and order it as in the template', () => {
    const parameters = [
      { name: 'limit', in: 'query', schema: { type: 'integer', default: 10 } },
      { name: 'b', in: 'path', required: true, schema: { type: 'string' } },
    ];
    expect(
      first({ parameters }, {}, '/x/{a}/{b}').parameters.map((p) => `${p.in} ${p.name} ${p.required ?? ''}`),
    ).toEqual(['path a true', 'path b true', 'query limit ']);
  });

  it('leave out headers of the client and credentials', () => {
    const parameters = ['Authorization', 'Content-Type', 'X-Trace'].map((name) => ({
      name,
      in: 'header',
      schema: { type: 'string' },
    }));
    expect(first({ parameters }, {}, '/x').parameters.map((p) => p.name)).toEqual(['X-Trace']);
  });

  const bodies: [string, object, unknown[]][] = [
    [
      'fields',
      json({
        type: 'object',
        required: ['a'],
        properties: { a: { type: 'string' }, r: { type: 'string', readOnly: true } },
      }),
      [{ name: 'a', type: 'string', required: true, in: 'body' }],
    ],
    [
      'a list',
      json({ type: 'array', items: { type: 'string' } }),
      [{ name: 'body', in: 'body', type: 'array', items: { type: 'string' }, wholeBody: true }],
    ],
    ['no fields', json({ type: 'object', properties: {} }), []],
    [
      'the name of a path parameter',
      json({ properties: { id: { type: 'string' }, n: { type: 'number' } } }),
      [{ name: 'n', type: 'number', in: 'body' }],
    ],
  ];
  it.each(bodies)('read a body of %s', (_name, given, want) => {
    expect(first(given).parameters.filter((parameter) => parameter.in === 'body')).toEqual(want);
  });

  it('read Swagger 2 bodies and forms', () => {
    const document = {
      swagger: '2.0',
      host: 'api.x.io',
      basePath: '/v1/',
      schemes: ['http', 'https'],
      paths: {
        '/a': { post: { parameters: [{ in: 'body', name: 'b', schema: { $ref: '#/definitions/T' } }] } },
        '/f': { post: { parameters: [{ in: 'formData', name: 'f', type: 'file', required: true }] } },
      },
      definitions: { T: { type: 'object', properties: { x: { type: 'string' } } } },
    };
    const [a, f] = ingestOpenApi(document, options).operations;
    expect(a?.parameters).toEqual([{ name: 'x', type: 'string', in: 'body' }]);
    expect(a?.invocations[0]).toMatchObject({
      path: 'POST /a',
      server: 'https://api.x.io/v1',
      contentType: 'application/json',
    });
    expect(f?.parameters).toEqual([{ name: 'f', type: 'binary', required: true, in: 'body' }]);
    expect(f?.invocations[0]).toMatchObject({ contentType: 'multipart/form-data' });
  });

  const auths: [object, object | undefined][] = [
    [
      { type: 'http', scheme: 'bearer' },
      { in: 'header', name: 'Authorization', template: 'Bearer <token>' },
    ],
    [
      { type: 'http', scheme: 'basic' },
      { in: 'header', name: 'Authorization', template: 'Basic <credentials>' },
    ],
    [
      { type: 'oauth2', flows: {} },
      { in: 'header', name: 'Authorization', template: 'Bearer <token>' },
    ],
    [
      { type: 'apiKey', in: 'query', name: 'key' },
      { in: 'query', name: 'key', template: '<api-key>' },
    ],
    [
      { type: 'apiKey', in: 'cookie', name: 'sid' },
      { in: 'header', name: 'Cookie', template: 'sid=<api-key>' },
    ],
    [{ type: 'apiKey' }, undefined],
  ];
  it.each(auths)('ask for %j', (scheme, want) => {
    const more = { security: [{ s: [] }], components: { securitySchemes: { s: scheme } } };
    const http = first({}, more).invocations[0];
    expect(http?.surface === 'http' ? http.auth : 'none').toEqual(want);
  });

  const servers: [unknown, string][] = [
    [[{ url: 'http://x.io/' }, { url: 'https://x.io/v1/' }], 'https://x.io/v1'],
    [[{ url: '//x.io' }], 'https://x.io'],
    [[{ url: '/api/v1' }], 'https://{host}/api/v1'],
    ['nonsense', 'https://{host}'],
  ];
  it.each(servers)('go to %j', (given, want) => {
    expect(first({}, { servers: given }).invocations[0]).toMatchObject({ server: want });
  });

  const destructive: [string, string, object, boolean][] = [
    ['delete', '/a', {}, true],
    ['post', '/a/{id}/cancel', {}, true],
    ['post', '/a', { operationId: 'revokeToken' }, true],
    ['post', '/a', { operationId: 'createPet', summary: 'Create a pet' }, false],
    ['get', '/cancelled', { summary: 'Remove nothing' }, false],
  ];
  it.each(destructive)('%s %s %j destroys: %s', (method, path, given, want) => {
    expect(first(given, {}, path, method).destructive ?? false).toBe(want);
  });
});

describe('hostile documents', () => {
  it.each([null, 7, 'x', [], {}, { openapi: '4.0', paths: {} }, { openapi: '3.0.0' }, { swagger: 2 }])(
    '%j is no OpenAPI document',
    (given) => {
      expect(() => ingestOpenApi(given, options)).toThrow(AppError);
    },
  );

  it('never crash it', () => {
    const names = [
      'parameters',
      'requestBody',
      'content',
      'application/json',
      'schema',
      '$ref',
      'allOf',
      'oneOf',
      'properties',
      'items',
      'name',
      'in',
      'type',
      'enum',
      'description',
      'security',
      'servers',
      'tags',
    ];
    const anything = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom<unknown>('#', '#/paths', '#/paths/~1a/get', 'object', 'path', null, 3, true, '', 'string'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 6 }),
      ),
    })).value;
    fc.assert(
      fc.property(anything, anything, (operation, item) => {
        const given = {
          openapi: '3.0.0',
          paths: { '/a': { get: operation, parameters: item }, '/b': item },
          components: item,
        };
        const { operations, skipped } = ingestOpenApi(given, options);
        expect(operations.length + skipped.length).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });

  it('list what is not read', () => {
    const paths = {
      '/a': { get: 7, post: { parameters: [{ in: 'query' }, { $ref: 'other.yaml#/x' }] } },
      '/b': 'x',
      c: {},
    };
    expect(ingestOpenApi({ openapi: '3.0.0', paths }, { ...options, pointerPrefix: 'f.json' }).skipped).toEqual([
      { pointer: 'f.json#/paths/~1a/get', reason: 'an operation is not an object' },
      { pointer: 'f.json#/paths/~1a/post/parameters/0', reason: 'a parameter has no name or no place' },
      {
        pointer: 'f.json#/paths/~1a/post/parameters/1',
        reason: '$ref to another document is not followed: other.yaml#/x',
      },
      { pointer: 'f.json#/paths/~1b', reason: 'a path is not an object' },
      { pointer: 'f.json#/paths/c', reason: 'a path does not start with a slash' },
    ]);
  });
});

const fixture = (name: string): unknown =>
  readDocument(readFileSync(new URL(`../../../fixtures/openapi/${name}.json`, import.meta.url)), name);
const golden = (name: string): string =>
  new URL(`../../../fixtures/openapi/${name}.golden.json`, import.meta.url).pathname;

describe('real documents', () => {
  it.each(['github', 'stripe', 'slack'])('%s', async (name) => {
    const refine = name === 'github' ? { refine: withOctokit } : {};
    const ingested = ingestOpenApi(fixture(name), { provider: name, source, ...refine });
    await expect(`${JSON.stringify(ingested, null, 1)}\n`).toMatchFileSnapshot(golden(name));
  });

  it('kubernetes', async () => {
    const ingested = ingestKubernetes(fixture('kubernetes'), source);
    await expect(`${JSON.stringify(ingested, null, 1)}\n`).toMatchFileSnapshot(golden('kubernetes'));
  });
});

describe('Kubernetes summaries', () => {
  const cases: [string, string, string, string][] = [
    ['post', 'Namespace', 'POST /api/v1/namespaces', 'create a Namespace'],
    ['list', 'Pod', 'GET /api/v1/namespaces/{namespace}/pods', 'list Pods in a namespace'],
    ['list', 'Pod', 'GET /api/v1/pods', 'list Pods in the whole cluster'],
    ['list', 'Ingress', 'GET /x/namespaces/{namespace}/ingresses', 'list Ingresses in a namespace'],
    [
      'put',
      'Scale',
      'PUT /apis/apps/v1/namespaces/{namespace}/deployments/{name}/scale',
      'replace the scale (replica count) of a Deployment',
    ],
    ['get', 'Pod', 'GET /api/v1/namespaces/{namespace}/pods/{name}/log', 'get the logs of a Pod'],
    [
      'deletecollection',
      'Policy',
      'DELETE /x/namespaces/{namespace}/policies',
      'delete all Policies of a namespace (a collection)',
    ],
  ];
  it.each(cases)('%s %s', (action, kind, path, want) => {
    expect(summarize(action, kind, path)).toBe(want);
  });
});
