import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../../schema/error.ts';
import { isLoopback, type ServeOptions } from './serve-options.ts';

/** The host of `example.org:80` or of an origin; undefined where it is none. */
function hostOf(text: string): string | undefined {
  const address = text.includes('://') ? text : `http://${text}`;
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}

/** A web page can let its own name point to this machine and then read our answers (DNS rebinding): such a request carries that name. */
function checkHost(request: FastifyRequest, options: ServeOptions): void {
  const host = hostOf(request.headers.host ?? '');
  if (options.allowedHosts.length === 0 && !isLoopback(options.host)) return;
  if (host !== undefined && (isLoopback(host) || host === options.host || options.allowedHosts.includes(host))) return;
  throw new AppError(
    'forbidden',
    `The host ${JSON.stringify(request.headers.host ?? '')} is not this server's.`,
    'Call the address that it prints when it starts, or start it with --allow-host.',
  );
}

/** The page that is served here calls from our own origin; any other page must be allowed. */
function checkOrigin(request: FastifyRequest, options: ServeOptions): void {
  const { origin, host } = request.headers;
  if (origin === undefined || options.allowedOrigins.includes(origin)) return;
  if (URL.canParse(origin) && new URL(origin).host === host) return;
  throw new AppError(
    'forbidden',
    `Pages of ${JSON.stringify(origin)} may not call this server.`,
    'Start it with --allow-origin.',
  );
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Digests have one length, and all keys are compared: the time says nothing of a key. */
export function keyChecker(keys: readonly string[]): (given: string) => boolean {
  const known = keys.map(digest);
  return (given) => {
    const tried = digest(given);
    let right = false;
    for (const each of known) right = timingSafeEqual(each, tried) || right;
    return right;
  };
}

export const bearerOf = (request: FastifyRequest): string | undefined =>
  /^Bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '')?.[1];

/** A route that anybody may call who reaches the server: the page and the health check hold nothing private. */
declare module 'fastify' {
  interface FastifyContextConfig {
    open?: boolean;
  }
}

/** Refuses callers before anything of their request is read. */
export function guard(app: FastifyInstance, options: ServeOptions): void {
  const isKey = keyChecker(options.keys);
  app.addHook('onRequest', async (request) => {
    checkHost(request, options);
    checkOrigin(request, options);
    // A preflight carries no key.
    if (options.keys.length === 0 || request.routeOptions.config?.open || request.method === 'OPTIONS') return;
    const key = bearerOf(request);
    if (key !== undefined && isKey(key)) return;
    throw new AppError(
      'unauthorized',
      key === undefined ? 'The request has no key.' : 'The key is wrong.',
      'Send Authorization: Bearer <key>; the server was started with keys.',
    );
  });
}
