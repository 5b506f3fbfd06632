import { fileURLToPath } from 'node:url';
import { type MeantCall, readRequests, type WrittenRequest } from '../../src/retrieve/asks/requests.ts';
import { type DevRow, type DevSet, readSets } from './dev.ts';

/** Sets in the form of training requests, which nothing learns from, by folder under training/data. */
export type UnlearnedSet = 'held-out' | 'plain';

const rowOf = ({ line, voice, text, kind, surface, meant }: WrittenRequest): DevRow & { missing: string[] } => {
  const [calls = []] = meant;
  return {
    id: `${line.replace('.jsonl:', '-')}.${voice}`,
    request: text,
    surface: surface ?? calls[0]?.surface ?? 'cli',
    provider: calls[0]?.provider ?? 'none',
    kind: kind === 'ambiguous' ? 'full' : kind,
    missing: missingOf(calls),
    gold: meant.map((alternative) => ({ ...goldOf(alternative), missing: missingOf(alternative) })),
  };
};

const missingOf = (calls: readonly MeantCall[]): string[] => calls.flatMap(({ missing }) => missing);

/** One right answer: a call, or a list of calls in order. */
function goldOf(calls: readonly MeantCall[]): DevRow['gold'][number] {
  const [first, ...more] = calls.map(({ op, args }) => ({ op, args }));
  return more.length > 0 ? { op: first!.op, ops: [first!, ...more] } : first!;
}

/** Every voice of a set's requests, as rows of the open set are. */
export function readUnlearned(set: UnlearnedSet): DevSet {
  const folder = fileURLToPath(new URL(`../../training/data/${set}`, import.meta.url));
  return readSets(folder, (text, name) => readRequests(name, text).map(rowOf));
}
