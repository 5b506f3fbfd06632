import type { Range } from '../parse/parsed.ts';

/** Ranges that are nested or apart, as those of a syntax tree are: which of them hold a place. */
export class RangeTree<T extends Range> {
  private readonly items: T[];
  private readonly parents: number[] = [];

  constructor(items: readonly T[]) {
    this.items = [...items].sort((one, other) => one.start - other.start || other.end - one.end);
    const open: number[] = [];
    for (const [index, item] of this.items.entries()) {
      while (open.length > 0 && this.items[open.at(-1)!]!.end <= item.start) open.pop();
      this.parents.push(open.at(-1) ?? -1);
      open.push(index);
    }
  }

  /** All that hold the place, the innermost first. */
  *around(at: number): Generator<T> {
    let low = -1;
    let high = this.items.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.items[middle]!.start <= at) low = middle;
      else high = middle;
    }
    for (let index = low; index >= 0; index = this.parents[index]!)
      if (at < this.items[index]!.end) yield this.items[index]!;
  }

  innermost(at: number): T | undefined {
    for (const item of this.around(at)) return item;
    return undefined;
  }
}
