"""The weights that ship, as checkpoints to go on from: a machine that has no checkpoint need not train from the beginning.

    python3 training/encoder/shipped.py --packs packs --out training/runs

Writes OUT/encoder.pt and OUT/reader.pt. The weights were rounded to eight bits per channel; what is trained further mends that.
"""
import argparse
import json
import os
import re
import struct
import sys

import numpy as np
import onnx
import torch
from onnx import numpy_helper

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "reader")]
from model import DIM, Encoder, layers_of  # noqa: E402
from reader import Reader  # noqa: E402


def words_table(path):
    """words.vectors -> rows x 384."""
    raw = open(path, "rb").read()
    (length,) = struct.unpack("<I", raw[4:8])
    head = json.loads(raw[8 : 8 + length])
    rows, width = head["rows"], head["dimensions"]
    at = 8 + length
    scale = np.frombuffer(raw, "<f4", rows, at)
    return np.frombuffer(raw, np.int8, rows * width, at + 4 * rows).reshape(rows, width).astype(np.float32) * scale[:, None]


def weights_of(path):
    """An exported body's weights by the names of its module: plain initializers, and the quantized products by the node that uses them."""
    graph = onnx.load(path).graph
    plain = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    out = {re.sub("^[er][.]", "", name): torch.tensor(value) for name, value in plain.items() if re.match("(e|r|layers|last)[.]", name) and value.dtype == np.float32}
    for name, value in plain.items():
        if value.shape == (1, 1, DIM):
            out["types.weight"] = torch.tensor(value[0])
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            continue
        base = node.input[1].removesuffix("_quantized")
        weight = plain[node.input[1]].astype(np.float32) * plain[base + "_scale"]
        name = node.name.strip("/").replace("/Gemm_MatMul_quant", "").replace("/MatMul_quant", "").replace("/", ".")
        out[name + ".weight"] = torch.tensor(np.ascontiguousarray(weight.T))
    return apart(out)


def apart(weights):
    """What `fused.py` joined or put into another module, by the names of the layers."""
    out = {}
    # Its biases and norms are still called by its number.
    last = layers_of(weights) - 1
    for name, value in weights.items():
        name = name.replace("last.", f"layers.{last}.").replace(".layer.", ".")
        for whole in ("query_key_value", "key_value"):
            if f".{whole}." in name:
                parts = whole.split("_")
                out.update({name.replace(whole, part): v for part, v in zip(parts, value.chunk(len(parts)))})
                break
        else:
            out[name] = value
    return out


def restored(kind, path, table):
    """A model of the kind with the weights of its export. Fails where one is missing."""
    found = weights_of(path)
    model = kind(layers=layers_of(found))
    own = model.state_dict()
    found["words.weight"] = torch.tensor(table)
    state = {}
    for name, value in own.items():
        whole = value.clone()
        # Positions were cut to those that are used; of the encoder's types the first row alone is exported.
        whole[: len(found[name])] = found[name]
        state[name] = whole
    model.load_state_dict(state)
    return model


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--packs", default="packs")
    ap.add_argument("--out", default="training/runs")
    a = ap.parse_args()
    os.makedirs(a.out, exist_ok=True)
    table = words_table(os.path.join(a.packs, "words.vectors"))
    for name, kind in (("encoder", Encoder), ("reader", Reader)):
        model = restored(kind, os.path.join(a.packs, name + ".onnx"), table)
        torch.save(dict(model=model.state_dict()), os.path.join(a.out, name + ".pt"))
        print(name + ".pt", flush=True)
