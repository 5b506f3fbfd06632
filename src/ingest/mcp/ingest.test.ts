import { describe, expect, it } from 'vitest';
import { ingestMcp } from './ingest.ts';

const source = { package: 'mcp', version: '1', licence: 'NOASSERTION' };
const TOOLS = {
  tools: [
    {
      name: 'move_file',
      title: 'Move File',
      description: 'Move or rename a file. Fails where the target exists.',
      inputSchema: {
        type: 'object',
        properties: {
          source: { type: 'string', description: 'Where it is' },
          mode: { $ref: '#/$defs/mode' },
          tree: { $ref: '#/$defs/node' },
        },
        required: ['source'],
        $defs: {
          mode: { enum: ['safe', 'force'] },
          node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } } },
        },
      },
      annotations: { destructiveHint: true },
    },
    { name: 'list_files', inputSchema: { type: 'object' }, annotations: { readOnlyHint: true } },
    { name: 'list_files', inputSchema: { type: 'object' } },
    { name: 'a b; rm', inputSchema: {} },
    'nonsense',
  ],
};

describe('ingestMcp', () => {
  const read = ingestMcp(TOOLS, { provider: 'files', source, url: 'https://files.acme.dev/mcp' });

  it('makes an operation of each tool', () => {
    expect(read.operations.map(({ id, kind, summary, destructive }) => ({ id, kind, summary, destructive }))).toEqual([
      { id: 'files:move_file', kind: 'mcp', summary: 'Move or rename a file', destructive: true },
      { id: 'files:list_files', kind: 'mcp', summary: 'list files', destructive: undefined },
    ]);
    expect(read.skipped.map((one) => one.reason)).toEqual([
      'the tool list_files stands twice; the first is read',
      'a tool has no name that could be called',
      'a tool has no name that could be called',
    ]);
  });

  it('keeps the schema, with references to its own definitions', () => {
    const [origin, mode, tree] = read.operations[0]!.parameters;
    expect(origin).toEqual({ name: 'source', in: 'body', type: 'string', required: true, description: 'Where it is' });
    expect(mode).toMatchObject({ enum: ['safe', 'force'] });
    expect(Object.keys(read.types)).toContain(tree?.ref);
  });

  it('is called over HTTP only where it has an address', () => {
    expect(read.operations[0]?.invocations[0]).toMatchObject({
      surface: 'http',
      path: 'POST /mcp#move_file',
      envelope: { at: 'params.arguments' },
    });
    const local = ingestMcp(TOOLS, { provider: 'files', source });
    expect(local.operations[0]?.invocations.map((one) => one.surface)).toEqual(['python', 'typescript']);
  });

  it.each([{}, null, { tools: 'no' }])('refuses %j', (input) => {
    expect(() => ingestMcp(input, { provider: 'x', source })).toThrow(
      expect.objectContaining({ code: 'source-unsupported' }),
    );
  });
});
