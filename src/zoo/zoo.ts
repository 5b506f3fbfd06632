import type { Field, Operation, Source, Surface, ValueSchema } from '../schema/operation.ts';

export interface ProviderInfo {
  provider: string;
  operations: number;
  sources: Source[];
  /** `packs` are shipped, `user` was taught, `installed` was read from this machine's own tools. */
  layer: 'packs' | 'user' | 'installed';
  file: string;
  bytes: number;
}

/**
 * The store of API documents, read side. Synchronous: everything is a local file, and a search reads a few kilobytes of it.
 * Ordinals number all operations of the opened zoo, 0 … size-1, and are stable only while it is open.
 */
export interface Zoo {
  readonly size: number;
  providers(): ProviderInfo[];
  /** The operation by its ordinal. Fails: `pack-broken`. */
  operation(ordinal: number): Operation;
  /** The ordinal of an id (`aws:ec2.StopInstances`), or undefined. */
  byId(id: string): number | undefined;
  /** The ordinals of a path on a surface (`git commit`; `POST /repos/{owner}/{repo}/issues`, braces as they are): several where providers agree. */
  byPath(surface: Surface, path: string): number[];
  /** The type behind `ref` of a provider; undefined where the document names a type that it does not hold. */
  type(provider: string, ref: string): ValueSchema | undefined;
  /** The operation stands in the zoo but not for this user: a taught document replaces its provider. A search leaves it out. */
  isHidden?(ordinal: number): boolean;
  /** All command paths, sorted, each once; undefined where the store has no list of them (every operation has them too). */
  commandPaths?(): string[] | undefined;
  close(): void;
}

/** Follows `ref` (through chains, not in depth) to a schema with its own `fields` or `items`. */
export function resolve(zoo: Pick<Zoo, 'type'>, provider: string, schema: ValueSchema): ValueSchema {
  let at = schema;
  for (let hops = 0; at.ref !== undefined && hops < 16; hops++) {
    const target = zoo.type(provider, at.ref);
    if (!target) return at;
    at = target;
  }
  return at;
}

/** The fields of an object schema, behind `ref`s; empty for anything else. */
export function fieldsOf(zoo: Pick<Zoo, 'type'>, provider: string, schema: ValueSchema): Field[] {
  return resolve(zoo, provider, schema).fields ?? [];
}
