import { buildSchema, introspectionFromSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ingestGraphql, looksLikeSdl } from './ingest.ts';

const SDL = `
"""A repository of somebody"""
type Repository { id: ID! name: String! owner: User! issues(first: Int!): [Issue] }
type User { login: String! }
type Issue { title: String! }
type Query {
  """Look up a repository by its owner and name. Nothing else."""
  repository(owner: String!, name: String!): Repository
  ping: String
}
enum Reason { RESOLVED DUPLICATE }
input CloseInput { issueId: ID! reason: Reason = RESOLVED parent: CloseInput }
type Mutation {
  closeIssue(input: CloseInput!): Issue
  deleteIssue(id: ID!): Boolean @deprecated(reason: "old")
}
type Subscription { changed: Issue }
`;
const source = { package: 'schema.graphql', version: '1', licence: 'NOASSERTION' };
const options = { provider: 'acme', source, url: 'https://api.acme.dev/graphql' };

describe('ingestGraphql', () => {
  const read = ingestGraphql(SDL, options);
  const byName = (name: string) => read.operations.find((one) => one.name === name)!;

  it('makes an operation of each query and mutation', () => {
    expect(read.operations.map((one) => one.name)).toEqual([
      'query.repository',
      'query.ping',
      'mutation.closeIssue',
      'mutation.deleteIssue',
    ]);
    expect(read.skipped).toEqual([{ pointer: 'subscription.changed', reason: 'a subscription is no single request' }]);
    expect(byName('query.repository').summary).toBe('Look up a repository by its owner and name');
    expect(byName('mutation.deleteIssue')).toMatchObject({ deprecated: true, destructive: true });
  });

  it('sends its arguments as variables of one request', () => {
    expect(byName('query.repository').invocations).toEqual([
      {
        surface: 'http',
        path: 'POST /graphql#repository',
        server: 'https://api.acme.dev',
        contentType: 'application/json',
        envelope: {
          value: {
            query:
              'query Repository($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { id name } }',
            variables: {},
          },
          at: 'variables',
        },
      },
    ]);
  });

  it('knows types, also ones that hold themselves', () => {
    expect(byName('mutation.closeIssue').parameters).toEqual([
      { name: 'input', in: 'body', type: 'object', ref: 'CloseInput', required: true },
    ]);
    expect(read.types['CloseInput']?.fields).toEqual([
      { name: 'issueId', type: 'string', format: 'id', required: true },
      { name: 'reason', type: 'string', enum: ['RESOLVED', 'DUPLICATE'], default: 'RESOLVED' },
      { name: 'parent', type: 'object', ref: 'CloseInput' },
    ]);
  });

  it('reads the answer to the introspection query alike', () => {
    const data = introspectionFromSchema(buildSchema(SDL));
    const again = ingestGraphql({ data }, options);
    expect(again.operations.map((one) => one.name)).toEqual(read.operations.map((one) => one.name));
  });

  it.each(['type Query {', '{"a": 1}', 'no schema at all'])('refuses %s', (text) => {
    expect(() => ingestGraphql(text, options)).toThrow(expect.objectContaining({ code: 'source-unsupported' }));
  });

  it.each([
    ['type Query { a: String }', true],
    ['openapi: 3.0.0\ninfo:\n  title: type of thing\n', false],
    ['{"type": "object"}', false],
    ['# Type\n\nThe type of a thing {x}', false],
  ])('%s looks like a schema: %s', (text, want) => expect(looksLikeSdl(text)).toBe(want));
});
