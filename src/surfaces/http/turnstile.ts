import { AppError } from '../../schema/error.ts';

const overloaded = (what: string): AppError => new AppError('overloaded', what, 'Try again in a second.');

/**
 * Back pressure: so many pieces of work at once, so many that wait, and no more. What waits too long is given up. In order of arrival.
 */
export class Turnstile {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly queue: number,
    private readonly timeoutMs: number,
  ) {}

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Fails: `overloaded` where too many wait already; `timed-out`; `cancelled` where nobody waits for it any more; as `work` does. */
  async run<Result>(work: () => Promise<Result>, gone: () => boolean = () => false): Promise<Result> {
    const deadline = Date.now() + this.timeoutMs;
    await this.#enter();
    try {
      if (gone()) throw new AppError('cancelled', 'The caller has gone.', 'Nothing is to be done.');
      if (Date.now() >= deadline) throw this.#late();
      return await this.#within(work(), deadline - Date.now());
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }

  #enter(): Promise<void> {
    if (this.#running < this.atOnce) {
      this.#running++;
      return Promise.resolve();
    }
    if (this.#waiting.length >= this.queue) return Promise.reject(overloaded(`${this.queue} requests wait already.`));
    return new Promise((go) => {
      this.#waiting.push(() => {
        this.#running++;
        go();
      });
    });
  }

  async #within<Result>(work: Promise<Result>, ms: number): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, fail) => {
      timer = setTimeout(() => fail(this.#late()), ms);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  #late(): AppError {
    return new AppError('timed-out', `No answer within ${this.timeoutMs / 1000} seconds.`, 'Try again.');
  }
}
