import type {} from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../../../schema/error.ts';
import { documented } from '../openai/routes.ts';
import type { ServeOptions } from '../serve-options.ts';

/** What a taught document has brought. */
export interface Taught {
  name: string;
  operations: number;
  parameters: number;
  skipped: { pointer: string; reason: string }[];
  hints: string[];
}

/** Teaches the zoo an OpenAPI document. Fails as adapters do. */
export interface Teaching {
  teach(document: Buffer, name: string | undefined): Promise<Taught>;
}

/** Skips that are shown; the number of all is said. */
const MOST_SKIPS = 50;

/** `POST /api/teach`: the document itself is the body, whatever its type is called. */
export function teachRoute(app: FastifyInstance, options: ServeOptions, teaching: Teaching | undefined): void {
  void app.register(async (routes) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: options.documentBytes }, (_, body, done) =>
      done(null, body),
    );
    routes.post<{ Querystring: { name?: string }; Body: Buffer | undefined }>(
      '/api/teach',
      {
        bodyLimit: options.documentBytes,
        schema: {
          operationId: 'teach',
          summary: 'Teach an OpenAPI document (JSON or YAML): the body is the document',
          tags: ['zoo'],
          querystring: {
            type: 'object',
            properties: { name: { type: 'string', pattern: '^[a-z0-9][a-z0-9._-]{0,63}$' } },
          },
          response: documented({ type: 'object', additionalProperties: true }, 'What was learnt'),
        },
      },
      async ({ query, body }) => {
        if (!teaching) throw new AppError('not-found', 'This server does not learn.', 'Use gorilla teach.');
        if (!body || body.length === 0)
          throw new AppError('bad-request', 'The body is empty.', 'Send the document itself.');
        const taught = await teaching.teach(body, query.name);
        return { ...taught, skips: taught.skipped.length, skipped: taught.skipped.slice(0, MOST_SKIPS) };
      },
    );
  });
}
