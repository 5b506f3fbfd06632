import { describe, expect, it } from 'vitest';
import { ingestMarkdown } from './ingest.ts';

const PAGE = `# Acme API

The base URL is \`https://api.acme.dev/v1\`. You can GET /things in prose without meaning it.

## List widgets

\`GET /widgets?limit=10\`

Gives all widgets of the account.

| Parameter | Type | Required | Description |
|---|---|---|---|
| \`limit\` | integer | no | At most so many |
| \`colour\` | string | Yes | Of which colour |

### Response

| Field | Type | Description |
|---|---|---|
| \`id\` | string | Not a parameter |

## Create a widget: \`POST /widgets/:kind\`

- \`name\` (string, required): What it is called
- **tags** (array) – Words for it

\`\`\`sh
curl -X POST https://api.acme.dev/v1/widgets/small -d '{"name": "x"}'
\`\`\`

## Delete a widget

\`\`\`http
DELETE https://other.acme.dev/widgets/{id}
\`\`\`
`;
const source = { package: 'README.md', version: '1', licence: 'NOASSERTION' };

describe('ingestMarkdown', () => {
  const { operations } = ingestMarkdown(PAGE, { provider: 'acme', source });

  it('reads requests of headings and code, each once', () => {
    expect(operations.map(({ name, summary, destructive }) => [name, summary, destructive])).toEqual([
      ['GET /widgets', 'List widgets', undefined],
      ['POST /widgets/{kind}', 'Create a widget', undefined],
      ['DELETE /widgets/{id}', 'Delete a widget', true],
    ]);
    expect(operations.map(({ invocations: [way] }) => way?.surface === 'http' && way.server)).toEqual([
      'https://api.acme.dev/v1',
      'https://api.acme.dev/v1',
      'https://other.acme.dev',
    ]);
  });

  it('reads parameters of tables and lists, and not the fields of answers', () => {
    expect(operations[0]?.parameters).toEqual([
      { name: 'limit', in: 'query', type: 'integer', description: 'At most so many' },
      { name: 'colour', in: 'query', type: 'string', required: true, description: 'Of which colour' },
    ]);
    expect(operations[1]?.parameters).toEqual([
      { name: 'kind', in: 'path', type: 'string', required: true },
      { name: 'name', in: 'body', type: 'string', required: true, description: 'What it is called' },
      { name: 'tags', in: 'body', type: 'array', description: 'Words for it' },
    ]);
  });

  it('refuses prose', () => {
    expect(() => ingestMarkdown('# Hello\n\nGET /things is a request.\n', { provider: 'x', source })).toThrow(
      expect.objectContaining({ code: 'source-unsupported' }),
    );
  });
});
