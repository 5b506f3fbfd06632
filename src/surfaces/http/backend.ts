import type { FunctionCall } from '../../functions/call-functions.ts';
import type { FunctionSpec } from '../../functions/schema-operation.ts';
import type { Zoo } from '../../zoo/zoo.ts';
import type { Engine } from '../cli/engine.ts';
import { LocalService, type Service } from '../cli/service.ts';

/** A page of a provider's operations: what the zoo is browsed by. */
export interface OperationList {
  total: number;
  operations: { id: string; service?: string; summary: string; path: string }[];
}

/** What the server asks for: the commands' service, and the functions of clients. Plain data. */
export interface Backend extends Service {
  /** Calls of the functions given that serve the request, valid by their schemas; none where none does, unless `required`. */
  callFunctions(request: string, functions: FunctionSpec[], options: { required: boolean }): Promise<FunctionCall[]>;
  /** Operations of a provider in the order of its document. Fails: `unknown-provider`. */
  list(provider: string, offset: number, limit: number): Promise<OperationList>;
}

export const BACKEND_METHODS = [
  'ask',
  'search',
  'explain',
  'fill',
  'render',
  'read',
  'show',
  'providers',
  'callFunctions',
  'list',
] as const satisfies (keyof Backend)[];

export type BackendMethod = (typeof BACKEND_METHODS)[number];

export class LocalBackend extends LocalService implements Backend {
  readonly #engine: Engine;
  constructor(engine: Engine) {
    super(engine);
    this.#engine = engine;
  }

  callFunctions: Backend['callFunctions'] = (request, functions, options) =>
    this.#engine.callFunctions(request, functions, options);

  list: Backend['list'] = async (provider, offset, limit) => {
    this.checkScope([provider]);
    const { zoo } = this.#engine;
    const { start, end } = rangeOf(zoo, provider);
    const operations: OperationList['operations'] = [];
    for (let ordinal = start + offset; ordinal < Math.min(end, start + offset + limit); ordinal++) {
      const { id, service, summary, invocations } = zoo.operation(ordinal);
      operations.push({ id, ...(service ? { service } : {}), summary, path: invocations[0]?.path ?? id });
    }
    return { total: end - start, operations };
  };
}

/** A provider's operations lie together, in the order of the list of providers, unless the user has replaced one of them. */
function rangeOf(zoo: Zoo, provider: string): { start: number; end: number } {
  const at = (ordinal: number): boolean => ordinal < zoo.size && zoo.operation(ordinal).provider === provider;
  const infos = zoo.providers();
  let start = 0;
  for (const info of infos) {
    if (info.provider === provider && at(start) && at(start + info.operations - 1))
      return { start, end: start + info.operations };
    start += info.operations;
  }
  // The slow way, for the few who browse a zoo with replaced providers.
  start = 0;
  while (start < zoo.size && (!at(start) || zoo.isHidden?.(start))) start++;
  let end = start;
  while (at(end)) end++;
  return { start, end };
}
