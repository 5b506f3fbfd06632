import type { Ingested, OperationKind } from '../schema/operation.ts';

/** The parts of one pack file. */
export interface PackGroup {
  /** File name without ending. */
  name: string;
  parts: Ingested[];
}

/** Providers with fewer operations share a file: there are hundreds of small programs. */
const OWN_PACK_OPERATIONS = 60;

const SHARED: Record<OperationKind, string> = { cli: 'tools', http: 'apis', hub: 'hubs', mcp: 'servers' };

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A provider's name as a file name: `@acme/cli` is `acme-cli`. Providers whose names become the same share a file. */
export function packNameOf(provider: string): string {
  return (
    provider
      .toLowerCase()
      .replace(/[^a-z0-9._-]+/g, '-')
      .replace(/^[^a-z0-9]+/, '') || 'other'
  );
}

/** Shares providers out among pack files, by name; the order depends on nothing but the names. */
export function groupPacks(ingested: Ingested[]): PackGroup[] {
  const groups = new Map<string, Ingested[]>();
  for (const part of [...ingested].sort((a, b) => byCodeUnit(a.provider, b.provider))) {
    const first = part.operations[0];
    if (!first) continue;
    const own = part.operations.length >= OWN_PACK_OPERATIONS;
    const name = own ? packNameOf(part.provider) : SHARED[first.kind];
    const group = groups.get(name);
    if (group) group.push(part);
    else groups.set(name, [part]);
  }
  return [...groups].sort(([a], [b]) => byCodeUnit(a, b)).map(([name, parts]) => ({ name, parts }));
}
