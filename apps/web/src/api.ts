import type { Argument } from '../../../src/schema/call.ts';
import type { Operation, Source, Surface } from '../../../src/schema/operation.ts';
import type { Structured, StructuredCall } from '../../../src/surfaces/http/answer/structured.ts';
import type { InLanguages } from '../../../src/surfaces/http/page/languages.ts';
import type { Taught } from '../../../src/surfaces/http/page/teaching.ts';

export type { Argument, InLanguages, Operation, Source, Structured, StructuredCall, Surface };

export interface Provider {
  provider: string;
  operations: number;
  sources: Source[];
  layer: 'packs' | 'user' | 'installed';
}

export interface OperationLine {
  id: string;
  provider?: string;
  service?: string;
  summary: string;
  path: string;
}

export interface Filled {
  call: StructuredCall;
  languages: InLanguages;
  /** By blank: why a value was not taken. */
  refused: Record<string, string>;
}

export type TaughtReply = Taught & { skips: number };

const KEY = 'gorilla-key';

export const keyStore = {
  get: (): string => sessionStorage.getItem(KEY) ?? '',
  set: (key: string): void => sessionStorage.setItem(KEY, key),
};

/** What the server says of a failure. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

async function send<Reply>(path: string, init: RequestInit = {}): Promise<Reply> {
  const headers = new Headers(init.headers);
  const key = keyStore.get();
  if (key) headers.set('authorization', `Bearer ${key}`);
  let reply: Response;
  try {
    reply = await fetch(path, { ...init, headers });
  } catch {
    throw new ApiError('The server does not answer. Is it still running?', 0);
  }
  const body: unknown = await reply.json();
  if (reply.ok) return body as Reply;
  const { error } = body as { error?: { message?: string } };
  throw new ApiError(error?.message ?? `The server answered ${reply.status}.`, reply.status);
}

const post = <Reply>(path: string, body: unknown): Promise<Reply> =>
  send(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

const query = (values: Record<string, string>): string => new URLSearchParams(values).toString();

export const api = {
  ask: (request: string, gorilla: { surface?: Surface; scope?: string[] }) =>
    post<Structured>('/api/ask', { request, gorilla: { ...gorilla, unlikely: true } }),
  fill: (request: string, call: StructuredCall, values: Record<string, string>) =>
    post<Filled>('/api/fill', {
      request,
      operation: call.operation,
      surface: call.surface,
      given: call.given,
      missing: call.blanks.map((blank) => blank.name),
      values,
    }),
  search: (q: string, scope: string) =>
    send<OperationLine[]>(`/api/search?${query({ q, ...(scope ? { scope } : {}) })}`),
  providers: () => send<Provider[]>('/api/providers'),
  operations: (provider: string, offset: number) =>
    send<{ total: number; operations: OperationLine[] }>(
      `/api/operations?${query({ provider, offset: String(offset), limit: '50' })}`,
    ),
  operation: (name: string) => send<{ operation: Operation; source?: Source }[]>(`/api/operation?${query({ name })}`),
  teach: (document: Blob, name: string) =>
    send<TaughtReply>(`/api/teach?${name ? query({ name }) : ''}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: document,
    }),
};
