import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../cli/engine.ts';
import type { Paths } from '../cli/paths.ts';
import { BACKEND_METHODS, type Backend, type BackendMethod, LocalBackend } from './backend.ts';

/** An opened zoo, and who still reads it. */
interface Generation {
  stamp: string;
  engine: Engine;
  backend: Backend;
  readers: number;
}

/** Changes when packs are built anew or the person teaches the zoo something. */
export const stampOf = (paths: Paths): string =>
  [paths.packs, join(paths.data, 'zoo')]
    .map((folder) => statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    .join(':');

/**
 * A backend that opens the zoo again when it has changed on the disk: what `gorilla teach` learns in another process, the next request
 * knows. An old zoo is closed when its last request has ended.
 */
export class ReopeningBackend {
  #current: Generation | undefined;
  #opening: Promise<Generation> | undefined;

  constructor(
    private readonly open: () => Promise<Engine>,
    private readonly stamp: () => string,
  ) {}

  /** The methods of a backend; each call is answered by the newest zoo. */
  backend(): Backend {
    const methods = BACKEND_METHODS.map((method) => [method, (...args: unknown[]) => this.call(method, args)]);
    return Object.fromEntries(methods) as unknown as Backend;
  }

  async call(method: BackendMethod, args: unknown[]): Promise<unknown> {
    const generation = await this.#newest();
    generation.readers++;
    try {
      const run = generation.backend[method].bind(generation.backend) as (...given: unknown[]) => Promise<unknown>;
      return await run(...args);
    } finally {
      generation.readers--;
      if (generation !== this.#current && generation.readers === 0) generation.engine.close();
    }
  }

  close(): void {
    this.#current?.engine.close();
    this.#current = undefined;
  }

  async #newest(): Promise<Generation> {
    const stamp = this.stamp();
    if (this.#current?.stamp === stamp) return this.#current;
    this.#opening ??= this.#reopen(stamp).finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #reopen(stamp: string): Promise<Generation> {
    const engine = await this.open();
    const old = this.#current;
    this.#current = { stamp, engine, backend: new LocalBackend(engine), readers: 0 };
    if (old?.readers === 0) old.engine.close();
    return this.#current;
  }
}
