import { AppError } from '../../schema/error.ts';
import { askDaemon } from '../daemon/client.ts';
import type { SERVICE_METHODS, Service } from './service.ts';

const TIMEOUT_MS = 10_000;

/** The service behind the daemon's socket. Fails as the service does, and with `daemon-unreachable`. */
export class RemoteService implements Service {
  readonly #socketPath: string;
  readonly #build: string;
  readonly #timeoutMs: number;

  /** `patienceMs` is granted beyond what a request takes on this machine. */
  constructor(socketPath: string, build: string, patienceMs = 0) {
    this.#socketPath = socketPath;
    this.#build = build;
    this.#timeoutMs = TIMEOUT_MS + patienceMs;
  }

  ask: Service['ask'] = (...args) => this.#call('ask', args);
  search: Service['search'] = (...args) => this.#call('search', args);
  explain: Service['explain'] = (...args) => this.#call('explain', args);
  fill: Service['fill'] = (...args) => this.#call('fill', args);
  render: Service['render'] = (...args) => this.#call('render', args);
  read: Service['read'] = (...args) => this.#call('read', args);
  show: Service['show'] = (...args) => this.#call('show', args);
  providers: Service['providers'] = (...args) => this.#call('providers', args);

  async #call<Result>(method: (typeof SERVICE_METHODS)[number], args: unknown[]): Promise<Result> {
    const reply = await askDaemon(this.#socketPath, this.#build, { kind: 'call', method, args }, this.#timeoutMs);
    if (typeof reply === 'object') {
      if (reply.kind === 'error') throw new AppError(reply.code, reply.message, reply.hint);
      // Both ends are one build, so the value is what the method's type says.
      if (reply.kind === 'value') return reply.value as Result;
    }
    throw new AppError(
      'daemon-unreachable',
      'The background process does not answer.',
      'Try again, or work without it: gorilla --no-daemon …',
    );
  }
}
