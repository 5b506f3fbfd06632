import type { FunctionSpec } from '../../../functions/schema-operation.ts';
import { AppError } from '../../../schema/error.ts';
import type { Backend } from '../backend.ts';
import type { Conversation } from '../conversation/messages.ts';
import type { ToolCall } from './outcome.ts';

/** The client's functions, ready to be called for. */
export interface Tools {
  call(service: Backend, conversation: Conversation): Promise<ToolCall[]>;
}

export type ToolChoice = 'none' | 'auto' | 'required' | { name: string };

/** `tool_choice` of chat and of responses. Fails: `bad-request` where it names no function of `functions`. */
export function toolChoice(given: unknown, functions: readonly FunctionSpec[]): ToolChoice {
  if (given === undefined || given === null || given === 'auto') return 'auto';
  if (given === 'none' || given === 'required') return given;
  const named = given as { name?: unknown; function?: { name?: unknown } };
  const name = named.function?.name ?? named.name;
  if (functions.some((each) => each.name === name)) return { name: String(name) };
  throw new AppError(
    'bad-request',
    `tool_choice names ${JSON.stringify(name)}, which is not in tools.`,
    'Name one of tools.',
  );
}

/** The functions as the model is given them; undefined where none are given, or none may be called. */
export function toolsOf(functions: readonly FunctionSpec[], choice: ToolChoice, parallel: boolean): Tools | undefined {
  if (functions.length === 0 || choice === 'none') return undefined;
  const meant = typeof choice === 'object' ? functions.filter((each) => each.name === choice.name) : functions;
  return {
    call: async (service, conversation) => {
      const request = conversation.turns.at(-1)!.text;
      const calls = await service.callFunctions(request, [...meant], { required: choice !== 'auto' });
      return calls.slice(0, parallel ? calls.length : 1).map((call) => ({
        name: call.name,
        arguments: JSON.stringify(call.arguments),
      }));
    },
  };
}
