import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from './engine.ts';
import type { Paths } from './paths.ts';

/** An opened zoo, and who still reads it. */
interface Generation {
  stamp: string;
  engine: Engine;
  readers: number;
}

/** Changes when packs are built anew or the person teaches the zoo something. */
export const stampOf = (paths: Paths): string =>
  [paths.packs, join(paths.data, 'zoo')]
    .map((folder) => statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    .join(':');

/**
 * The engine of a process that stays: opened again when the zoo has changed on the disk, so that what `gorilla teach` learns in another process,
 * the next request knows. An old zoo is closed when its last request has ended.
 */
export class ReopeningEngine {
  #current: Generation | undefined;
  #opening: Promise<Generation> | undefined;

  constructor(
    private readonly open: () => Promise<Engine>,
    private readonly stamp: () => string,
  ) {}

  /** Works with the newest zoo, which stays open until the work has ended. Fails as opening does, and as `work` does. */
  async using<Result>(work: (engine: Engine) => Promise<Result>): Promise<Result> {
    const generation = await this.#newest();
    generation.readers++;
    try {
      return await work(generation.engine);
    } finally {
      generation.readers--;
      if (generation !== this.#current && generation.readers === 0) generation.engine.close();
    }
  }

  close(): void {
    const current = this.#current;
    this.#current = undefined;
    if (current?.readers === 0) current.engine.close();
  }

  async #newest(): Promise<Generation> {
    const stamp = this.stamp();
    if (this.#current?.stamp === stamp) return this.#current;
    // What is being opened already may have been read before the change: then it is opened once more.
    if (this.#opening) {
      const underway = await this.#opening.catch(() => undefined);
      if (underway?.stamp === stamp) return underway;
    }
    this.#opening ??= this.#reopen(stamp).finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #reopen(stamp: string): Promise<Generation> {
    const engine = await this.open();
    const old = this.#current;
    this.#current = { stamp, engine, readers: 0 };
    if (old?.readers === 0) old.engine.close();
    return this.#current;
  }
}
