import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { AppError } from '../schema/error.ts';

type Feed = { type: 'float32' | 'int64'; data: Float32Array | BigInt64Array; dims: number[] };

/** A model in the runtime. The runtime is loaded with the first model: nothing else of the program needs it. */
export class Session {
  private constructor(
    private readonly session: InferenceSession,
    private readonly TensorOf: typeof Tensor,
  ) {}

  /** Fails: `pack-missing` (no such file), `pack-broken` (the runtime does not take it, or there is none for this machine). */
  static async open(path: string, threads: number): Promise<Session> {
    try {
      const { InferenceSession, Tensor } = await import('onnxruntime-node');
      const session = await InferenceSession.create(path, {
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        graphOptimizationLevel: 'all',
        logSeverityLevel: 3,
        enableCpuMemArena: false,
        enableMemPattern: false,
      });
      return new Session(session, Tensor);
    } catch (cause) {
      throw new AppError('pack-broken', `The model ${path} cannot be opened.`, 'Install the package anew.', cause);
    }
  }

  async run(feeds: Record<string, Feed>): Promise<Record<string, Float32Array>> {
    const tensors = Object.fromEntries(
      Object.entries(feeds).map(([name, f]) => [name, new this.TensorOf(f.type, f.data as Float32Array, f.dims)]),
    );
    const found = await this.session.run(tensors);
    return Object.fromEntries(Object.entries(found).map(([name, t]) => [name, t.data as Float32Array]));
  }
}
