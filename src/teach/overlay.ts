import { mergeIngested } from '../ingest/merge.ts';
import { BlockCache } from '../schema/block-cache.ts';
import type { Ingested, Invocation, Operation, Parameter } from '../schema/operation.ts';
import { EmbeddedZoo } from '../zoo/embedded.ts';
import { PackReader } from '../zoo/pack-reader.ts';
import type { ProviderInfo } from '../zoo/zoo.ts';

const CACHE_BYTES = 64 * 1024 * 1024;

/** All that a pack file holds of a provider, or of all of its providers. Fails: `pack-broken`, `pack-too-new`. */
export function readPack(file: string, provider?: string): Ingested[] {
  const reader = new PackReader(file, new BlockCache(CACHE_BYTES));
  try {
    return reader.header.providers
      .filter((one) => provider === undefined || one.provider === provider)
      .map((one): Ingested => {
        const table = reader.globalTable(one.provider);
        const common = new Set([...table.values()].flat());
        const operations: Operation[] = [];
        for (let number = one.first; number < one.first + one.operations; number++)
          operations.push(without(reader.operation(number), common));
        const names = reader.typeNamesOf(one.provider);
        const types = Object.fromEntries(names.map((name) => [name, reader.type(one.provider, name)!]));
        const globals = table.size > 0 ? { globals: Object.fromEntries(table) } : {};
        return { provider: one.provider, sources: one.sources, operations, types, skipped: [], ...globals };
      });
  } finally {
    reader.close();
  }
}

/** Common options stand beside the operations, as an adapter gives them. */
function without(operation: Operation, common: Set<Parameter>): Operation {
  const own = operation.parameters.filter((parameter) => !common.has(parameter));
  return own.length === operation.parameters.length ? operation : { ...operation, parameters: own };
}

/** Where a provider is shipped, without reading it. Undefined where it is not. Fails: as the opening of shipped packs. */
export function shippedInfo(packsDir: string, provider: string): ProviderInfo | undefined {
  const zoo = EmbeddedZoo.open({ packsDir });
  try {
    return zoo.providers().find((one) => one.provider === provider);
  } finally {
    zoo.close();
  }
}

/** All that is shipped of a provider. */
export function shippedProvider(packsDir: string, provider: string): Ingested | undefined {
  const info = shippedInfo(packsDir, provider);
  return info && readPack(info.file, provider)[0];
}

export interface Overlaid {
  parts: Ingested[];
  /** The shipped operations of the provider are hidden: all that still holds of them is in the parts. */
  replaces: boolean;
}

/**
 * What is taught of a provider that is shipped, joined with what is shipped: the taught document wins. Where it describes a whole (all requests to a server, a
 * version of a service), shipped operations of that whole that it no longer has are gone; all others stay.
 */
export function overShipped(packsDir: string, taught: Ingested): Overlaid {
  // A program may be at home with another provider: kubectl with kubernetes.
  const [home] = mergeIngested([{ ingested: taught, precedence: 1 }]);
  const shipped = shippedProvider(packsDir, home!.provider);
  if (!shipped) return { parts: [taught], replaces: false };
  const servers = new Set(taught.operations.flatMap((one) => serversOf(one.invocations)));
  const services = new Set(
    taught.operations.filter((one) => one.kind === 'http' && one.service).map((one) => one.service),
  );
  const models = new Set(taught.operations.map((one) => modelOf(one.id)));
  const known = new Set(home!.operations.map((one) => one.id));
  const stays = (operation: Operation): boolean => {
    if (known.has(operation.id)) return true;
    if (taught.provider === 'aws' && models.has(modelOf(operation.id))) return false;
    const own = serversOf(operation.invocations);
    if (own.length === 0) return true;
    // Of a server with many services (googleapis.com by way of one), a document is about its own.
    return (
      !own.some((server) => servers.has(server)) || (taught.provider === 'google' && !services.has(operation.service))
    );
  };
  const kept: Ingested = { ...shipped, operations: shipped.operations.filter(stays) };
  return {
    parts: mergeIngested([
      { ingested: taught, precedence: 1 },
      { ingested: kept, precedence: 0 },
    ]),
    replaces: true,
  };
}

/** `aws:ec2` of `aws:ec2.StopInstances`. */
const modelOf = (id: string): string => id.slice(0, Math.max(0, id.lastIndexOf('.')));

function serversOf(invocations: Invocation[]): string[] {
  return invocations.flatMap((way) => (way.surface === 'http' && !way.server.includes('{host}') ? [way.server] : []));
}
