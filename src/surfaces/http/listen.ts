import { type AddressInfo, Server as NetServer } from 'node:net';
import { AppError } from '../../schema/error.ts';
import type { ServeOptions } from './serve-options.ts';
import type { Server } from './server.ts';

/** A server that answers. */
export interface Listening {
  /** `http://127.0.0.1:8080`. */
  url: string;
  /** Ends: requests that have come are answered, then connections are closed. True where all was answered in time. */
  end(): Promise<boolean>;
}

/** Callers that come again and again are no reason to stay: after so long nobody new is let in. */
const LAST_CALL_MS = 2_000;

/** Fails: `address-taken`. */
export async function listen(server: Server, options: ServeOptions): Promise<Listening> {
  const { app } = server;
  try {
    await app.listen({ host: options.host, port: options.port });
  } catch (cause) {
    await app.close();
    throw new AppError(
      'address-taken',
      `Nothing can listen on ${options.host}:${options.port}: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Choose another port: gorilla serve --port 8081 (0 finds a free one).',
      cause,
    );
  }
  const { address, port, family } = app.server.address() as AddressInfo;
  const host = family === 'IPv6' ? `[${address}]` : address;
  return { url: `http://${host}:${port}`, end: () => end(server, options) };
}

/**
 * First every answer says that its connection closes, and the health check that this server ends; when nothing more is on its way, no
 * connection is taken any more, and what was asked on those that are open has `drainSeconds`.
 */
async function end({ app, drain, traffic }: Server, options: ServeOptions): Promise<boolean> {
  drain();
  await traffic.quiet(LAST_CALL_MS);
  // HTTP's own `close` cuts connections at once whose request has not been read yet; the plain one only stops to listen.
  NetServer.prototype.close.call(app.server);
  const whole = await traffic.quiet(options.drainSeconds * 1000);
  app.server.closeAllConnections();
  await app.close();
  return whole;
}
