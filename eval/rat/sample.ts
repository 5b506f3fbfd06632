import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { readRequestFolder } from '../../src/retrieve/index/write.ts';
import type { Zoo } from '../../src/zoo/zoo.ts';
import { type Asked, parameterOf } from './change.ts';

export const REQUESTS = fileURLToPath(new URL('../../training/data/requests', import.meta.url));

/** A held-out request of one call, and the ordinal of the only operation that it can mean. */
export interface HeldOut extends Asked {
  line: string;
  ordinal: number;
}

/** Below 2^32, the same for the same seed and text. */
const order = (seed: number, text: string): number => crc32(`${seed} ${text}`);

/** Requests of lines that no model has learned from (training/encoder/holdout.py), one voice a line, in an order that only the seed decides. */
export function heldOut(zoo: Zoo, seed: number, folder = REQUESTS): HeldOut[] {
  const voices = new Map<string, HeldOut[]>();
  for (const { kind, line, text, meant } of readRequestFolder(folder)) {
    const [calls, ...others] = meant;
    const [call, ...more] = calls ?? [];
    if (kind !== 'full' || !call || others.length + more.length > 0 || crc32(line) % 10 !== 0) continue;
    const { op, surface, args, missing } = call;
    const [ordinal, ...twins] = zoo.byPath(surface, op);
    if (ordinal === undefined || twins.length > 0 || missing.length > 0) continue;
    const operation = zoo.operation(ordinal);
    if (!Object.keys(args).every((key) => parameterOf(operation, surface, key))) continue;
    const one = { request: text, surface, op, args, missing, line, ordinal };
    voices.set(line, [...(voices.get(line) ?? []), one]);
  }
  return [...voices.values()]
    .map((list) => list[order(seed, list[0]!.line) % list.length]!)
    .sort((a, b) => order(seed, a.line) - order(seed, b.line) || (a.line < b.line ? -1 : 1));
}

/** Whether a folder's path is at hand for hashing: the sample's own texts are what was asked. */
export const textOf = (sample: readonly HeldOut[]): string =>
  sample.map(({ line, request, op }) => `${line}\t${request}\t${op}\n`).join('');

export const requestsFile = (): string => join(fileURLToPath(new URL('.', import.meta.url)), 'requests.jsonl');
