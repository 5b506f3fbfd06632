import { Piscina } from 'piscina';
import { AppError } from '../../schema/error.ts';
import type { Paths } from '../cli/paths.ts';
import { BACKEND_METHODS, type Backend } from './backend.ts';
import type { WorkerReply } from './serve-worker.ts';

/** A backend of `count` threads, each with a zoo of its own. Fails as opening the zoo does, at the first call. */
export function openWorkers(file: string, count: number, paths: Paths): { backend: Backend; close(): Promise<void> } {
  const pool = new Piscina({
    filename: file,
    minThreads: count,
    maxThreads: count,
    concurrentTasksPerWorker: 1,
    idleTimeout: Number.POSITIVE_INFINITY,
    workerData: paths,
  });
  const call = async (method: string, args: unknown[]): Promise<unknown> => {
    const reply: WorkerReply = await pool.run({ method, args });
    if ('error' in reply) throw new AppError(reply.error.code, reply.error.message, reply.error.hint);
    return reply.value;
  };
  const methods = BACKEND_METHODS.map((method) => [method, (...args: unknown[]) => call(method, args)]);
  return { backend: Object.fromEntries(methods) as unknown as Backend, close: () => pool.close() };
}
