/**
 * The networks' runtime in a thread of its own: it computes while the other thread reads documents. `session.ts` starts it, without arguments, and sends
 * `{ id, path, feeds }`; feeds: name -> `{ type, data, dims }`, none where the model is to be opened and no more. The answer to each is `{ id, found }`, name -> Float32Array, or `{ id, failed }`, a reason.
 */
import { parentPort } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';

const OPTIONS = {
  // One: more wait for each other longer than they save, at so few tokens.
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  logSeverityLevel: 3,
  enableCpuMemArena: false,
  enableMemPattern: false,
  // Joined with the addition before it, the norm takes three times as long as both by themselves.
  extra: { optimization: { disable_specified_optimizers: 'SkipLayerNormFusion' } },
};

/** By path: a promise of each. */
const sessions = new Map();

async function run(path, feeds) {
  if (!sessions.has(path)) sessions.set(path, InferenceSession.create(path, OPTIONS));
  const session = await sessions.get(path);
  if (!feeds) return {};
  const tensors = Object.entries(feeds).map(([name, { type, data, dims }]) => [name, new Tensor(type, data, dims)]);
  const found = await session.run(Object.fromEntries(tensors));
  return Object.fromEntries(Object.entries(found).map(([name, tensor]) => [name, tensor.data]));
}

parentPort.on('message', async ({ id, path, feeds }) => {
  try {
    parentPort.postMessage({ id, found: await run(path, feeds) });
  } catch (cause) {
    parentPort.postMessage({ id, failed: String(cause?.message ?? cause) });
  }
});
