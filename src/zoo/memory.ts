import type { Ingested, Operation, Parameter, Surface, ValueSchema } from '../schema/operation.ts';
import { appendGlobals, asGlobals, programOf } from './globals.ts';
import { pathKey } from './path-key.ts';
import type { ProviderInfo, Zoo } from './zoo.ts';

/** A zoo of what adapters have just made, without files: for tests, and for documents read on the fly. */
export class MemoryZoo implements Zoo {
  private readonly operations: Operation[] = [];
  private readonly ids = new Map<string, number>();
  private readonly paths = new Map<string, number[]>();
  private readonly types = new Map<string, Map<string, ValueSchema>>();
  private readonly infos: ProviderInfo[];

  /** Ordinals follow the order of the list. Where an id stands twice, `byId` gives the first. */
  constructor(parts: Ingested[], layer: ProviderInfo['layer'] = 'packs') {
    this.infos = parts.map((part) => ({
      provider: part.provider,
      operations: part.operations.length,
      sources: part.sources,
      layer,
      file: '',
      bytes: 0,
    }));
    for (const part of parts) this.add(part);
  }

  get size(): number {
    return this.operations.length;
  }

  providers(): ProviderInfo[] {
    return this.infos;
  }

  operation(ordinal: number): Operation {
    const operation = this.operations[ordinal];
    if (!operation) throw new RangeError(`no operation ${ordinal} in a zoo of ${this.size}`);
    return operation;
  }

  byId(id: string): number | undefined {
    return this.ids.get(id);
  }

  byPath(surface: Surface, path: string): number[] {
    return [...(this.paths.get(pathKey(surface, path)) ?? [])];
  }

  type(provider: string, ref: string): ValueSchema | undefined {
    return this.types.get(provider)?.get(ref);
  }

  close(): void {
    this.operations.length = 0;
    this.ids.clear();
    this.paths.clear();
  }

  private add(part: Ingested): void {
    const table = this.types.get(part.provider) ?? new Map<string, ValueSchema>();
    for (const [name, schema] of Object.entries(part.types)) table.set(name, schema);
    this.types.set(part.provider, table);
    const globals = new Map<string, Parameter[]>();
    for (const [program, options] of Object.entries(part.globals ?? {})) globals.set(program, asGlobals(options));
    for (const operation of part.operations) this.addOperation(operation, globals.get(programOf(operation) ?? ''));
  }

  private addOperation(operation: Operation, globals: Parameter[] | undefined): void {
    const ordinal = this.operations.length;
    this.operations.push(
      globals ? appendGlobals({ ...operation, parameters: [...operation.parameters] }, globals) : operation,
    );
    if (!this.ids.has(operation.id)) this.ids.set(operation.id, ordinal);
    const keys = new Set(operation.invocations.map((invocation) => pathKey(invocation.surface, invocation.path)));
    for (const key of keys) {
      const ordinals = this.paths.get(key);
      if (ordinals) ordinals.push(ordinal);
      else this.paths.set(key, [ordinal]);
    }
  }
}
