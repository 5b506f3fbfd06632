import type { Ingested, Operation, Source } from '../../schema/operation.ts';

/** Several documents of one provider as one: sources are listed once, and operation ids stay unique. */
export function joinIngested(provider: string, parts: Ingested[]): Ingested {
  const sources: Source[] = [];
  const operations: Operation[] = [];
  const types: Ingested['types'] = {};
  const skipped: Ingested['skipped'] = [];
  const taken = new Set<string>();
  for (const part of parts) {
    const places = part.sources.map((source) => indexOf(sources, source));
    for (const operation of part.operations) {
      if (taken.has(operation.id)) {
        skipped.push({ pointer: operation.origin.pointer, reason: `another document has ${operation.id}` });
        continue;
      }
      taken.add(operation.id);
      operations.push({ ...operation, origin: { ...operation.origin, source: places[operation.origin.source] ?? 0 } });
    }
    for (const [name, type] of Object.entries(part.types)) types[name] ??= type;
    skipped.push(...part.skipped);
  }
  return { provider, sources, operations, types, skipped };
}

function indexOf(sources: Source[], source: Source): number {
  const key = JSON.stringify(source);
  const known = sources.findIndex((one) => JSON.stringify(one) === key);
  return known >= 0 ? known : sources.push(source) - 1;
}
