import type { AddressInfo } from 'node:net';
import { openEngine } from '../cli/fake-engine.ts';
import { BACKEND_METHODS, type Backend, LocalBackend } from './backend.ts';
import { type ServeOptions, serveDefaults } from './serve-options.ts';
import { buildServer, type Server, type ServerParts } from './server.ts';

/** A server over the fake engine, quiet, and not listening: for `app.inject`. */
export async function testServer(
  options: Partial<ServeOptions> = {},
  parts: Partial<ServerParts> = {},
): Promise<Server & { backend: Backend }> {
  const backend = parts.backend ?? new LocalBackend(await openEngine());
  const all = { ...serveDefaults(), logLevel: 'silent' as const, port: 0, ...options };
  const server = await buildServer(all, { version: '1.2.3', ...parts, backend });
  return { ...server, backend };
}

/** The same, listening on a free port: for real clients. */
export async function listeningServer(
  options: Partial<ServeOptions> = {},
  parts: Partial<ServerParts> = {},
): Promise<{ server: Server; url: string; close(): Promise<void> }> {
  const server = await testServer(options, parts);
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.app.server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}`, close: () => server.app.close() };
}

/** The fake engine's backend with some methods of a test's own. */
export async function backendWith(own: (backend: Backend) => Partial<Backend>): Promise<Backend> {
  const backend = new LocalBackend(await openEngine());
  const methods = BACKEND_METHODS.map((method) => [method, backend[method].bind(backend)]);
  return { ...(Object.fromEntries(methods) as unknown as Backend), ...own(backend) };
}
