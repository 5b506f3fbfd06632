"""Writes the mean of several files of trees that see the same features: their trees together, each leaf divided by their number.

    python3 training/mean.py OUT.trees IN.trees IN.trees …
"""
import sys

import numpy as np

from trees_file import read, write

out, *names = sys.argv[1:]
parts = []
nodes = leaves = 0
features, _ = read(names[0])
for name in names:
    own, (roots, feature, threshold, left, right, value) = read(name)
    assert own == features, "the files see other features"
    for numbers in (roots, left, right):
        numbers[:] = np.where(numbers >= 0, numbers + nodes, numbers - leaves)
    parts.append((roots, feature, threshold, left, right, value / len(names)))
    nodes += len(feature)
    leaves += len(value)
write(out, features, [np.concatenate(arrays) for arrays in zip(*parts)])
