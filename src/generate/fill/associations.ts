/** The tables of log-odds, in the order of the file. `tail` is the last word of a parameter's name, `name` all of it. */
export const ODDS_TABLES = [
  // kind of span | parameter
  'typeTail',
  'typeName',
  // word before or after | parameter
  'beforeTail',
  'afterTail',
  'beforeName',
  'afterName',
  // how often a word is somebody's value at all: `main` often, `everything` never
  'wordValue',
  // how often a parameter of this name is filled where an operation has it: provider | name, and name
  'usage',
] as const;

/** Log-odds by key; undefined for what was not seen often enough. A `Map` is one. */
export interface OddsTable {
  get(key: string): number | undefined;
}

/**
 * What written requests teach about values in general, beyond one operation: how likely a value goes into a parameter, given the literal's type, the word
 * before or after it, and the parameter's name. Learned by training/features.ts.
 */
export type Associations = Record<(typeof ODDS_TABLES)[number], OddsTable>;

/** Positive and all occurrences of a key. */
export class Odds {
  private readonly seen = new Map<string, [yes: number, all: number]>();

  add(key: string, yes: boolean): void {
    const c = this.seen.get(key);
    if (c) {
      c[0] += yes ? 1 : 0;
      c[1]++;
    } else this.seen.set(key, [yes ? 1 : 0, 1]);
  }

  counts(): [key: string, yes: number, all: number][] {
    return [...this.seen].map(([key, [yes, all]]) => [key, yes, all]);
  }

  addAll(counts: readonly (readonly [key: string, yes: number, all: number])[]): void {
    for (const [key, yes, all] of counts) {
      const c = this.seen.get(key) ?? [0, 0];
      this.seen.set(key, [c[0] + yes, c[1] + all]);
    }
  }

  /** Smoothed towards the overall rate; keys seen fewer than `least` times are left out. */
  table(least: number): Map<string, number> {
    let yes = 0;
    let all = 0;
    for (const [y, n] of this.seen.values()) {
      yes += y;
      all += n;
    }
    const rate = yes / Math.max(1, all);
    const out = new Map<string, number>();
    for (const [key, [y, n]] of [...this.seen].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
      if (n < least) continue;
      const p = (y + 4 * rate) / (n + 4);
      out.set(key, Math.round(100 * Math.log(p / (1 - p) / (rate / (1 - rate)))) / 100);
    }
    return out;
  }
}
