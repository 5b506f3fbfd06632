"""Files of trees as src/retrieve/rank/trees.ts reads them: a head in JSON, then the trees' arrays."""
import json

import numpy as np

# Of each array: what it counts by, and its type. A root or child below zero is ~leaf.
ARRAYS = (("trees", "<i4"), ("nodes", "<i4"), ("nodes", "<f4"), ("nodes", "<i4"), ("nodes", "<i4"), ("leaves", "<f4"))


def read(path):
    """Its features, and roots, feature, threshold, left, right, value."""
    with open(path, "rb") as f:
        data = f.read()
    at = 8 + int.from_bytes(data[4:8], "little")
    head = json.loads(data[8:at])
    arrays = []
    for count, kind in ARRAYS:
        arrays.append(np.frombuffer(data, kind, head[count], at).copy())
        at += 4 * head[count]
    return head["features"], arrays


def write(path, features, arrays):
    roots, feature, *_, value = arrays
    head = json.dumps(dict(features=features, trees=len(roots), nodes=len(feature), leaves=len(value)), separators=(",", ":"))
    head += " " * (-len(head) % 4)
    with open(path, "wb") as f:
        f.write(b"GZTR" + len(head).to_bytes(4, "little") + head.encode())
        for array, (_, kind) in zip(arrays, ARRAYS):
            f.write(np.asarray(array, dtype=kind).tobytes())
    print("trees", len(roots), "nodes", len(feature))
