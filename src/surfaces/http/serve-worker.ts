/** A thread that answers: opens the zoo at its first call, and again when it has changed. */
import { Piscina } from 'piscina';
import type { ErrorCode } from '../../schema/error.ts';
import { appErrorOf } from '../cli/failure.ts';
import { openEngine } from '../cli/open-engine.ts';
import type { Paths } from '../cli/paths.ts';
import type { BackendMethod } from './backend.ts';
import { ReopeningBackend, stampOf } from './reopening.ts';

/** What comes back: errors lose their class on the way, so they come as data. */
export type WorkerReply = { value: unknown } | { error: { code: ErrorCode; message: string; hint: string } };

const paths = Piscina.workerData as Paths;
const reopening = new ReopeningBackend(
  () => openEngine(paths),
  () => stampOf(paths),
);

/** The pool calls a worker's default export. */
export default async function answer({
  method,
  args,
}: {
  method: BackendMethod;
  args: unknown[];
}): Promise<WorkerReply> {
  try {
    return { value: await reopening.call(method, args) };
  } catch (error) {
    const { code, message, hint } = appErrorOf(error);
    return { error: { code, message, hint } };
  }
}
