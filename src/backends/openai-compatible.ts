import { setTimeout as wait } from 'node:timers/promises';
import { isRecord } from '../schema/dotted.ts';
import type { Json } from '../schema/operation.ts';
import { type Backend, BackendFailure, type Message } from './backend.ts';

export interface ServerSettings {
  /** The base, as OpenAI's: `http://127.0.0.1:8080/v1`. */
  url: string;
  model: string;
  /** Sent as a bearer token and nowhere else; it never stands in a message. */
  key?: string;
  fetch?: typeof fetch;
}

const MOST_TOKENS = 1_200;
const MOST_BYTES = 1_000_000;
const RETRIES = 2;
const PAUSE_MS = 300;
/** The server is busy or restarts: another try may help. */
const PASSING = new Set([408, 429, 500, 502, 503, 504]);

type Extra = Record<string, Json>;

/** From the strictest to the plainest: servers refuse what they do not know, each something else. */
function formsOf(schema: Json): Extra[] {
  const held: Extra = {
    response_format: { type: 'json_schema', json_schema: { name: 'calls', strict: true, schema } },
  };
  const tuned: Extra = { temperature: 0, max_tokens: MOST_TOKENS };
  return [{ ...tuned, ...held }, held, { ...tuned, response_format: { type: 'json_object' } }, {}];
}

/** Of a response's JSON the text; undefined where it has another form. */
function contentOf(body: Json): string | undefined {
  const choices = isRecord(body) ? body['choices'] : undefined;
  const first = Array.isArray(choices) ? choices[0] : undefined;
  const message = isRecord(first) ? first['message'] : undefined;
  const content = isRecord(message) ? message['content'] : undefined;
  return typeof content === 'string' ? content : undefined;
}

async function textOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new BackendFailure('its answer is too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

const pauseOf = (response: Response | undefined, attempt: number): number => {
  const seconds = Number(response?.headers.get('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : PAUSE_MS * 2 ** attempt;
};

/** The chat completions of vLLM, llama.cpp, Ollama, or a hosted service. */
export class OpenAiCompatible implements Backend {
  readonly name: string;
  readonly #settings: ServerSettings;
  /** The form that this server took last. */
  #form = 0;

  constructor(settings: ServerSettings) {
    this.#settings = settings;
    this.name = settings.model;
  }

  async complete(messages: readonly Message[], schema: Json, signal: AbortSignal): Promise<string> {
    const forms = formsOf(schema);
    try {
      for (; ; this.#form++) {
        const response = await this.#persistently(messages, forms[this.#form]!, signal);
        const refused = response.status === 400 || response.status === 422;
        if (refused && this.#form < forms.length - 1) {
          await response.body?.cancel();
          continue;
        }
        return await this.#read(response);
      }
    } catch (error) {
      if (error instanceof BackendFailure) throw error;
      if (signal.aborted) throw new BackendFailure('it did not answer in time', error);
      throw new BackendFailure('it cannot be reached', error);
    }
  }

  async #read(response: Response): Promise<string> {
    // What a server says of an error may hold the key or the request: only its number is passed on.
    if (!response.ok) {
      await response.body?.cancel();
      throw new BackendFailure(`it answered with status ${response.status}`);
    }
    let body: Json;
    try {
      body = JSON.parse(await textOf(response));
    } catch (error) {
      if (error instanceof SyntaxError) throw new BackendFailure('its answer is not JSON', error);
      throw error;
    }
    const content = contentOf(body);
    if (content === undefined) throw new BackendFailure('its answer is not a chat completion');
    return content;
  }

  /** Tries again where the server is busy or the connection broke. */
  async #persistently(messages: readonly Message[], extra: Extra, signal: AbortSignal): Promise<Response> {
    for (let attempt = 0; ; attempt++) {
      let response: Response | undefined;
      try {
        response = await this.#send(messages, extra, signal);
        if (!PASSING.has(response.status) || attempt >= RETRIES) return response;
        await response.body?.cancel();
      } catch (error) {
        if (signal.aborted || attempt >= RETRIES) throw error;
      }
      await wait(pauseOf(response, attempt), undefined, { signal });
    }
  }

  #send(messages: readonly Message[], extra: Extra, signal: AbortSignal): Promise<Response> {
    const { url, model, key, fetch: send = fetch } = this.#settings;
    return send(`${url.replace(/\/+$/, '')}/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({ model, messages, stream: false, ...extra }),
      // A redirect would carry the request, and perhaps the key, to somebody else.
      redirect: 'error',
      signal,
    });
  }
}
