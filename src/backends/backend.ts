import type { Json } from '../schema/operation.ts';

export interface Message {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** A language model outside, as the composer sees it: messages in, text out. Nothing that it says is believed. */
export interface Backend {
  /** For people: the model's name. */
  readonly name: string;
  /**
   * `schema` is what the answer must look like, as JSON Schema; a server that can holds the model to it. Fails: `BackendFailure`; also when `signal`
   * says that the time is over.
   */
  complete(messages: readonly Message[], schema: Json, signal: AbortSignal): Promise<string>;
}

/** Why a backend gave no answer, in words that hold neither its key nor anything that it wrote. The embedded model takes over. */
export class BackendFailure extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'BackendFailure';
  }
}
