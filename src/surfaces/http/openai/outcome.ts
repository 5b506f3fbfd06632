import type { AskOptions } from '../../../schema/answer.ts';
import { AppError } from '../../../schema/error.ts';
import type { Style } from '../../cli/engine.ts';
import { surfaceOfStyle } from '../../cli/style.ts';
import { answerParts } from '../answer/markdown.ts';
import { type Structured, structured } from '../answer/structured.ts';
import type { Backend } from '../backend.ts';
import { type Answered, answerConversation } from '../conversation/answer-turns.ts';
import type { Conversation } from '../conversation/messages.ts';
import { settingsOf } from '../conversation/settings.ts';
import type { Tools } from './tools.ts';

export const MODEL = 'gorilla';

/** The extension `gorilla` of a request. */
export interface GorillaOptions {
  surface?: AskOptions['surface'];
  style?: Style;
  scope?: string[];
  limit?: number;
  unlikely?: boolean;
}

/** A call of one of the client's functions; `arguments` is JSON. */
export interface ToolCall {
  name: string;
  arguments: string;
}

/** What becomes of a task, before it is put into the form of one of the endpoints. */
export type Outcome =
  | { kind: 'answer'; structured: Structured; choices: string[][] }
  | { kind: 'tools'; calls: ToolCall[] }
  /** Functions were given and none is meant, or they have been called already. */
  | { kind: 'text'; choices: string[][] };

/** Fails: `not-found`. */
export function checkModel(model: string): void {
  if (model === MODEL) return;
  throw new AppError('not-found', `There is no model ${JSON.stringify(model)}.`, `The model is ${MODEL}.`);
}

/** Options of the request before those of the system message. */
async function optionsFor(
  service: Backend,
  conversation: Conversation,
  given: GorillaOptions,
): Promise<AskOptions & { style?: Style }> {
  const known = conversation.system
    ? new Set((await service.providers()).map((info) => info.provider))
    : new Set<string>();
  const said = settingsOf(conversation.system, known);
  const style = given.style ?? (given.surface === undefined ? said.style : undefined);
  const surface = given.surface ?? (given.style ? surfaceOfStyle(given.style) : said.surface);
  const scope = given.scope ?? said.scope;
  return {
    ...(surface ? { surface } : {}),
    ...(style ? { style } : {}),
    ...(scope && scope.length > 0 ? { scope } : {}),
  };
}

/** The calls written in another style, where they can be. */
async function inStyle(service: Backend, answered: Answered, style: Style | undefined): Promise<Answered> {
  if (style === undefined) return answered;
  const candidates = await Promise.all(
    answered.answer.candidates.map(async (candidate) => ({
      ...candidate,
      calls: await Promise.all(
        candidate.calls.map(async (call) => {
          try {
            return { ...call, rendered: { ...call.rendered, text: await service.render(call.call, style) } };
          } catch (error) {
            // A command line has no form as curl: it is shown as it is.
            if (error instanceof AppError && error.code === 'unknown-surface') return call;
            throw error;
          }
        }),
      ),
    })),
  );
  return { ...answered, answer: { ...answered.answer, candidates } };
}

export interface Task {
  conversation: Conversation;
  gorilla: GorillaOptions;
  /** So many candidates become choices. */
  choices: number;
  tools?: Tools;
}

export async function outcomeOf(service: Backend, task: Task): Promise<Outcome> {
  const { conversation, tools } = task;
  if (conversation.results.length > 0) {
    const lines = conversation.results.map(({ name, text }) => `${name} gave: ${text}`);
    return { kind: 'text', choices: [[lines.join('\n')]] };
  }
  if (tools) {
    const calls = await tools.call(service, conversation);
    if (calls.length > 0) return { kind: 'tools', calls };
    return { kind: 'text', choices: [['None of the given functions serves this request.']] };
  }
  const { style, ...options } = await optionsFor(service, conversation, task.gorilla);
  const limit = Math.max(task.gorilla.limit ?? 5, task.choices);
  // Who wants several choices wants those that there are.
  const unlikely = task.gorilla.unlikely ?? task.choices > 1;
  const answered = await answerConversation(service, conversation, { ...options, limit, unlikely });
  const answer = await structured(service, await inStyle(service, answered, style));
  const count = answer.abstained ? 1 : Math.max(1, Math.min(task.choices, answer.candidates.length));
  return {
    kind: 'answer',
    structured: answer,
    choices: Array.from({ length: count }, (_, at) => answerParts(answer, at)),
  };
}
