import { describe, expect, it } from 'vitest';
import type { Call } from '../schema/call.ts';
import type { Operation } from '../schema/operation.ts';
import { MemoryZoo } from '../zoo/memory.ts';
import { renderCall, renderText } from './render.ts';

const origin = { source: 0, pointer: '#' };
const TOOL: Operation = {
  id: 'files:read_file',
  provider: 'files',
  name: 'read_file',
  kind: 'mcp',
  summary: 'Read a file',
  parameters: [
    { name: 'path', in: 'body', type: 'string', required: true },
    { name: 'head', in: 'body', type: 'integer' },
  ],
  invocations: [
    {
      surface: 'http',
      path: 'POST /mcp#read_file',
      server: 'https://files.acme.dev',
      contentType: 'application/json',
      envelope: {
        value: { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'read_file', arguments: {} } },
        at: 'params.arguments',
      },
    },
    { surface: 'python', path: 'files.read_file', package: 'mcp' },
    { surface: 'typescript', path: 'files.read_file', package: '@modelcontextprotocol/sdk' },
  ],
  origin,
};
const zoo = new MemoryZoo([{ provider: 'files', sources: [], operations: [TOOL], types: {}, skipped: [] }]);
const call = (surface: Call['surface']): Call => ({
  operation: TOOL.id,
  surface,
  arguments: [{ name: 'head', value: 5, from: { kind: 'person' } }],
  missing: ['path'],
});

describe('an operation whose body stands in an envelope', () => {
  it('is sent within it, to the address without the part that tells operations apart', () => {
    const { url, body } = renderCall(zoo, call('http'), TOOL);
    expect(url).toBe('https://files.acme.dev/mcp');
    expect(body).toEqual({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'read_file', arguments: { head: 5, path: '<path>' } },
    });
  });

  it('leaves the envelope of the document as it is', () => {
    renderCall(zoo, call('http'), TOOL);
    expect(TOOL.invocations[0]).toMatchObject({ envelope: { value: { params: { arguments: {} } } } });
  });

  it.each([
    ['python', 'result = await session.call_tool("read_file", {"head": 5, "path": "<path>"})'],
    [
      'typescript',
      "const result = await client.callTool({ name: 'read_file', arguments: { head: 5, path: '<path>' } });",
    ],
  ] as const)('is a call of the SDK in %s', (style, want) => {
    expect(
      renderText(zoo, call(style), TOOL, style)
        .replace(/'/g, style === 'python' ? '"' : "'")
        .replace(/\s+/g, ' '),
    ).toBe(want);
  });
});
