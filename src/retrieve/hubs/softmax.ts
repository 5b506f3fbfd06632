/** One text as numbers: few of many terms, and all of its vector. */
export interface Point {
  terms: Int32Array;
  weights: Float32Array;
  vector: Float32Array;
}

export interface Example extends Point {
  class: number;
  /** How much it counts. */
  weight: number;
}

const RATE = 0.15;
/** A class that is so improbable learns nothing from an example of another. */
const SLIGHT = 1e-4;
/** Pulls towards nothing, at each step that touches a weight. */
const DECAY = 2e-5;

/** Softmax regression: which class a point is of. Learned in a second or two from some thousand examples, always in the same order. */
export class Softmax {
  /** Row by row: each term's weights for all classes, then each dimension's. */
  private readonly weights: Float32Array;
  private readonly squares: Float32Array;
  private readonly bias: Float32Array;

  private constructor(
    private readonly classes: number,
    private readonly terms: number,
    dimensions: number,
  ) {
    this.weights = new Float32Array((terms + dimensions) * classes);
    this.squares = new Float32Array((terms + dimensions) * classes).fill(1e-3);
    this.bias = new Float32Array(classes);
  }

  static learn(examples: readonly Example[], classes: number, terms: number, rounds: number): Softmax {
    const model = new Softmax(classes, terms, examples[0]?.vector.length ?? 0);
    const order = shuffled(examples.length);
    for (let round = 0; round < rounds; round++) for (const n of order) model.step(examples[n]!);
    return model;
  }

  /** Probabilities of all classes. */
  probabilities(point: Point): Float32Array {
    const { classes, weights } = this;
    const sums = Float32Array.from(this.bias);
    this.rows(point, (at, x) => {
      for (let c = 0; c < classes; c++) sums[c]! += weights[at + c]! * x;
    });
    const most = sums.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    let all = 0;
    for (let c = 0; c < classes; c++) all += sums[c] = Math.exp(sums[c]! - most);
    for (let c = 0; c < classes; c++) sums[c]! /= all;
    return sums;
  }

  private rows({ terms, weights, vector }: Point, visit: (at: number, x: number) => void): void {
    for (let n = 0; n < terms.length; n++) visit(terms[n]! * this.classes, weights[n]!);
    for (let d = 0; d < vector.length; d++) visit((this.terms + d) * this.classes, vector[d]!);
  }

  /** One step of AdaGrad. */
  private step(example: Example): void {
    const { classes, weights, squares, bias } = this;
    const slope = this.probabilities(example);
    slope[example.class]! -= 1;
    const moved: number[] = [];
    for (let c = 0; c < classes; c++) {
      if (Math.abs(slope[c]!) < SLIGHT) continue;
      slope[c]! *= example.weight;
      bias[c]! -= 0.02 * slope[c]!;
      moved.push(c);
    }
    this.rows(example, (at, x) => {
      for (const c of moved) {
        const g = slope[c]! * x + DECAY * weights[at + c]!;
        squares[at + c]! += g * g;
        weights[at + c]! -= (RATE * g) / Math.sqrt(squares[at + c]!);
      }
    });
  }
}

/** 0 … n-1 in an order that is mixed, and always the same. */
function shuffled(n: number): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  let state = 12_345;
  for (let i = n - 1; i > 0; i--) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    const j = state % (i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
