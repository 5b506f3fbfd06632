import type { ReopeningEngine } from '../cli/reopening.ts';
import { BACKEND_METHODS, type Backend, LocalBackend } from './backend.ts';

/** A backend of which each call is answered by the newest zoo. */
export function reopeningBackend(reopening: ReopeningEngine): Backend {
  const methods = BACKEND_METHODS.map((method) => [
    method,
    (...args: unknown[]) =>
      reopening.using((engine) => {
        const backend = new LocalBackend(engine);
        const run = backend[method].bind(backend) as (...given: unknown[]) => Promise<unknown>;
        return run(...args);
      }),
  ]);
  return Object.fromEntries(methods) as unknown as Backend;
}
