import { randomUUID } from 'node:crypto';
import { usageOf } from '../answer/usage.ts';
import { readMessages } from '../conversation/messages.ts';
import { checkModel, type GorillaOptions, MODEL, type Outcome, type Task } from './outcome.ts';
import type { Events } from './stream.ts';

/** Body of `POST /v1/completions`, the older form: each prompt is a task. */
export interface CompletionRequest {
  model: string;
  prompt: string | string[];
  stream?: boolean | null;
  stream_options?: { include_usage?: boolean } | null;
  n?: number | null;
  gorilla?: GorillaOptions;
}

const promptsOf = (body: CompletionRequest): string[] =>
  typeof body.prompt === 'string' ? [body.prompt] : body.prompt;

/** One task a prompt. Fails: `not-found`, `empty-request`. */
export function completionTasks(body: CompletionRequest): Task[] {
  checkModel(body.model);
  return promptsOf(body).map((content) => ({
    conversation: readMessages([{ role: 'user', content }]),
    gorilla: body.gorilla ?? {},
    choices: body.n ?? 1,
  }));
}

const textsOf = (outcomes: readonly Outcome[]): string[] =>
  outcomes.flatMap((outcome) => (outcome.kind === 'tools' ? [] : outcome.choices.map((parts) => parts.join(''))));

function head() {
  return {
    id: `cmpl-${randomUUID().replaceAll('-', '')}`,
    object: 'text_completion',
    created: Math.floor(Date.now() / 1000),
    model: MODEL,
  };
}

/** The extension of the first prompt: a list would be another type. */
const extension = ([first]: readonly Outcome[]) => (first?.kind === 'answer' ? { gorilla: first.structured } : {});

export function completion(body: CompletionRequest, outcomes: readonly Outcome[]) {
  const texts = textsOf(outcomes);
  return {
    ...head(),
    choices: texts.map((text, index) => ({ index, text, logprobs: null, finish_reason: 'stop' })),
    usage: usageOf(promptsOf(body).join('\n'), texts.join('\n')),
    ...extension(outcomes),
  };
}

export function* completionChunks(body: CompletionRequest, outcomes: readonly Outcome[]): Events {
  const base = head();
  const texts = textsOf(outcomes);
  for (const [index, text] of texts.entries()) {
    yield { data: { ...base, choices: [{ index, text, logprobs: null, finish_reason: null }] } };
    const more = index === texts.length - 1 ? extension(outcomes) : {};
    yield { data: { ...base, choices: [{ index, text: '', logprobs: null, finish_reason: 'stop' }], ...more } };
  }
  if (body.stream_options?.include_usage)
    yield { data: { ...base, choices: [], usage: usageOf(promptsOf(body).join('\n'), texts.join('\n')) } };
  yield { data: '[DONE]' };
}
