/** The n best of a stream of numbered scores, in a binary heap whose root is the worst kept. Ties go to the lower number, so that results do not depend on order. */
export class Top {
  private readonly ids: Uint32Array;
  private readonly scores: Float64Array;
  private size = 0;

  constructor(private readonly limit: number) {
    this.ids = new Uint32Array(limit);
    this.scores = new Float64Array(limit);
  }

  private worse(i: number, j: number): boolean {
    const d = this.scores[i]! - this.scores[j]!;
    return d !== 0 ? d < 0 : this.ids[i]! > this.ids[j]!;
  }

  private swap(i: number, j: number): void {
    const id = this.ids[i]!;
    const score = this.scores[i]!;
    this.ids[i] = this.ids[j]!;
    this.scores[i] = this.scores[j]!;
    this.ids[j] = id;
    this.scores[j] = score;
  }

  /** Offers the scores of `runs` (from, to, from, to, …), each under its index, where it is `admitted`: asked only of what could come in. */
  offerAll(scores: Float32Array, runs: ArrayLike<number>, admitted?: (index: number) => boolean): void {
    let least = Number.NEGATIVE_INFINITY;
    for (let n = 0; n < runs.length; n += 2) {
      const to = runs[n + 1]!;
      for (let i = runs[n]!; i < to; i++) {
        const score = scores[i]!;
        if (score < least || (admitted && !admitted(i))) continue;
        this.offer(i, score);
        if (this.size === this.limit) least = this.scores[0]!;
      }
    }
  }

  offer(id: number, score: number): void {
    if (this.size < this.limit) {
      let i = this.size++;
      this.ids[i] = id;
      this.scores[i] = score;
      while (i > 0) {
        const parent = (i - 1) >> 1;
        if (!this.worse(i, parent)) break;
        this.swap(i, parent);
        i = parent;
      }
      return;
    }
    const root = this.scores[0]!;
    if (score < root || (score === root && id > this.ids[0]!)) return;
    this.ids[0] = id;
    this.scores[0] = score;
    let i = 0;
    for (;;) {
      let worst = i;
      const left = 2 * i + 1;
      if (left < this.size && this.worse(left, worst)) worst = left;
      if (left + 1 < this.size && this.worse(left + 1, worst)) worst = left + 1;
      if (worst === i) return;
      this.swap(i, worst);
      i = worst;
    }
  }

  /** Best first. */
  sorted(): { id: number; score: number }[] {
    const out = Array.from({ length: this.size }, (_, i) => ({ id: this.ids[i]!, score: this.scores[i]! }));
    return out.sort((a, b) => b.score - a.score || a.id - b.id);
  }
}
