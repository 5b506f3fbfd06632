import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { AppError } from '../schema/error.ts';

type Feed = { type: 'float32' | 'int64'; data: Float32Array | BigInt64Array; dims: number[] };
type Feeds = Record<string, Feed>;
type Found = Record<string, Float32Array>;
type Reply = { id: number; found: Found } | { id: number; failed: string };

/** A program beside the bundle, in JavaScript: a thread has no loader for anything else. */
const PROGRAM = fileURLToPath(new URL('./session-thread.mjs', import.meta.url));

/** The thread in which the networks compute, one for all models of a process. It keeps nobody from ending who waits for nothing. */
class NetworkThread {
  private readonly worker = new Worker(PROGRAM, { execArgv: [] });
  private readonly waiting = new Map<number, { resolve(found: Found): void; reject(cause: unknown): void }>();
  private asked = 0;

  constructor(onEnd: () => void) {
    this.worker.unref();
    this.worker.on('message', (reply: Reply) => {
      const one = this.waiting.get(reply.id);
      this.forget(reply.id);
      if ('failed' in reply) one?.reject(new Error(reply.failed));
      else one?.resolve(reply.found);
    });
    const end = (cause: unknown): void => {
      onEnd();
      for (const [id, { reject }] of this.waiting) {
        this.forget(id);
        reject(cause);
      }
    };
    this.worker.on('error', end);
    this.worker.on('exit', () => end(new Error('The thread of the networks has ended.')));
  }

  private forget(id: number): void {
    this.waiting.delete(id);
    if (this.waiting.size === 0) this.worker.unref();
  }

  /** What is fed is handed over: it can be read no more. */
  run(path: string, feeds?: Feeds): Promise<Found> {
    const id = this.asked++;
    return new Promise((resolve, reject) => {
      if (this.waiting.size === 0) this.worker.ref();
      this.waiting.set(id, { resolve, reject });
      const handed = Object.values(feeds ?? {}).map(({ data }) => data.buffer as ArrayBuffer);
      this.worker.postMessage({ id, path, feeds }, handed);
    });
  }
}

let thread: NetworkThread | undefined;

/** A model in the runtime, which is loaded with the first: nothing else of the program needs it. */
export class Session {
  constructor(private readonly path: string) {}

  /** Loads the model, if it is not, while the caller goes on. What is wrong with it, `run` says. */
  open(): void {
    this.ask().catch(() => undefined);
  }

  /** Computes while the caller goes on; what is fed is handed over. Fails: `pack-broken` (no such file, the runtime does not take it, or there is none for this machine). */
  run(feeds: Feeds): Promise<Found> {
    return this.ask(feeds);
  }

  private async ask(feeds?: Feeds): Promise<Found> {
    try {
      thread ??= new NetworkThread(() => {
        thread = undefined;
      });
      return await thread.run(this.path, feeds);
    } catch (cause) {
      throw new AppError('pack-broken', `The model ${this.path} cannot be run.`, 'Install the package anew.', cause);
    }
  }
}
