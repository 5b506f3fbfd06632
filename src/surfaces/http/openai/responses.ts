import { randomUUID } from 'node:crypto';
import type { FunctionSpec } from '../../../functions/schema-operation.ts';
import { AppError } from '../../../schema/error.ts';
import { usageOf } from '../answer/usage.ts';
import { type ChatMessage, type ContentPart, readMessages, textOf } from '../conversation/messages.ts';
import { checkModel, type GorillaOptions, MODEL, type Outcome, type Task } from './outcome.ts';
import type { Events } from './stream.ts';
import { toolChoice, toolsOf } from './tools.ts';

/** An item of `input`: a message, a call of a function, or what it gave back. */
export interface InputItem {
  type?: string;
  role?: ChatMessage['role'];
  content?: string | ContentPart[];
  call_id?: string;
  name?: string;
  arguments?: string;
  output?: string | ContentPart[];
}

/** Body of `POST /v1/responses`. */
export interface ResponseRequest {
  model: string;
  input: string | InputItem[];
  instructions?: string | null;
  stream?: boolean | null;
  tools?: ({ type: string } & FunctionSpec)[] | null;
  tool_choice?: unknown;
  parallel_tool_calls?: boolean | null;
  previous_response_id?: string | null;
  gorilla?: GorillaOptions;
}

function messagesOf({ input, instructions }: ResponseRequest): ChatMessage[] {
  const items: InputItem[] = typeof input === 'string' ? [{ role: 'user', content: input }] : input;
  const messages = items.map((item, at): ChatMessage => {
    if (item.type === 'function_call')
      return {
        role: 'assistant',
        tool_calls: [
          { id: item.call_id ?? '', function: { name: item.name ?? '', arguments: item.arguments ?? '{}' } },
        ],
      };
    if (item.type === 'function_call_output')
      return { role: 'tool', tool_call_id: item.call_id ?? '', content: item.output ?? '' };
    if (item.role) return { role: item.role, content: item.content ?? '' };
    throw new AppError('bad-request', `input[${at}] has neither a role nor a type that is read.`, 'Send messages.');
  });
  return instructions ? [{ role: 'system', content: instructions }, ...messages] : messages;
}

/** Fails: `not-found`, `bad-request`, `empty-request`. */
export function responseTask(body: ResponseRequest): Task {
  checkModel(body.model);
  if (body.previous_response_id)
    throw new AppError(
      'bad-request',
      'previous_response_id: no response is stored.',
      'Send the earlier messages as input.',
    );
  const functions = (body.tools ?? []).filter((tool) => tool.type === 'function' && typeof tool.name === 'string');
  const tools = toolsOf(functions, toolChoice(body.tool_choice, functions), body.parallel_tool_calls !== false);
  return {
    conversation: readMessages(messagesOf(body)),
    gorilla: body.gorilla ?? {},
    choices: 1,
    ...(tools ? { tools } : {}),
  };
}

const id = (prefix: string): string => `${prefix}_${randomUUID().replaceAll('-', '')}`;

const textItem = (text: string) => ({
  type: 'message',
  id: id('msg'),
  status: 'completed',
  role: 'assistant',
  content: [{ type: 'output_text', text, annotations: [], logprobs: [] }],
});

function outputOf(outcome: Outcome) {
  if (outcome.kind !== 'tools') return [textItem((outcome.choices[0] ?? []).join(''))];
  return outcome.calls.map((call) => ({
    type: 'function_call',
    id: id('fc'),
    call_id: id('call'),
    status: 'completed',
    ...call,
  }));
}

type Output = ReturnType<typeof outputOf>;

function whole(body: ResponseRequest, outcome: Outcome, output: Output) {
  const prompt = messagesOf(body).map((message, at) => (message.content ? textOf(message.content, at) : ''));
  const usage = usageOf(
    prompt.join('\n'),
    JSON.stringify(output.map((item) => ('content' in item ? item.content : item))),
  );
  return {
    id: id('resp'),
    object: 'response',
    created_at: Math.floor(Date.now() / 1000),
    status: 'completed',
    error: null,
    incomplete_details: null,
    instructions: body.instructions ?? null,
    metadata: {},
    model: MODEL,
    output,
    parallel_tool_calls: body.parallel_tool_calls !== false,
    previous_response_id: null,
    store: false,
    temperature: null,
    top_p: null,
    tool_choice: body.tool_choice ?? 'auto',
    tools: body.tools ?? [],
    usage: {
      input_tokens: usage.prompt_tokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: usage.completion_tokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: usage.total_tokens,
    },
    ...(outcome.kind === 'answer' ? { gorilla: outcome.structured } : {}),
  };
}

export function response(body: ResponseRequest, outcome: Outcome) {
  return whole(body, outcome, outputOf(outcome));
}

/** The events of a response, in the order of OpenAI's own. */
export function* responseEvents(body: ResponseRequest, outcome: Outcome): Events {
  let sequence_number = 0;
  const event = (type: string, data: object) => ({
    event: type,
    data: { type, sequence_number: sequence_number++, ...data },
  });
  const output = outputOf(outcome);
  const done = whole(body, outcome, output);
  const begun = { ...done, status: 'in_progress', output: [], usage: null };
  yield event('response.created', { response: begun });
  yield event('response.in_progress', { response: begun });
  for (const [output_index, item] of output.entries()) {
    const at = { item_id: item.id, output_index };
    if ('arguments' in item) {
      yield event('response.output_item.added', {
        output_index,
        item: { ...item, status: 'in_progress', arguments: '' },
      });
      yield event('response.function_call_arguments.delta', { ...at, delta: item.arguments });
      yield event('response.function_call_arguments.done', { ...at, name: item.name, arguments: item.arguments });
    } else {
      const part = { ...item.content[0]!, text: '' };
      const parts = outcome.kind === 'tools' ? [] : (outcome.choices[0] ?? []);
      const { text } = item.content[0]!;
      yield event('response.output_item.added', {
        output_index,
        item: { ...item, status: 'in_progress', content: [] },
      });
      yield event('response.content_part.added', { ...at, content_index: 0, part });
      for (const delta of parts)
        yield event('response.output_text.delta', { ...at, content_index: 0, delta, logprobs: [] });
      yield event('response.output_text.done', { ...at, content_index: 0, text, logprobs: [] });
      yield event('response.content_part.done', { ...at, content_index: 0, part: item.content[0] });
    }
    yield event('response.output_item.done', { output_index, item });
  }
  yield event('response.completed', { response: done });
}
