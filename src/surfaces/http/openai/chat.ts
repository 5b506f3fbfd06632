import { randomUUID } from 'node:crypto';
import type { FunctionSpec } from '../../../functions/schema-operation.ts';
import { usageOf } from '../answer/usage.ts';
import { type ChatMessage, readMessages, textOf } from '../conversation/messages.ts';
import { checkModel, type GorillaOptions, MODEL, type Outcome, type Task, type ToolCall } from './outcome.ts';
import type { Events } from './stream.ts';
import { toolChoice, toolsOf } from './tools.ts';

/** Body of `POST /v1/chat/completions`, checked against its schema. Other fields (temperature, max_tokens, …) change nothing. */
export interface ChatRequest {
  model: string;
  messages: ChatMessage[];
  stream?: boolean | null;
  stream_options?: { include_usage?: boolean } | null;
  n?: number | null;
  tools?: { type: 'function'; function: FunctionSpec }[] | null;
  tool_choice?: unknown;
  parallel_tool_calls?: boolean | null;
  gorilla?: GorillaOptions;
}

/** Fails: `not-found`, `bad-request`, `empty-request`. */
export function chatTask(body: ChatRequest): Task {
  checkModel(body.model);
  const functions = (body.tools ?? []).map((tool) => tool.function);
  const tools = toolsOf(functions, toolChoice(body.tool_choice, functions), body.parallel_tool_calls !== false);
  const conversation = readMessages(body.messages);
  return { conversation, gorilla: body.gorilla ?? {}, choices: body.n ?? 1, ...(tools ? { tools } : {}) };
}

const promptOf = (body: ChatRequest): string =>
  body.messages.map((message, at) => (message.content ? textOf(message.content, at) : '')).join('\n');

const withIds = (calls: readonly ToolCall[]) =>
  calls.map((call) => ({ id: `call_${randomUUID().replaceAll('-', '')}`, type: 'function', function: call }));

const completionText = (outcome: Outcome): string =>
  outcome.kind === 'tools'
    ? outcome.calls.map((call) => call.name + call.arguments).join('\n')
    : outcome.choices.flat().join('');

function head(object: string) {
  return {
    id: `chatcmpl-${randomUUID().replaceAll('-', '')}`,
    object,
    created: Math.floor(Date.now() / 1000),
    model: MODEL,
    system_fingerprint: null,
  };
}

const extension = (outcome: Outcome) => (outcome.kind === 'answer' ? { gorilla: outcome.structured } : {});

/** A `chat.completion`. */
export function chatCompletion(body: ChatRequest, outcome: Outcome) {
  const choice = (index: number, message: object, finish_reason: string) => ({
    index,
    message: { role: 'assistant', refusal: null, ...message },
    logprobs: null,
    finish_reason,
  });
  const choices =
    outcome.kind === 'tools'
      ? [choice(0, { content: null, tool_calls: withIds(outcome.calls) }, 'tool_calls')]
      : outcome.choices.map((parts, at) => choice(at, { content: parts.join('') }, 'stop'));
  return {
    ...head('chat.completion'),
    choices,
    usage: usageOf(promptOf(body), completionText(outcome)),
    ...extension(outcome),
  };
}

/** `chat.completion.chunk`s: the role, the text line by line, the end; the extension stands in the last chunk that has a choice. */
export function* chatChunks(body: ChatRequest, outcome: Outcome): Events {
  const base = head('chat.completion.chunk');
  const wantsUsage = body.stream_options?.include_usage === true;
  const chunk = (index: number, delta: object, finish_reason: string | null = null, more: object = {}) => ({
    data: {
      ...base,
      choices: [{ index, delta, logprobs: null, finish_reason }],
      ...(wantsUsage ? { usage: null } : {}),
      ...more,
    },
  });
  if (outcome.kind === 'tools') {
    const calls = withIds(outcome.calls);
    yield chunk(0, { role: 'assistant', content: null });
    for (const [index, call] of calls.entries()) yield chunk(0, { tool_calls: [{ index, ...call }] });
    yield chunk(0, {}, 'tool_calls');
  } else {
    for (const [at, parts] of outcome.choices.entries()) {
      yield chunk(at, { role: 'assistant', content: '' });
      for (const content of parts) yield chunk(at, { content });
      yield chunk(at, {}, 'stop', at === outcome.choices.length - 1 ? extension(outcome) : {});
    }
  }
  if (wantsUsage) yield { data: { ...base, choices: [], usage: usageOf(promptOf(body), completionText(outcome)) } };
  yield { data: '[DONE]' };
}
