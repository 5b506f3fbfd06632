import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { AppError } from '../../schema/error.ts';
import { refusal } from './loopback.ts';
import { mcpServer, type Served } from './server.ts';

/** More than any text that a tool takes. */
const MOST_BYTES = 200_000;
const PATH = '/mcp';

export interface HttpServing {
  url: string;
  close(): Promise<void>;
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    connection: 'close',
    ...(status === 405 ? { allow: 'POST' } : {}),
  });
  response.end(
    JSON.stringify({ jsonrpc: '2.0', error: { code: status === 400 ? -32700 : -32000, message }, id: null }),
  );
}

/** The body's bytes; undefined where there are too many. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    // The client is told so.
    return undefined;
  }
}

/** One message, one answer: no tool has anything to say between them, so there are no sessions to keep or to steal. */
async function answer(request: IncomingMessage, response: ServerResponse, served: Served): Promise<void> {
  const refused = refusal(request.headers);
  if (refused) return refuse(response, 403, refused);
  if (new URL(request.url ?? '/', 'http://localhost').pathname !== PATH)
    return refuse(response, 404, `The server is at ${PATH}.`);
  if (request.method !== 'POST') return refuse(response, 405, 'Send each message by POST.');
  const text = await bodyOf(request);
  if (text === undefined) return refuse(response, 413, `A message has at most ${MOST_BYTES} bytes.`);
  const body = parsed(text);
  if (!body) return refuse(response, 400, 'The body is not JSON.');
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
  const server = mcpServer(served);
  response.on('close', () => void server.close());
  await server.connect(transport);
  await transport.handleRequest(request, response, body.value);
}

/** Listens on this machine alone. Fails: `usage` where the port is taken. */
export async function serveHttp(served: Served, port: number): Promise<HttpServing> {
  const server: Server = createServer((request, response) => {
    answer(request, response, served).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else refuse(response, 500, error instanceof Error ? error.message : 'A fault of ours.');
    });
  });
  server.requestTimeout = 30_000;
  await new Promise<void>((settle, fail) => {
    server.once('error', (cause) =>
      fail(
        new AppError(
          'usage',
          `Nothing can listen on port ${port}: ${cause.message}.`,
          'Take another: --port 0 finds one.',
          cause,
        ),
      ),
    );
    server.listen(port, '127.0.0.1', settle);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${PATH}`,
    close: () =>
      new Promise((settle) => {
        server.close(() => settle());
        server.closeIdleConnections();
      }),
  };
}
