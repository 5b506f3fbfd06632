"""Writes the mean of several files of trees: their trees together, each leaf divided by their number. All see the same features, or the first so many of them.

    python3 training/mean.py OUT.trees IN.trees IN.trees …
"""
import sys

import numpy as np

from trees_file import read, write

out, *names = sys.argv[1:]
parts = []
nodes = leaves = 0
features = max((read(name)[0] for name in names), key=len)
for name in names:
    own, (roots, feature, threshold, left, right, value) = read(name)
    assert own == features[: len(own)], "the files see other features"
    for numbers in (roots, left, right):
        numbers[:] = np.where(numbers >= 0, numbers + nodes, numbers - leaves)
    parts.append((roots, feature, threshold, left, right, value / len(names)))
    nodes += len(feature)
    leaves += len(value)
write(out, features, [np.concatenate(arrays) for arrays in zip(*parts)])
