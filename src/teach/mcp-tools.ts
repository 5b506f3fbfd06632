import { Readable } from 'node:stream';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { AppError } from '../schema/error.ts';
import { checkedUrl, type RequestRules, send } from './request.ts';

/** What an MCP server says of itself, as `ingestMcp` reads it. */
export interface McpTools {
  serverInfo: { name: string; version: string };
  tools: unknown[];
}

export interface McpRules extends RequestRules {
  maxBytes: number;
}

const MAX_PAGES = 100;

/**
 * Asks an MCP server for its tools, and for nothing else: an `http(s)` URL (streamable HTTP), or a command line that starts it (stdio, without a
 * shell, and with no more of the environment than the SDK passes on by itself).
 *
 * Fails: `usage`, `tool-missing`, `tool-failed`, `download-failed`, `cancelled`.
 */
export async function mcpTools(server: string, rules: McpRules): Promise<McpTools> {
  const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
  const { ResultSchema } = await import('@modelcontextprotocol/sdk/types.js');
  const client = new Client({ name: 'gorilla', version: '1' });
  const timeout = AbortSignal.timeout(rules.timeoutMs);
  const signal = rules.signal ? AbortSignal.any([rules.signal, timeout]) : timeout;
  try {
    const transport = /^[a-z]+:\/\//i.test(server) ? await overHttp(server, rules) : await asProgram(server);
    await client.connect(transport, { signal, timeout: rules.timeoutMs });
    const tools: unknown[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      // Without the SDK's check of each schema: what one tool has wrong must not hide the others.
      const request = { method: 'tools/list', params: cursor === undefined ? {} : { cursor } };
      const answer: Record<string, unknown> = await client.request(request, ResultSchema, {
        signal,
        timeout: rules.timeoutMs,
      });
      if (Array.isArray(answer['tools'])) tools.push(...answer['tools']);
      cursor = typeof answer['nextCursor'] === 'string' ? answer['nextCursor'] : undefined;
      if (cursor === undefined) break;
    }
    const { name = 'mcp', version = '' } = client.getServerVersion() ?? {};
    return { serverInfo: { name, version }, tools };
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (rules.signal?.aborted) throw new AppError('cancelled', 'Reading was cancelled', 'Start it again.', error);
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new AppError(
        'tool-missing',
        `${words(server)[0]} is not installed`,
        'Check the command that starts the server.',
        error,
      );
    const why = timeout.aborted ? `no answer within ${Math.round(rules.timeoutMs / 1000)} s` : message.split('\n')[0];
    throw new AppError(
      'tool-failed',
      `The MCP server "${server}" does not list its tools: ${why}`,
      'Start it by hand to see what it says.',
      error,
    );
  } finally {
    await client.close();
  }
}

async function asProgram(server: string): Promise<Transport> {
  const { StdioClientTransport } = await import('@modelcontextprotocol/sdk/client/stdio.js');
  const [command, ...args] = words(server);
  if (!command)
    throw new AppError(
      'usage',
      'The command that starts the MCP server is empty',
      'For example: --mcp "npx -y @modelcontextprotocol/server-everything".',
    );
  return new StdioClientTransport({ command, args, stderr: 'ignore' });
}

/** Words of a command line with quotes; nothing else of a shell. */
export function words(line: string): string[] {
  return [...line.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([word]) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single),
  );
}

async function overHttp(server: string, rules: McpRules): Promise<Transport> {
  const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/sdk/client/streamableHttp.js');
  const transport = new StreamableHTTPClientTransport(checkedUrl(server), {
    fetch: (url, init) => checkedFetch(url, init, rules),
  });
  return transport as Transport;
}

/** `fetch` under our rules: the same checks of addresses, no redirects, and an end to what is read. */
async function checkedFetch(address: string | URL, init: RequestInit | undefined, rules: McpRules): Promise<Response> {
  const url = checkedUrl(String(address));
  const headers = Object.fromEntries(new Headers(init?.headers).entries());
  const answer = await send(
    url,
    { method: init?.method ?? 'GET', headers, ...(typeof init?.body === 'string' ? { body: init.body } : {}) },
    { ...rules, ...(init?.signal ? { signal: init.signal } : {}) },
  );
  let bytes = 0;
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > rules.maxBytes) answer.destroy(new Error('the answer is too large'));
  });
  answer.pause();
  const status = answer.statusCode ?? 502;
  if (status >= 300 && status < 400) {
    answer.destroy();
    throw new AppError('download-failed', `${url.href} redirects`, 'Give the address of the server itself.');
  }
  const empty = status === 204 || status === 205 || status === 304;
  return new Response(empty ? null : (Readable.toWeb(answer) as ReadableStream), {
    status,
    headers: headersOf(answer.headers),
  });
}

function headersOf(given: NodeJS.Dict<string | string[]>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given))
    for (const one of [value].flat()) if (one !== undefined) headers.append(name, one);
  return headers;
}
