import { fileURLToPath } from 'node:url';
import { readRequests, type WrittenRequest } from '../../src/retrieve/asks/requests.ts';
import { type DevRow, type DevSet, readSets } from './dev.ts';

/** Sets in the form of training requests, which nothing learns from, by folder under training/data. */
export type UnlearnedSet = 'held-out' | 'plain';

const rowOf = ({ line, voice, text, kind, surface, meant }: WrittenRequest): DevRow & { missing: string[] } => {
  const [calls = []] = meant;
  const gold = calls.map(({ op, args }) => ({ op, args }));
  return {
    id: `${line.replace('.jsonl:', '-')}.${voice}`,
    request: text,
    surface: surface ?? calls[0]?.surface ?? 'cli',
    provider: calls[0]?.provider ?? 'none',
    kind: kind === 'ambiguous' ? 'full' : kind,
    missing: calls.flatMap((call) => call.missing),
    gold: gold.length > 1 ? [{ op: gold[0]!.op, ops: gold }] : gold,
  };
};

/** Every voice of a set's requests, as rows of the open set are. */
export function readUnlearned(set: UnlearnedSet): DevSet {
  const folder = fileURLToPath(new URL(`../../training/data/${set}`, import.meta.url));
  return readSets(folder, (text, name) => readRequests(name, text).map(rowOf));
}
