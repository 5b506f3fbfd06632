import type {} from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import type { AskOptions } from '../../../schema/answer.ts';
import type { Argument, Call } from '../../../schema/call.ts';
import { AppError } from '../../../schema/error.ts';
import type { Surface } from '../../../schema/operation.ts';
import { readBlank } from '../../cli/interactive/fill-blanks.ts';
import { SURFACES, styleFor } from '../../cli/style.ts';
import { structuredCall } from '../answer/structured.ts';
import type { Backend } from '../backend.ts';
import { withArgument } from '../conversation/continue.ts';
import { readMessages } from '../conversation/messages.ts';
import type { Metrics } from '../metrics.ts';
import { outcomeOf } from '../openai/outcome.ts';
import { documented } from '../openai/routes.ts';
import { CALL, GORILLA, GORILLA_OPTIONS } from '../openai/schemas.ts';
import type { ServeOptions } from '../serve-options.ts';
import type { Turnstile } from '../turnstile.ts';
import { inLanguages } from './languages.ts';
import { type Teaching, teachRoute } from './teaching.ts';

export type { Teaching };

interface ZooServing {
  backend: Backend;
  turnstile: Turnstile;
  metrics: Metrics;
  options: ServeOptions;
  teaching?: Teaching;
}

/** What a page sends of a call: its arguments as `given` had them, and what the person typed into blanks. */
interface FillRequest {
  request: string;
  operation: string;
  surface: Surface;
  given: Argument[];
  missing: string[];
  values?: Record<string, string>;
}

const text = { type: 'string' } as const;
const anything = { type: 'object', additionalProperties: true } as const;

const FILL_REQUEST = {
  type: 'object',
  properties: {
    request: { ...text, maxLength: 8000 },
    operation: text,
    surface: { type: 'string', enum: [...SURFACES] },
    given: {
      type: 'array',
      maxItems: 500,
      items: {
        type: 'object',
        properties: {
          name: text,
          value: {},
          from: {
            type: 'object',
            properties: {
              kind: { type: 'string', enum: ['request', 'enum', 'flag', 'default', 'example', 'person'] },
              start: { type: 'integer', minimum: 0 },
              end: { type: 'integer', minimum: 0 },
              how: text,
              example: text,
            },
            required: ['kind'],
            additionalProperties: false,
          },
        },
        required: ['name', 'value', 'from'],
        additionalProperties: false,
      },
    },
    missing: { type: 'array', maxItems: 500, items: text },
    values: { type: 'object', additionalProperties: text, description: 'What a person gives for blanks' },
  },
  required: ['request', 'operation', 'surface', 'given', 'missing'],
  additionalProperties: false,
} as const;

const count = (value: string | undefined, fallback: number, most: number): number =>
  Math.max(0, Math.min(most, Number.parseInt(value ?? '', 10) || fallback));

/** What the page uses, and anybody may: plain JSON over the zoo. */
export function zooRoutes(app: FastifyInstance, serving: ZooServing): void {
  const { backend, turnstile, metrics } = serving;

  app.post<{ Body: { request: string; gorilla?: AskOptions } }>(
    '/api/ask',
    {
      schema: {
        operationId: 'ask',
        summary: 'Answer a task',
        tags: ['zoo'],
        body: {
          type: 'object',
          properties: { request: text, gorilla: GORILLA_OPTIONS },
          required: ['request'],
          additionalProperties: false,
        },
        response: documented(GORILLA, 'The structured answer'),
      },
    },
    async ({ body }) => {
      const conversation = readMessages([{ role: 'user', content: body.request }]);
      const task = { conversation, gorilla: body.gorilla ?? {}, choices: 1 };
      const outcome = await turnstile.run(() => outcomeOf(backend, task));
      if (outcome.kind !== 'answer') throw new Error('a task without functions has an answer');
      metrics.answered(outcome.structured);
      return outcome.structured;
    },
  );

  app.post<{ Body: FillRequest }>(
    '/api/fill',
    {
      schema: {
        operationId: 'fill',
        summary: 'Fill blanks of a call, check it anew, and write it in four languages',
        tags: ['zoo'],
        body: FILL_REQUEST,
        response: documented(
          { type: 'object', properties: { call: CALL, languages: anything, refused: anything } },
          'The call',
        ),
      },
    },
    async ({ body }) => turnstile.run(() => filled(backend, body)),
  );

  app.get<{ Querystring: { q: string; scope?: string; limit?: string } }>(
    '/api/search',
    {
      schema: {
        operationId: 'search',
        summary: 'Find operations by words',
        tags: ['zoo'],
        querystring: {
          type: 'object',
          properties: { q: { ...text, minLength: 1 }, scope: text, limit: text },
          required: ['q'],
        },
        response: documented({ type: 'array', items: anything }, 'Operations, best first'),
      },
    },
    async ({ query }) => {
      const scope = query.scope?.split(',').filter(Boolean) ?? [];
      const options = { limit: count(query.limit, 20, 50), ...(scope.length > 0 ? { scope } : {}) };
      const hits = await turnstile.run(() => backend.search(query.q, options));
      return hits.map(({ operation: { id, provider, service, summary, invocations } }) => ({
        id,
        provider,
        ...(service ? { service } : {}),
        summary,
        path: invocations[0]?.path ?? id,
      }));
    },
  );

  app.get(
    '/api/providers',
    {
      schema: {
        operationId: 'providers',
        summary: 'All providers of the zoo, with their sources and licences',
        tags: ['zoo'],
        response: documented({ type: 'array', items: anything }, 'Providers'),
      },
    },
    // Where files lie on the server is nobody's business.
    async () => (await backend.providers()).map(({ file: _, ...info }) => info),
  );

  app.get<{ Querystring: { provider: string; offset?: string; limit?: string } }>(
    '/api/operations',
    {
      schema: {
        operationId: 'listOperations',
        summary: 'Operations of a provider, in the order of its document',
        tags: ['zoo'],
        querystring: {
          type: 'object',
          properties: { provider: text, offset: text, limit: text },
          required: ['provider'],
        },
        response: documented(anything, 'A page of operations'),
      },
    },
    async ({ query }) =>
      turnstile.run(() => backend.list(query.provider, count(query.offset, 0, 1e9), count(query.limit, 50, 200))),
  );

  app.get<{ Querystring: { name: string } }>(
    '/api/operation',
    {
      schema: {
        operationId: 'showOperation',
        summary: 'Operations by id or path, with their parameters and where they are documented',
        tags: ['zoo'],
        querystring: { type: 'object', properties: { name: { ...text, minLength: 1 } }, required: ['name'] },
        response: documented({ type: 'array', items: anything }, 'Operations'),
      },
    },
    async ({ query }) => turnstile.run(() => backend.show(query.name)),
  );

  teachRoute(app, serving.options, serving.teaching);
}

/** Puts what a person typed into blanks; what cannot be a value of the parameter, or the verifier refuses, is said and stays blank. */
async function filled(backend: Backend, body: FillRequest) {
  const { request, operation: id, surface, given, missing, values = {} } = body;
  let call: Call = { operation: id, surface, arguments: given, missing };
  const [shown] = await backend.show(id);
  if (!shown || shown.operation.id !== id)
    throw new AppError('unknown-operation', `The zoo holds no operation ${id}.`, 'Ask anew.');
  const style = styleFor(surface, 'linux');
  const refused: Record<string, string> = {};
  const { explained } = await backend.fill(call, style, request);
  for (const blank of explained.blanks) {
    const typed = values[blank.name]?.trim() ?? '';
    if (typed === '') continue;
    const read = readBlank(blank, typed);
    if ('wrong' in read) {
      refused[blank.name] = read.wrong;
      continue;
    }
    const next = withArgument(call, { name: blank.name, value: read.value, from: { kind: 'person' } });
    const { findings } = await backend.fill(next, style, request);
    const fault = findings.find((finding) => finding.severity === 'error' && finding.parameter === blank.name);
    if (fault) refused[blank.name] = fault.message;
    else call = next;
  }
  const done = await backend.fill(call, style, request);
  const checked = { call, operation: shown.operation, rendered: done.rendered, findings: done.findings };
  const answered = {
    answer: { request, abstained: false, candidates: [], latencyMs: 0 },
    segments: [],
    given: [],
  };
  return {
    call: await structuredCall(backend, checked, answered),
    languages: await inLanguages(backend, call, request),
    refused,
  };
}
