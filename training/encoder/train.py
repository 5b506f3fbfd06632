"""Trains the encoder on requests, other voices of the same operation, and documents: in-batch negatives, of which half are what the model itself confuses.

    python3 training/encoder/train.py --data training/runs/encoder --steps 1400

Holds out a tenth of the lines and one operation in thirty with all its lines (holdout.py): the ranker learns from the former, and scores are given for both.
Resumes from --out (DATA/checkpoint.pt). Seeded. CPU (bf16 where it has it), or a GPU where there is one. Scores the dev set at the end; never trains on it.
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

from holdout import held_line, held_operation
from model import STORED, Encoder, from_pretrained, mixed_precision
from published import published, tokenizer

ap = argparse.ArgumentParser()
ap.add_argument("--data", default="training/runs/encoder")
ap.add_argument("--out", help="the checkpoint; DATA/checkpoint.pt where none is given")
ap.add_argument("--steps", type=int, default=1400)
ap.add_argument("--seconds", type=float, help="train so long instead of so many steps")
ap.add_argument("--mined", type=int, default=400, help="after so many steps, what is confused is looked for anew")
ap.add_argument("--documents", type=float, default=0.5, help="share of the requests that are held against the document, not against another request")
ap.add_argument("--tokenizer", help="a tokenizer.json; that of the encoder's package where none is given")
ap.add_argument("--batch", type=int, default=96)
ap.add_argument("--rate", type=float, default=9e-5)
ap.add_argument("--weights", help="begin with another encoder's weights")
ap.add_argument("--examples", type=float, default=0.12, help="share of a batch that is vendors' examples against documents")
a = ap.parse_args()
random.seed(1)
torch.manual_seed(1)
device = "cuda" if torch.cuda.is_available() else "cpu"

tok = tokenizer(a.tokenizer)
if a.weights:
    model = Encoder()
    model.load_state_dict(torch.load(a.weights, map_location="cpu")["model"])
else:
    model = from_pretrained(load_file(published("model.safetensors")))
model = model.to(device)

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
            seed = random.choice(seeds)
            picks += [seed] + random.sample(confused[seed], min(4, len(confused[seed])))
    picks += random.sample(range(len(asks)), n - len(picks))
    rows = []
    for i in picks:
        x = asks[i]
        o = random.choice(x["owners"])
        others = [j for j in by_op[o] if asks[j]["line"] != x["line"]] or [j for j in by_op[o] if j != i]
        positive = asks[random.choice(others)]["text"] if others and random.random() > a.documents else docs[o]["text"]
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
    many = 128 if device == "cpu" else 2048
    for s in range(0, len(order), many):
        part = order[s : s + many]
        with mixed_precision(device):
            v = model(*ids([texts[i] for i in part], most))
        out[part] = F.normalize(v[:, :STORED].float(), dim=-1).cpu()
    model.train()
    return out


surfaces = [set(d["surfaces"]) for d in docs]
#: The same, a bit each.
SURFACES = sorted(set.union(*surfaces))
bits = torch.tensor([sum(1 << SURFACES.index(s) for s in found) for found in surfaces])


def mine():
    """For some requests (all, unless there are more than are drawn until the next time) up to twelve near ones of other operations that the same surface has: what the model confuses now."""
    v = embed([x["text"] for x in asks], 40).to(device)
    found = {}
    some = random.sample(range(len(asks)), min(len(asks), a.mined * a.batch // 8))
    for s in range(0, len(some), 512):
        near = (v[some[s : s + 512]] @ v.T).topk(40).indices.tolist()
        for i, row in zip(some[s : s + 512], near):
            mine_, kept, seen = set(asks[i]["owners"]), [], set()
            for j in row:
                o = asks[j]["owners"][0]
                if o in seen or not mine_.isdisjoint(asks[j]["owners"]) or surfaces[o].isdisjoint(surfaces[asks[i]["owners"][0]]):
                    continue
                seen.add(o)
                kept.append(j)
            found[i] = kept[:12]
    return found


def score(name, rows, among, vectors, leave_out):
    """Right operation by the nearest text alone, of requests or of documents; `leave_out(row, text)` says what may not answer."""
    asked = embed([x["text"] for x in rows], 40).to(device)
    result = collections.defaultdict(lambda: [0, 0, 0, 0])
    for r, x in enumerate(rows):
        sims, best = asked[r] @ vectors.T, {}
        top = sims.topk(600)
        for sim, i in zip(top.values.tolist(), top.indices.tolist()):
            if leave_out(x, among[i]):
                continue
            for o in among[i]["owners"]:
                if x["surface"] in surfaces[o]:
                    best.setdefault(o, sim)
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


def scores():
    """The dev set, lines held out and operations held out: by requests of others, and by documents as if nobody had ever asked."""
    surfaced = lambda rows: [dict(x, surface=docs[x["owners"][0]]["surfaces"][0], file=docs[x["owners"][0]]["surfaces"][0]) for x in rows]
    some = lambda rows: random.Random(1).sample(rows, min(2000, len(rows)))
    held = some([x for x in stored if held_line(x["line"])])
    strange = some([x for x in stored if any(held_operation(names[o]) for o in x["owners"])])
    by_requests = embed([x["text"] for x in stored], 40).to(device)
    score("dev", read("dev.jsonl"), stored, by_requests, lambda x, s: False)
    score("held lines", surfaced(held), stored, by_requests, lambda x, s: x["line"] == s["line"])
    documents = [dict(owners=[o]) for o in range(len(docs))]
    by_documents = embed([d["text"] for d in docs], 56).to(device)
    score("dev, by documents", read("dev.jsonl"), documents, by_documents, lambda x, d: False)
    score("held operations, by documents", surfaced(strange), documents, by_documents, lambda x, d: False)


opt = torch.optim.AdamW(model.parameters(), lr=a.rate, weight_decay=0.01, fused=True)
start, path = 0, a.out or os.path.join(a.data, "checkpoint.pt")
if os.path.exists(path):
    c = torch.load(path, map_location=device)
    model.load_state_dict(c["model"])
    opt.load_state_dict(c["opt"])
    start = c["step"]
    random.seed(1 + start)
if a.weights and start == 0:
    scores()
model.train()


def save():
    torch.save(dict(model=model.state_dict(), opt=opt.state_dict(), step=step), path + ".tmp")
    os.replace(path + ".tmp", path)


#: Steps between lines of the log, and checkpoints.
LOG, SAVE = (20, 100) if device == "cpu" else (200, 1000)
t0, losses, step = time.time(), [], start
while True:
    past = step / a.steps if a.seconds is None else (time.time() - t0) / a.seconds
    if past >= 1:
        break
    for g in opt.param_groups:
        g["lr"] = a.rate * min(1, (step + 1) / 30) * max(0.05, 1 - past)
    if step >= (0 if a.weights else 250) and (confused is None or step % a.mined == 0):
        confused = mine()
        seeds = list(confused)
        print(f"mined at {step}, {time.time() - t0:.0f} s", flush=True)
    rows = batch()
    with mixed_precision(device):
        q = model(*ids([r[0] for r in rows], 40))
        d = model(*ids([r[1] for r in rows], 56))
    owners = torch.tensor([r[2] for r in rows])
    # A twin on another surface (a command and the HTTP call behind it) is asked for in the same words: not a negative.
    apart = bits[owners][:, None] & bits[owners][None] == 0
    same = (((owners[:, None] == owners[None]) | apart) & ~torch.eye(len(rows), dtype=torch.bool)).to(device)
    loss = 0
    for dim in (384, STORED):
        s = 20 * F.normalize(q[:, :dim].float(), dim=-1) @ F.normalize(d[:, :dim].float(), dim=-1).T
        s = s.masked_fill(same, -1e4)
        y = torch.arange(len(rows), device=device)
        loss = loss + (F.cross_entropy(s, y) + F.cross_entropy(s.T, y)) / 4
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    opt.step()
    opt.zero_grad(set_to_none=True)
    step += 1
    losses.append(loss.detach())
    if step % LOG == 0:
        print(f"step {step} loss {torch.stack(losses).mean().item():.3f} {(time.time() - t0) / (step - start):.3f} s/step", flush=True)
        losses.clear()
    if step % SAVE == 0:
        save()
save()

scores()
