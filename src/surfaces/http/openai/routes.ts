import type {} from '@fastify/swagger';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Backend } from '../backend.ts';
import type { Metrics } from '../metrics.ts';
import type { Turnstile } from '../turnstile.ts';
import { type ChatRequest, chatChunks, chatCompletion, chatTask } from './chat.ts';
import { type CompletionRequest, completion, completionChunks, completionTasks } from './completions.ts';
import { checkModel, MODEL, type Outcome, outcomeOf, type Task } from './outcome.ts';
import { type ResponseRequest, response, responseEvents, responseTask } from './responses.ts';
import {
  CHAT_ANSWER,
  CHAT_REQUEST,
  COMPLETION_REQUEST,
  ERROR,
  MODELS_ANSWER,
  RESPONSE_ANSWER,
  RESPONSE_REQUEST,
} from './schemas.ts';
import { sendEvents } from './stream.ts';

export interface Serving {
  backend: Backend;
  turnstile: Turnstile;
  metrics: Metrics;
  startedAt: Date;
}

/** The answers' schemas stand in the document alone: a serializer made of them would cut what they do not name. */
export const documented = (answer: object, description: string) => ({
  200: { description, content: { 'application/json': { schema: answer } } },
  default: { description: 'An error', content: { 'application/json': { schema: ERROR } } },
});

export function openAiRoutes(app: FastifyInstance, { backend, turnstile, metrics, startedAt }: Serving): void {
  const solve = async (task: Task, { raw }: FastifyReply): Promise<Outcome> => {
    const outcome = await turnstile.run(
      () => outcomeOf(backend, task),
      () => raw.destroyed,
    );
    if (outcome.kind === 'answer') metrics.answered(outcome.structured);
    if (outcome.kind === 'tools') metrics.called();
    return outcome;
  };

  app.post<{ Body: ChatRequest }>(
    '/v1/chat/completions',
    {
      schema: {
        operationId: 'createChatCompletion',
        summary: 'Answer a conversation: the last message of the user is the task',
        tags: ['openai'],
        body: CHAT_REQUEST,
        response: documented(CHAT_ANSWER, 'The call, explained'),
      },
    },
    async ({ body }, reply) => {
      const outcome = await solve(chatTask(body), reply);
      return body.stream ? sendEvents(reply, chatChunks(body, outcome)) : chatCompletion(body, outcome);
    },
  );

  app.post<{ Body: CompletionRequest }>(
    '/v1/completions',
    {
      schema: {
        operationId: 'createCompletion',
        summary: 'Answer one task a prompt',
        tags: ['openai'],
        body: COMPLETION_REQUEST,
        response: documented(CHAT_ANSWER, 'The calls, explained'),
      },
    },
    async ({ body }, reply) => {
      const outcomes: Outcome[] = [];
      for (const task of completionTasks(body)) outcomes.push(await solve(task, reply));
      return body.stream ? sendEvents(reply, completionChunks(body, outcomes)) : completion(body, outcomes);
    },
  );

  app.post<{ Body: ResponseRequest }>(
    '/v1/responses',
    {
      schema: {
        operationId: 'createResponse',
        summary: 'Answer a task, in the form of the responses API; nothing is stored',
        tags: ['openai'],
        body: RESPONSE_REQUEST,
        response: documented(RESPONSE_ANSWER, 'The call, explained'),
      },
    },
    async ({ body }, reply) => {
      const outcome = await solve(responseTask(body), reply);
      return body.stream ? sendEvents(reply, responseEvents(body, outcome)) : response(body, outcome);
    },
  );

  const model = {
    id: MODEL,
    object: 'model',
    created: Math.floor(startedAt.getTime() / 1000),
    owned_by: 'gorilla',
  };
  app.get(
    '/v1/models',
    {
      schema: {
        operationId: 'listModels',
        summary: 'The one model',
        tags: ['openai'],
        response: documented(MODELS_ANSWER, 'Models'),
      },
    },
    async () => ({ object: 'list', data: [model] }),
  );
  app.get<{ Params: { model: string } }>(
    '/v1/models/:model',
    {
      schema: {
        operationId: 'retrieveModel',
        summary: 'The model',
        tags: ['openai'],
        params: { type: 'object', properties: { model: { type: 'string' } }, required: ['model'] },
        response: documented({ type: 'object', additionalProperties: true }, 'The model'),
      },
    },
    async ({ params }) => {
      checkModel(params.model);
      return model;
    },
  );
}
