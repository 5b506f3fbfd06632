import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

const TICK_MS = 25;
/** So many ticks without a request: what was on its way has come. Ticks and not a time, so that a busy machine has looked at its sockets. */
const QUIET_TICKS = 8;

/** Requests that have begun and not ended. */
export class Traffic {
  #open = 0;
  #begun = 0;

  constructor(app: FastifyInstance) {
    app.addHook('onRequest', async (_, reply) => {
      this.#open++;
      this.#begun++;
      reply.raw.once('close', () => {
        this.#open--;
      });
    });
  }

  /** Waits until nothing is open and nothing has come for some ticks; false where that takes longer than `mostMs`. */
  async quiet(mostMs: number): Promise<boolean> {
    const end = Date.now() + mostMs;
    let seen = this.#begun;
    for (let ticks = 0; ticks < QUIET_TICKS; ) {
      if (Date.now() >= end) return false;
      await sleep(TICK_MS);
      ticks = this.#open === 0 && seen === this.#begun ? ticks + 1 : 0;
      seen = this.#begun;
    }
    return true;
  }
}
