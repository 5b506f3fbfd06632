/**
 * What written requests teach about values in general, beyond one operation: log-odds that a value goes into a parameter, given the
 * literal's type, the word before or after it, and the parameter's name. Learned by training/…, read as data.
 */
export interface Associations {
  /** `type|tail`: tail is the last word of the parameter's name. */
  typeTail: Record<string, number>;
  /** `type|name` of the whole parameter. */
  typeName: Record<string, number>;
  /** `previous word|tail`, `next word|tail`. */
  beforeTail: Record<string, number>;
  afterTail: Record<string, number>;
  /** The same with the parameter's whole name. */
  beforeName: Record<string, number>;
  afterName: Record<string, number>;
  /** How often a word is somebody's value at all: `main` often, `everything` never. */
  wordValue: Record<string, number>;
  /** How often a parameter of this name is filled where an operation has it (log-odds), by `provider|name` and by `name`. */
  usage: Record<string, number>;
}

/** Positive and all occurrences of a key. */
export class Odds {
  private readonly counts = new Map<string, [yes: number, all: number]>();

  add(key: string, yes: boolean): void {
    const c = this.counts.get(key);
    if (c) {
      c[0] += yes ? 1 : 0;
      c[1]++;
    } else this.counts.set(key, [yes ? 1 : 0, 1]);
  }

  /** Smoothed towards the overall rate; keys seen fewer than `least` times are left out. */
  table(least: number): Record<string, number> {
    let yes = 0;
    let all = 0;
    for (const [y, n] of this.counts.values()) {
      yes += y;
      all += n;
    }
    const rate = yes / Math.max(1, all);
    const out: Record<string, number> = {};
    for (const [key, [y, n]] of [...this.counts].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
      if (n < least) continue;
      const p = (y + 4 * rate) / (n + 4);
      out[key] = Math.round(100 * Math.log(p / (1 - p) / (rate / (1 - rate)))) / 100;
    }
    return out;
  }
}
