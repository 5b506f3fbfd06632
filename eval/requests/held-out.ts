import { fileURLToPath } from 'node:url';
import { readRequests, type WrittenRequest } from '../../src/retrieve/asks/requests.ts';
import { type DevRow, type DevSet, readSets } from './dev.ts';

const FOLDER = fileURLToPath(new URL('../../training/data/held-out', import.meta.url));

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

/** The requests by strangers that nothing has learned from (training/data/held-out), every voice, as rows of the open set are. */
export function readHeldOut(): DevSet {
  return readSets(FOLDER, (text, name) => readRequests(name, text).map(rowOf));
}
