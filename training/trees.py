"""Learns gradient-boosted trees from features that the product itself computed, and writes them as src/retrieve/rank/trees.ts reads them.

    python3 training/trees.py rank|binary FEATURES.f32 META.json OUT.trees [--rounds N] [--leaves N]

FEATURES is a row-major float32 matrix: label, group, weight, then the features named in META.json.
Groups with number % 10 == 0 are held out; the script prints their scores.
"""
import argparse
import json
import os

import lightgbm as lgb
import numpy as np

from trees_file import write

ap = argparse.ArgumentParser()
ap.add_argument("kind", choices=["rank", "binary"])
ap.add_argument("features")
ap.add_argument("meta")
ap.add_argument("out")
ap.add_argument("--rounds", type=int, default=300)
ap.add_argument("--leaves", type=int, default=31)
ap.add_argument("--rate", type=float, default=0.08)
ap.add_argument("--min-leaf", type=int, default=40)
ap.add_argument("--all-rounds", action="store_true", help="no early stop: a few strong features alone can keep the held-out score level for a while")
ap.add_argument("--half", type=int, help="train on the lines with this parity alone: the other half is what a second model learns from")
a = ap.parse_args()

names = json.load(open(a.meta))["features"]
m = np.fromfile(a.features, dtype="<f4").reshape(-1, 3 + len(names))
y, g, w, x = m[:, 0], m[:, 1].astype(int), m[:, 2], m[:, 3:]
held = g % 10 == 0
if a.half is not None:
    half = held | (g // 80 % 2 == a.half)
    y, g, w, x, held = y[half], g[half], w[half], x[half], held[half]


def groups(g):
    edges = np.flatnonzero(np.diff(g)) + 1
    return np.diff(np.concatenate([[0], edges, [len(g)]]))


params = dict(
    objective="lambdarank" if a.kind == "rank" else "binary", learning_rate=a.rate, num_leaves=a.leaves,
    # A leaf of certainties alone would be worth thousands of logits.
    min_data_in_leaf=a.min_leaf, lambda_l2=1.0 if a.kind == "binary" else 0.0, feature_fraction=0.8, bagging_fraction=0.8, bagging_freq=1, seed=1, deterministic=True,
    force_row_wise=True, verbose=-1, num_threads=int(os.environ.get("OMP_NUM_THREADS", "2")), lambdarank_truncation_level=10, metric="ndcg" if a.kind == "rank" else "auc", eval_at=[1, 5],
)
kw = dict(group=groups(g[~held])) if a.kind == "rank" else {}
train = lgb.Dataset(x[~held], y[~held], weight=w[~held], feature_name=names, **kw)
kv = dict(group=groups(g[held])) if a.kind == "rank" else {}
valid = lgb.Dataset(x[held], y[held], weight=w[held], reference=train, **kv)
stops = [] if a.all_rounds else [lgb.early_stopping(40, verbose=False)]
model = lgb.train(params, train, a.rounds, valid_sets=[valid], callbacks=[*stops, lgb.log_evaluation(50)])
p = model.predict(x[held])
if a.kind == "rank":
    edges = np.concatenate([[0], np.cumsum(groups(g[held]))])
    ones = [y[held][s:e][np.argmax(p[s:e])] > 0 for s, e in zip(edges, edges[1:])]
    print("held-out op@1", np.mean(ones), "of", len(ones))
imp = sorted(zip(model.feature_importance("gain"), names), reverse=True)
print("gain:", ", ".join(f"{n} {v:.0f}" for v, n in imp[:24]))


roots, feature, threshold, left, right, value = [], [], [], [], [], []


def walk(node):
    """Appends the sub-tree; returns its node's number, or ~leaf."""
    if "leaf_value" in node:
        value.append(node["leaf_value"])
        return -len(value)
    i = len(feature)
    feature.append(node["split_feature"])
    threshold.append(node["threshold"])
    left.append(0)
    right.append(0)
    left[i] = walk(node["left_child"])
    right[i] = walk(node["right_child"])
    return i


for tree in model.dump_model(num_iteration=model.best_iteration)["tree_info"]:
    roots.append(walk(tree["tree_structure"]))
write(a.out, names, (roots, feature, threshold, left, right, value))
