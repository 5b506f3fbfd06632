import type { Answer, AskOptions, CheckedCall, SearchHit } from '../../schema/answer.ts';
import type { Call, Finding, RenderedCall } from '../../schema/call.ts';
import { AppError } from '../../schema/error.ts';
import type { Operation, Source } from '../../schema/operation.ts';
import type { ProviderInfo } from '../../zoo/zoo.ts';
import type { Engine, ReadCall, Style } from './engine.ts';
import { type ExplainedCall, explainCall, sourceOf } from './explained.ts';
import { nearest } from './nearest.ts';

export interface ShownOperation {
  operation: Operation;
  source?: Source;
}

/** A call after a person filled its blanks. */
export interface FilledCall {
  text: string;
  rendered: RenderedCall;
  findings: Finding[];
  explained: ExplainedCall;
}

/** The engine as commands use it: in this process, or behind the daemon's socket. Everything that goes through is plain data. */
export interface Service {
  ask(request: string, options: AskOptions): Promise<Answer>;
  search(words: string, options: AskOptions): Promise<SearchHit[]>;
  explain(call: CheckedCall, request: string): Promise<ExplainedCall>;
  /** Checks and writes a call anew, after its arguments have changed. */
  fill(call: Call, style: Style, request: string): Promise<FilledCall>;
  render(call: Call, style: Style): Promise<string>;
  read(text: string, style: Style): Promise<ReadCall[]>;
  /** Operations by id or by path on any surface. Fails: `unknown-operation`. */
  show(name: string): Promise<ShownOperation[]>;
  providers(): Promise<ProviderInfo[]>;
}

/** The methods that a client of the daemon may call. */
export const SERVICE_METHODS = [
  'ask',
  'search',
  'explain',
  'fill',
  'render',
  'read',
  'show',
  'providers',
] as const satisfies (keyof Service)[];

const SURFACES = ['cli', 'http', 'python', 'typescript'] as const;

export class LocalService implements Service {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async ask(request: string, options: AskOptions): Promise<Answer> {
    this.checkScope(options.scope);
    return this.#engine.ask(request, options);
  }

  async search(words: string, options: AskOptions): Promise<SearchHit[]> {
    this.checkScope(options.scope);
    return this.#engine.search(words, options);
  }

  async explain(call: CheckedCall, request: string): Promise<ExplainedCall> {
    return explainCall(this.#engine.zoo, call.operation, call.call, request);
  }

  async fill(call: Call, style: Style, request: string): Promise<FilledCall> {
    const operation = this.#byId(call.operation);
    return {
      text: this.#engine.render(call, operation, style),
      rendered: this.#engine.renderCall(call, operation),
      findings: this.#engine.check(call, operation),
      explained: explainCall(this.#engine.zoo, operation, call, request),
    };
  }

  async render(call: Call, style: Style): Promise<string> {
    return this.#engine.render(call, this.#byId(call.operation), style);
  }

  async read(text: string, style: Style): Promise<ReadCall[]> {
    return this.#engine.read(text, style);
  }

  async show(name: string): Promise<ShownOperation[]> {
    const { zoo } = this.#engine;
    const byId = zoo.byId(name);
    const ordinals = byId === undefined ? SURFACES.flatMap((surface) => zoo.byPath(surface, name)) : [byId];
    const shown = [...new Set(ordinals)].map((ordinal): ShownOperation => {
      const operation = zoo.operation(ordinal);
      const source = sourceOf(zoo, operation);
      return source ? { operation, source } : { operation };
    });
    if (shown.length > 0) return shown;
    const near = (await this.#engine.search(name, { limit: 3 })).map((hit) => hit.operation.id);
    throw new AppError(
      'unknown-operation',
      `The zoo holds no operation named ${name}.`,
      `${near.length > 0 ? `Near it: ${near.join(', ')}. ` : ''}If these words are a request: gorilla -- show ${name}`,
    );
  }

  async providers(): Promise<ProviderInfo[]> {
    return this.#engine.zoo.providers();
  }

  #byId(id: string): Operation {
    const ordinal = this.#engine.zoo.byId(id);
    if (ordinal === undefined)
      throw new AppError('unknown-operation', `The zoo holds no operation ${id}.`, 'Find one: gorilla search <words>');
    return this.#engine.zoo.operation(ordinal);
  }

  /** Fails: `unknown-provider`. */
  protected checkScope(scope: string[] | undefined): void {
    if (!scope || scope.length === 0) return;
    const known = this.#engine.zoo.providers().map((info) => info.provider);
    for (const name of scope) {
      if (known.includes(name)) continue;
      const near = nearest(name, known);
      throw new AppError(
        'unknown-provider',
        `The zoo has no provider ${name}.`,
        `${near ? `Did you mean ${near}? ` : ''}All of them: gorilla zoo list`,
      );
    }
  }
}
