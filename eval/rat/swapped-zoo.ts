import type { Operation, Surface, ValueSchema } from '../../src/schema/operation.ts';
import { pathKey } from '../../src/zoo/path-key.ts';
import type { ProviderInfo, Zoo } from '../../src/zoo/zoo.ts';

/** A zoo in which single documents are others for a while, and in which one more document can stand behind the last: nothing is indexed anew. */
export class SwappedZoo implements Zoo {
  private readonly swapped = new Map<number, Operation>();
  private beside: Operation | undefined;

  constructor(private readonly base: Zoo) {}

  /** The ordinal of the document that stands beside. */
  get besideAt(): number {
    return this.base.size;
  }

  swap(ordinal: number, operation: Operation): void {
    this.swapped.set(ordinal, operation);
  }

  put(beside: Operation): void {
    this.beside = beside;
  }

  restore(): void {
    this.swapped.clear();
    this.beside = undefined;
  }

  get size(): number {
    return this.base.size + 1;
  }

  providers(): ProviderInfo[] {
    return this.base.providers();
  }

  operation(ordinal: number): Operation {
    if (ordinal === this.base.size && this.beside) return this.beside;
    return this.swapped.get(ordinal) ?? this.base.operation(ordinal);
  }

  byId(id: string): number | undefined {
    if (this.beside?.id === id) return this.base.size;
    for (const [ordinal, operation] of this.swapped) if (operation.id === id) return ordinal;
    return this.base.byId(id);
  }

  byPath(surface: Surface, path: string): number[] {
    const key = pathKey(surface, path);
    const has = ({ invocations }: Operation): boolean =>
      invocations.some((way) => way.surface === surface && pathKey(surface, way.path) === key);
    const kept = this.base.byPath(surface, path).filter((ordinal) => !this.swapped.has(ordinal));
    for (const [ordinal, operation] of this.swapped) if (has(operation)) kept.push(ordinal);
    if (this.beside && has(this.beside)) kept.push(this.base.size);
    return kept;
  }

  type(provider: string, ref: string): ValueSchema | undefined {
    return this.base.type(provider, ref);
  }

  isHidden(ordinal: number): boolean {
    return ordinal < this.base.size && (this.base.isHidden?.(ordinal) ?? false);
  }

  commandPaths(): string[] | undefined {
    return this.base.commandPaths?.();
  }

  close(): void {
    this.base.close();
  }
}
