"""Writes the mean of several files of trees that see the same features: their trees together, each leaf divided by their number.

    python3 training/mean.py OUT.trees IN.trees IN.trees …
"""
import json
import sys

import numpy as np

out, *names = sys.argv[1:]
heads, parts = [], []
nodes = leaves = 0
for name in names:
    with open(name, "rb") as f:
        data = f.read()
    length = int.from_bytes(data[4:8], "little")
    head = json.loads(data[8 : 8 + length])
    at = 8 + length
    arrays = []
    for count, kind in ((head["trees"], "<i4"), (head["nodes"], "<i4"), (head["nodes"], "<f4"), (head["nodes"], "<i4"), (head["nodes"], "<i4"), (head["leaves"], "<f4")):
        arrays.append(np.frombuffer(data, kind, count, at).copy())
        at += 4 * count
    roots, feature, threshold, left, right, value = arrays
    # A number below zero is ~leaf.
    for numbers in (roots, left, right):
        numbers[:] = np.where(numbers >= 0, numbers + nodes, numbers - leaves)
    parts.append((roots, feature, threshold, left, right, value / len(names)))
    heads.append(head)
    nodes += head["nodes"]
    leaves += head["leaves"]
assert all(head["features"] == heads[0]["features"] for head in heads), "the files see other features"
head = json.dumps(dict(features=heads[0]["features"], trees=sum(h["trees"] for h in heads), nodes=nodes, leaves=leaves), separators=(",", ":"))
head += " " * (-len(head) % 4)
with open(out, "wb") as f:
    f.write(b"GZTR" + len(head).to_bytes(4, "little") + head.encode())
    for i, kind in enumerate(("<i4", "<i4", "<f4", "<i4", "<i4", "<f4")):
        f.write(np.concatenate([part[i] for part in parts]).astype(kind).tobytes())
print("trees", sum(h["trees"] for h in heads), "nodes", nodes)
