import { describe, expect, it } from 'vitest';
import { detect } from './detect.ts';

const json = (value: unknown): string => JSON.stringify(value);

describe('detect', () => {
  const rows: [format: string, name: string, content: string][] = [
    ['openapi', 'a.json', json({ openapi: '3.1.0', paths: {} })],
    ['openapi', 'a.yaml', 'swagger: "2.0"\npaths:\n  /x: {}\n'],
    ['openapi', 'no-ending', 'openapi: 3.0.0\npaths: {}\n'],
    ['discovery', 'a.json', json({ kind: 'discovery#restDescription', name: 'drive', resources: {} })],
    ['aws', 'service-2.json', json({ metadata: { apiVersion: '1' }, operations: {}, shapes: {} })],
    [
      'postman',
      'a.json',
      json({ info: { schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' }, item: [] }),
    ],
    ['graphql', 'a.json', json({ data: { __schema: {} } })],
    ['graphql', 'schema.graphql', 'type Query {\n  me: String\n}\n'],
    ['graphql', 'schema.txt', '"""Doc"""\ntype Query @x {\n  me(id: ID!): String\n}\n'],
    ['mcp', 'tools.json', json({ tools: [{ name: 'echo', inputSchema: { type: 'object' } }] })],
    ['gorilla-zoo', 'a.json', json([{ api_name: 'x', api_call: 'x.y()' }])],
    ['gorilla-zoo', 'a.jsonl', `${json({ api_call: 'x.y()' })}\n${json({ api_call: 'x.z()' })}\n`],
    ['fig', 'a.json', json({ name: 'acme', subcommands: [] })],
    ['fig', 'acme.js', 'export default { name: "acme" }'],
    ['markdown', 'README.md', '# Widgets\n\n## List\n\n`GET /widgets`\n'],
    ['markdown', 'notes', '# Widgets: all\n\nText: with: colons\n\n## `GET /widgets`\n'],
    ['man', 'acme.1', '.TH ACME 1\n'],
  ];
  it.each(rows)('%s by its content: %s', (format, name, content) => {
    expect(detect({ bytes: Buffer.from(content), name }).format).toBe(format);
  });

  it.each([
    ['AsyncAPI', json({ asyncapi: '3.0.0' }), /AsyncAPI/],
    ['Smithy', json({ smithy: '2.0' }), /Smithy/],
    ['a JSON schema', json({ $schema: 'x', type: 'object' }), /JSON schema/],
    ['prose', 'Just some words.', /no description of an API/],
  ])('says why %s is not read', (_, content, message) => {
    expect(() => detect({ bytes: Buffer.from(content), name: 'a' })).toThrow(
      expect.objectContaining({ code: 'source-unsupported', message: expect.stringMatching(message) }),
    );
  });

  it('refuses what is no text', () => {
    expect(() => detect({ bytes: Buffer.from([0xff, 0xfe, 0x00]), name: 'a' })).toThrow(
      expect.objectContaining({ code: 'source-unreadable' }),
    );
  });

  it.each([
    [
      'a YAML bomb',
      `a: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
        .split('')
        .map((name, i) => `${name}: &${name} [${`*${'abcdefghi'[i]},`.repeat(10)}]`)
        .join('\n')}\n`,
    ],
    ['endless nesting', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ])('survives %s', (_, content) => {
    expect(() => detect({ bytes: Buffer.from(content), name: 'a' })).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^source-/) }),
    );
  });
});
