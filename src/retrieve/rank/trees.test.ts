import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyTrees, evaluate, evaluateAll, type Trees } from './trees.ts';

const FEATURES = ['a', 'b', 'c'];
const SURE_AFTER = 48;

/** A tree as nested pairs: a leaf's value, or a test with what follows. */
type Tree = number | { feature: number; threshold: number; left: Tree; right: Tree };

const leaf = fc.integer({ min: -50, max: 50 }).map((n) => n / 8);
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, depthSize: 'medium' },
    leaf,
    fc.record({
      feature: fc.nat({ max: FEATURES.length - 1 }),
      threshold: fc.integer({ min: -4, max: 4 }),
      left: tie('tree'),
      right: tie('tree'),
    }),
  ),
}));
const row = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: FEATURES.length, maxLength: FEATURES.length });

function treesOf(all: readonly Tree[]): Trees {
  const nodes: { feature: number; threshold: number; left: number; right: number }[] = [];
  const values: number[] = [];
  const put = (one: Tree): number => {
    if (typeof one === 'number') return ~(values.push(one) - 1);
    const node = { feature: one.feature, threshold: one.threshold, left: 0, right: 0 };
    const place = nodes.push(node) - 1;
    node.left = put(one.left);
    node.right = put(one.right);
    return place;
  };
  const roots = Int32Array.from(all, put);
  return {
    features: FEATURES,
    roots,
    feature: Int32Array.from(nodes, (n) => n.feature),
    threshold: Float32Array.from(nodes, (n) => n.threshold),
    left: Int32Array.from(nodes, (n) => n.left),
    right: Int32Array.from(nodes, (n) => n.right),
    value: Float32Array.from(values),
  };
}

describe('evaluateAll', () => {
  it('says of each row what evaluate says, however many there are, and however many there were before', () => {
    fc.assert(
      fc.property(
        fc.array(tree, { minLength: 1, maxLength: 6 }),
        fc.array(fc.array(row, { maxLength: 20 }), { minLength: 1, maxLength: 3 }),
        (all, calls) => {
          const model = treesOf(all);
          for (const rows of calls) expect([...evaluateAll(model, rows)]).toEqual(rows.map((x) => evaluate(model, x)));
        },
      ),
    );
  });

  it('gives up early on what is hopeless by then, and on nothing else', () => {
    fc.assert(
      fc.property(
        fc.array(tree, { minLength: SURE_AFTER + 2, maxLength: SURE_AFTER + 6 }),
        fc.array(row, { maxLength: 20 }),
        leaf,
        (all, rows, hopeless) => {
          const first = treesOf(all.slice(0, SURE_AFTER + 1));
          const model = treesOf(all);
          const want = rows.map((x) => (evaluate(first, x) < hopeless ? evaluate(first, x) : evaluate(model, x)));
          expect([...evaluateAll(model, rows, hopeless)]).toEqual(want);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('says 0 without a tree, and nothing of no rows', () => {
    expect([...evaluateAll(emptyTrees(FEATURES), [[1, 2, 3]])]).toEqual([0]);
    expect([...evaluateAll(treesOf([1]), [])]).toEqual([]);
  });

  it('takes more rows than fit in its memory at first', () => {
    const model = treesOf([{ feature: 1, threshold: 0, left: -1, right: 1 }]);
    const rows = Array.from({ length: 20_000 }, (_, n) => [0, n % 2, 0]);
    expect(evaluateAll(model, rows).reduce((sum, x) => sum + x, 0)).toBe(0);
  });
});
