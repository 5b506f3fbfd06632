import { AppError } from '../../schema/error.ts';
import { TreeBatch } from './tree-batch.ts';

/**
 * Gradient-boosted trees as LightGBM learns them, flattened by training/trees.py. A node n ≥ 0 tests `x[feature[n]] <= threshold[n]` and goes to
 * `left[n]` or `right[n]`; a child c < 0 is the leaf ~c. Missing values do not occur: every feature is a number.
 */
export interface Trees {
  features: string[];
  roots: Int32Array;
  feature: Int32Array;
  threshold: Float32Array;
  left: Int32Array;
  right: Int32Array;
  value: Float32Array;
}

/** After so many trees a sum far below zero does not come back. */
const SURE_AFTER = 48;

/** The sum over all trees: a log-odds for a classifier, a relevance for a ranker. `x` has the model's features in its order. */
export function evaluate(model: Trees, x: ArrayLike<number>): number {
  const { roots, feature, threshold, left, right, value } = model;
  let sum = 0;
  for (let t = 0; t < roots.length; t++) {
    let node = roots[t]!;
    while (node >= 0) node = x[feature[node]!]! <= threshold[node]! ? left[node]! : right[node]!;
    sum += value[~node]!;
  }
  return sum;
}

const batches = new WeakMap<Trees, TreeBatch>();

/**
 * `evaluate` of many rows: the same sums, sooner.
 * With `hopeless`, a sum that is below it early on stays as it is: most pairs of a word and a parameter are nonsense, and need no second opinion.
 */
export function evaluateAll(
  model: Trees,
  rows: readonly (readonly number[])[],
  hopeless = Number.NEGATIVE_INFINITY,
): Float64Array {
  let batch = batches.get(model);
  if (!batch) batches.set(model, (batch = new TreeBatch(model)));
  return batch.sums(rows, Math.min(model.roots.length, SURE_AFTER + 1), hopeless);
}

/** A model that says 0 to everything. */
export function emptyTrees(features: readonly string[]): Trees {
  const none = new Int32Array(0);
  return {
    features: [...features],
    roots: none,
    feature: none,
    threshold: new Float32Array(0),
    left: none,
    right: none,
    value: new Float32Array(0),
  };
}

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

const MAGIC = 0x5254_5a47; // "GZTR"

/**
 * Layout: magic, header length, JSON header `{features, trees, nodes, leaves}` padded to a multiple of four, then the arrays of `Trees` in order, four bytes a number.
 * Fails: `pack-broken`.
 */
export function decodeTrees(file: Buffer, name: string, features: readonly string[]): Trees {
  const broken = (why: string): AppError =>
    new AppError('pack-broken', `The model ${name} is damaged: ${why}.`, 'Install the package anew.');
  if (file.length < 8 || file.readUInt32LE(0) !== MAGIC) throw broken('it does not begin as a model does');
  const length = file.readUInt32LE(4);
  const head = JSON.parse(file.toString('utf8', 8, 8 + length)) as {
    features: string[];
    trees: number;
    nodes: number;
    leaves: number;
  };
  if (head.features.join() !== features.join()) throw broken('it was trained on other features');
  let at = 8 + length;
  if (at + 4 * (head.trees + 4 * head.nodes + head.leaves) > file.length) throw broken('it is cut off');
  const take = (n: number): ArrayBuffer => {
    const bytes = new Uint8Array(4 * n);
    bytes.set(file.subarray(at, at + 4 * n));
    at += 4 * n;
    return bytes.buffer;
  };
  return {
    features: head.features,
    roots: new Int32Array(take(head.trees)),
    feature: new Int32Array(take(head.nodes)),
    threshold: new Float32Array(take(head.nodes)),
    left: new Int32Array(take(head.nodes)),
    right: new Int32Array(take(head.nodes)),
    value: new Float32Array(take(head.leaves)),
  };
}
