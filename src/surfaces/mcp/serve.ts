import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { type HttpServing, serveHttp } from './http.ts';
import { mcpServer, type Served } from './server.ts';

/** Settles when the process is told to end. */
function ended(): Promise<void> {
  return new Promise((settle) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => settle());
  });
}

/** Talks over standard input and output until the client closes them. */
export async function overStdio(served: Served): Promise<void> {
  const server = mcpServer(served);
  const closed = new Promise<void>((settle) => process.stdin.once('end', settle).once('close', settle));
  await server.connect(new StdioServerTransport());
  await Promise.race([closed, ended()]);
  await server.close();
  // A reader that waits for more would keep the process.
  process.stdin.destroy();
}

/** Answers over HTTP until the process is told to end. `ready` is called with the address. */
export async function overHttp(served: Served, port: number, ready: (serving: HttpServing) => void): Promise<void> {
  const serving = await serveHttp(served, port);
  ready(serving);
  await ended();
  await serving.close();
}
