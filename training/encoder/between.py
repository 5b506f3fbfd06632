"""The encoder that lies between two, weight by weight: what one has learned anew, and what the other knew (docs/decisions/next-encoder.md).

    python3 training/encoder/between.py --first training/runs/encoder.pt --second training/runs/encoder/checkpoint.pt --out training/runs/between.pt

The second must have begun with the weights of the first: of others the middle means nothing. The table of words stays that of the first, which the reader has, too.
"""
import argparse

import torch

ap = argparse.ArgumentParser()
ap.add_argument("--first", required=True)
ap.add_argument("--second", required=True)
ap.add_argument("--share", type=float, default=0.5, help="of the second")
ap.add_argument("--out", required=True)
a = ap.parse_args()
first, second = (torch.load(path, map_location="cpu")["model"] for path in (a.first, a.second))
if first.keys() != second.keys():
    raise SystemExit("the two have not the same weights: %s" % sorted(first.keys() ^ second.keys())[:3])
middle = {name: w.float() * (1 - a.share) + second[name].float() * a.share for name, w in first.items()}
middle["words.weight"] = first["words.weight"]
torch.save(dict(model=middle), a.out)
