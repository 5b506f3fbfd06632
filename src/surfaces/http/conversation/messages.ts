import { AppError } from '../../../schema/error.ts';

/** A part of a message: what clients send instead of plain text. Images and sound cannot be read. */
export interface ContentPart {
  type: string;
  text?: string;
}

/** A call of one of the client's functions, as an assistant's message carries it. */
export interface MessageToolCall {
  id?: string;
  function?: { name: string; arguments: string };
}

/** A message of OpenAI's chat. */
export interface ChatMessage {
  role: 'system' | 'developer' | 'user' | 'assistant' | 'tool' | 'function';
  content?: string | ContentPart[] | null;
  name?: string;
  tool_calls?: MessageToolCall[];
  tool_call_id?: string;
}

/** One message of the user: `message` is its place in the list of messages. */
export interface Turn {
  text: string;
  message: number;
}

/** What a function of the client gave back after the last task. */
export interface ToolResult {
  name: string;
  text: string;
}

/** Messages as the server reads them. */
export interface Conversation {
  /** The user's messages in order; the last one is the task or goes on with it. At least one. */
  turns: Turn[];
  /** All system and developer messages. */
  system: string;
  /** Results that stand behind the last message of the user: the functions have been called. */
  results: ToolResult[];
}

const TEXT_PARTS = new Set(['text', 'input_text', 'output_text']);

/** Fails: `bad-request` where a part is no text. */
export function textOf(content: ChatMessage['content'], message: number): string {
  if (typeof content === 'string') return content;
  const parts = (content ?? []).map((part) => {
    if (TEXT_PARTS.has(part.type) && typeof part.text === 'string') return part.text;
    throw new AppError(
      'bad-request',
      `messages[${message}] has a part of type ${part.type}; only text is read.`,
      'Send the task in words.',
    );
  });
  return parts.join('\n');
}

/** Fails: `bad-request` where no message is the user's, or a part is no text; `empty-request` where the last one has no words. */
export function readMessages(messages: readonly ChatMessage[]): Conversation {
  const turns: Turn[] = [];
  const system: string[] = [];
  let results: ToolResult[] = [];
  const called = new Map<string, string>();
  messages.forEach((message, place) => {
    if (message.role === 'system' || message.role === 'developer') system.push(textOf(message.content, place));
    if (message.role === 'user') {
      turns.push({ text: textOf(message.content, place).trim(), message: place });
      results = [];
    }
    for (const call of message.tool_calls ?? []) if (call.id && call.function) called.set(call.id, call.function.name);
    if (message.role === 'tool' || message.role === 'function')
      results.push({
        name: message.name ?? called.get(message.tool_call_id ?? '') ?? 'the function',
        text: textOf(message.content, place),
      });
  });
  const last = turns.at(-1);
  if (!last)
    throw new AppError(
      'bad-request',
      'No message has the role user.',
      'Send the task as a message with the role user.',
    );
  if (last.text === '')
    throw new AppError('empty-request', 'The last message of the user is empty.', 'Say what is to be done.');
  return { turns: turns.filter((turn) => turn.text !== ''), system: system.join('\n'), results };
}
