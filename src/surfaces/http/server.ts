import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import { AppError } from '../../schema/error.ts';
import type { Backend } from './backend.ts';
import { openAiFailure } from './failure.ts';
import { bearerOf, guard } from './guard.ts';
import { Metrics } from './metrics.ts';
import { openAiRoutes } from './openai/routes.ts';
import { type PageFiles, pageRoutes } from './page/files.ts';
import { type Teaching, zooRoutes } from './page/zoo-routes.ts';
import { checkSafe, type ServeOptions } from './serve-options.ts';
import { Traffic } from './traffic.ts';
import { Turnstile } from './turnstile.ts';

export interface ServerParts {
  backend: Backend;
  version: string;
  /** Where the log goes; stdout where absent. */
  log?: NodeJS.WritableStream;
  /** Absent: no page is served. */
  page?: PageFiles;
  /** Absent: the page cannot teach. */
  teaching?: Teaching;
}

/** A server that has not begun to listen. */
export interface Server {
  app: FastifyInstance;
  turnstile: Turnstile;
  traffic: Traffic;
  /** From now on each answer closes its connection, and `/healthz` says that the server is about to end. */
  drain(): void;
}

/** Answers are made in one thread: two at once would only both be late. */
const AT_ONCE = 1;

const DESCRIPTION =
  'A task in plain words in, the correct API call out: every name checked against the API documents. OpenAI-compatible; the field `gorilla` of a request and of an answer is an extension.';

/** Methods, routes and times: what a request says stays out of the log. */
function logRequests(app: FastifyInstance, options: ServeOptions): void {
  app.addHook('onResponse', async (request, reply) => {
    const entry = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Number(reply.elapsedTime.toFixed(1)),
    };
    request.log.info(options.logText ? { ...entry, url: request.url, body: request.body } : entry, 'request');
  });
}

/** Fails: `config-invalid` where the options are not safe. */
export async function buildServer(options: ServeOptions, parts: ServerParts): Promise<Server> {
  checkSafe(options);
  const startedAt = new Date();
  let draining = false;
  const app: FastifyInstance = fastify({
    logger:
      options.logLevel === 'silent'
        ? false
        : { level: options.logLevel, base: null, ...(parts.log ? { stream: parts.log } : {}) },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: options.bodyBytes,
    requestTimeout: options.timeoutSeconds * 1000,
    connectionTimeout: (options.timeoutSeconds + 10) * 1000,
    keepAliveTimeout: 72_000,
    // What comes while the server ends is answered like anything else.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 300 },
    // Requests are checked, never bent: "3" is no number, and no field is dropped.
    ajv: {
      customOptions: {
        coerceTypes: false,
        removeAdditional: false,
        useDefaults: false,
        allowUnionTypes: true,
        strict: false,
      },
    },
  });
  const turnstile = new Turnstile(AT_ONCE, options.queue, options.timeoutSeconds * 1000);
  const metrics = new Metrics(app, turnstile);
  const traffic = new Traffic(app);

  app.setErrorHandler((error, request, reply) => {
    const { status, body, failure } = openAiFailure(error);
    if (failure.code === 'internal') request.log.error({ err: failure }, 'fault');
    if (status === 401) reply.header('www-authenticate', 'Bearer');
    if (status === 503) reply.header('retry-after', '1');
    return reply.code(status).send(body);
  });
  app.setNotFoundHandler((request) => {
    throw new AppError('not-found', `There is no ${request.method} here.`, 'The paths are in /openapi.json.');
  });
  app.addHook('onSend', async (request, reply) => {
    if (draining) reply.header('connection', 'close');
    reply.header('x-content-type-options', 'nosniff').header('x-request-id', request.id);
  });

  guard(app, options);
  if (options.allowedOrigins.length > 0)
    await app.register(cors, { origin: options.allowedOrigins, methods: ['GET', 'POST'], maxAge: 600 });
  if (options.ratePerMinute > 0)
    await app.register(rateLimit, {
      max: options.ratePerMinute,
      timeWindow: 60_000,
      keyGenerator: (request) => bearerOf(request) ?? request.ip,
      allowList: (request) => request.url === '/healthz',
    });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Gorilla', version: parts.version, description: DESCRIPTION },
      ...(options.keys.length > 0
        ? { components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } }, security: [{ key: [] }] }
        : {}),
    },
  });
  if (options.logLevel !== 'silent') logRequests(app, options);

  await app.register(async (routes) => {
    openAiRoutes(routes, { backend: parts.backend, turnstile, metrics, startedAt });
    zooRoutes(routes, {
      backend: parts.backend,
      turnstile,
      metrics,
      options,
      ...(parts.teaching ? { teaching: parts.teaching } : {}),
    });
    statusRoutes(routes, metrics, () => draining);
    if (parts.page) pageRoutes(routes, parts.page);
  });
  return {
    app,
    turnstile,
    traffic,
    drain: () => {
      draining = true;
    },
  };
}

function statusRoutes(app: FastifyInstance, metrics: Metrics, draining: () => boolean): void {
  app.get(
    '/healthz',
    {
      config: { open: true },
      schema: { operationId: 'health', summary: 'Whether requests are answered', tags: ['status'] },
    },
    async (_, reply) => {
      const ends = draining();
      return reply.code(ends ? 503 : 200).send({ status: ends ? 'draining' : 'ok' });
    },
  );
  app.get(
    '/metrics',
    { schema: { operationId: 'metrics', summary: 'Figures for Prometheus', tags: ['status'] } },
    async (_, reply) => reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
  app.get('/openapi.json', { config: { open: true }, schema: { hide: true } }, async () => app.swagger());
}
