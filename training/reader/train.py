"""Trains the reader: does this document serve the request, which of its parameters have a value, and which words are it.

    python3 training/reader/train.py --data training/runs/reader.jsonl --from training/runs/encoder/checkpoint.pt --out training/runs/reader.pt
    python3 training/reader/train.py --data … --teacher training/runs/reader.pt --keep 0,1,3,5 --out training/runs/short.pt     a reader of fewer layers, which learns from another, too

Retriever-aware: parameters come in any order; some are left out of the document, some are renamed to words that it has not, so that only what stands there can be followed. So with values: one is said as another request says it, and where
others name several, several are named ("labels bug and frontend").
What the trees learn from is held out (holdout.py). Resumes from --out. Seeded. CPU (bf16 where it has it), or a GPU where there is one.
"""
import argparse
import json
import os
import random
import re
import sys
import time

import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset

from reader import Reader, reader_of, shorter
from rows import Rows

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "encoder"))
from holdout import held_from_reader, lines_of  # noqa: E402
from model import mixed_precision  # noqa: E402
from published import tokenizer  # noqa: E402

ap = argparse.ArgumentParser()
ap.add_argument("--data", default="training/runs/reader.jsonl", help="a dump, or several, by commas")
ap.add_argument("--from", dest="start", default="training/runs/encoder/checkpoint.pt")
ap.add_argument("--out", default="training/runs/reader.pt")
ap.add_argument("--steps", type=int, default=1500)
ap.add_argument("--seconds", type=float, help="train so long instead of so many steps")
ap.add_argument("--batch", type=int, default=32)
ap.add_argument("--rate", type=float, default=8e-5)
ap.add_argument("--dropout", type=float, default=0.0)
ap.add_argument("--workers", type=int, default=0, help="processes that make batches")
ap.add_argument("--tokenizer", help="a tokenizer.json; that of the encoder's package where none is given")
ap.add_argument("--seen", help="the dump that the encoder learned from: of lines that are not in it, more are held out")
ap.add_argument("--weights", help="begin with another reader's weights")
ap.add_argument("--teacher", help="learn from another reader's word, too: half of each target is what it says")
ap.add_argument("--keep", help="begin with these layers of the other reader, by commas")
ap.add_argument("--dwell", help="go on with what is new: lines that this expression finds, what is chosen from a list, and of the rest one row in eight, so that nothing is forgotten")
ap.add_argument("--held", type=int, default=1200, help="so many held-out rows are scored")
ap.add_argument("--frozen", type=int, default=0, help="so many of the lower layers stay as they are: three save a third of a step")
a = ap.parse_args()
torch.manual_seed(1)
torch.set_float32_matmul_precision("high")
device = "cuda" if torch.cuda.is_available() else "cpu"

tok = tokenizer(a.tokenizer)

dumped = [json.loads(l) for path in a.data.split(",") for l in open(path, encoding="utf8")]
seen = lines_of(a.seen) if a.seen else None
train = [r for r in dumped if not held_from_reader(r["line"], seen)]
held = [r for r in dumped if held_from_reader(r["line"], seen)]
if a.dwell:
    new = lambda r: re.search(a.dwell, r["line"]) or any(right for t in r["targets"] for _, right in t["choices"])
    train = [r for n, r in enumerate(train) if n % 8 == 0 or new(r)]
print(len(train), "to learn from,", len(held), "held out", flush=True)
rows = Rows(tok, train)

#: So many batches are sorted by length together.
POOL = 16


def length(r):
    return len(r["text"]) + sum(len(t["name"]) + len(t["description"]) + sum(len(c) + 4 for c, _ in t["choices"]) for t in r["targets"])


lengths = [length(r) for r in train]


class Batches(Dataset):
    """The batch of each step, the same whoever makes it. Of like length, so that little is padding."""

    def __init__(self):
        self.round, self.batches = -1, []

    def __len__(self):
        return 10**9

    def __getitem__(self, step):
        a_round = len(train) // (POOL * a.batch) * POOL
        if step // a_round != self.round:
            self.round = step // a_round
            chance = random.Random(self.round)
            order = chance.sample(range(len(train)), a_round * a.batch)
            pools = [sorted(order[i : i + POOL * a.batch], key=lambda n: lengths[n]) for i in range(0, len(order), POOL * a.batch)]
            self.batches = [pool[j : j + a.batch] for pool in pools for j in range(0, len(pool), a.batch)]
            chance.shuffle(self.batches)
        random.seed(step)
        return [torch.from_numpy(x) for x in rows.arrays([train[n] for n in self.batches[step % a_round]], True)]


def begin():
    """The model, untrained or as another run or another reader left it."""
    if a.weights or (a.teacher and a.keep):
        state = torch.load(a.weights or a.teacher, map_location="cpu")["model"]
        if not a.keep:
            # The encoder may have gone on since: its table of words is the one that ships.
            state["words.weight"] = torch.load(a.start, map_location="cpu")["model"]["words.weight"]
        return reader_of(shorter(state, [int(n) for n in a.keep.split(",")]) if a.keep else state)
    reader = Reader()
    state = torch.load(a.start, map_location="cpu")["model"]
    state["types.weight"] = torch.cat([state["types.weight"], state["types.weight"][1:]])
    print("new parts:", reader.load_state_dict(state, strict=False).missing_keys, flush=True)
    return reader


model = begin().to(device)
for layer in model.layers:
    layer.dropout = a.dropout
teacher = reader_of(torch.load(a.teacher, map_location="cpu")["model"]).to(device).eval() if a.teacher else None
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


def placed(batch):
    """Arrays of `Rows.arrays` as tensors of the device: places as whole numbers, the rest as float32."""
    ids, mask, seg, marks, *rest = (x.to(device, non_blocking=True) for x in batch)
    return [ids.long(), mask.float(), seg.long(), marks.long(), *(x.float() for x in rest)]


def said(reader, batch):
    ids, mask, seg, marks = batch[:4]
    with mixed_precision(device):
        return [x.float() for x in reader(ids, mask, seg, marks, batch[7].shape[2])]


def softened(truth, word):
    return truth if word is None else (truth + torch.sigmoid(word)) / 2


def losses(batch):
    _, _, _, _, serves, use, known, value, spanned = batch
    s, u, v = said(model, batch)
    word = [None] * 3
    if teacher is not None:
        with torch.no_grad():
            word = said(teacher, batch)
    bce = F.binary_cross_entropy_with_logits
    served = bce(s, softened(serves, word[0]))
    used = (bce(u, softened(use, word[1]), reduction="none") * known).sum() / known.sum().clamp(min=1)
    pointed = (bce(v, softened(value, word[2]), reduction="none") * spanned).sum() / spanned.sum().clamp(min=1)
    return served, used, pointed


@torch.no_grad()
def scored():
    model.eval()
    served = of = use_right = use_of = hit = told = there = 0
    some = random.Random(2).sample(held, min(a.held, len(held)))
    for i in range(0, len(some), 100):
        batch = placed(torch.from_numpy(x) for x in rows.arrays(some[i : i + 100], False))
        _, _, _, _, serves, use, known, value, spanned = batch
        s, u, v = said(model, batch)
        served, of = served + ((s > 0) == (serves > 0)).sum().item(), of + len(serves)
        use_right, use_of = use_right + (((u > 0) == (use > 0)) * known).sum().item(), use_of + known.sum().item()
        hit, told, there = hit + ((v > 0) & (value > 0) & (spanned > 0)).sum().item(), told + ((v > 0) & (spanned > 0)).sum().item(), there + ((value > 0) & (spanned > 0)).sum().item()
    print(f"held out: serves {100 * served / of:.1f} % use {100 * use_right / use_of:.1f} % value tokens precision {100 * hit / max(1, told):.1f} recall {100 * hit / max(1, there):.1f}", flush=True)
    model.train()


def save(step):
    torch.save(dict(model=model.state_dict(), opt=opt.state_dict(), step=step), a.out + ".tmp")
    os.replace(a.out + ".tmp", a.out)


if a.weights or a.keep:
    scored()
model.train()
#: Steps between lines of the log, checkpoints, scores.
LOG, SAVE, SCORE = (20, 100, 300) if device == "cpu" else (200, 1000, 2000)
loader = DataLoader(Batches(), batch_size=None, sampler=range(start, a.steps if a.seconds is None else 10**9), num_workers=a.workers, pin_memory=device == "cuda", prefetch_factor=4 if a.workers else None)
t0, sums, step = time.time(), torch.zeros(3, device=device), start
for batch in loader:
    past = step / a.steps if a.seconds is None else (time.time() - t0) / a.seconds
    if past >= 1:
        break
    for g in opt.param_groups:
        g["lr"] = a.rate * min(1, (step + 1) / 50) * max(0.02, 1 - past)
    parts = losses(placed(batch))
    (parts[0] + 2 * parts[1] + 10 * parts[2]).backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    opt.step()
    opt.zero_grad(set_to_none=True)
    sums += torch.stack(parts).detach()
    step += 1
    if step % LOG == 0:
        served, used, pointed = (sums / LOG).tolist()
        print(f"step {step} serves {served:.3f} use {used:.3f} value {pointed:.4f} {(time.time() - t0) / (step - start):.3f} s/step", flush=True)
        sums.zero_()
    if step % SAVE == 0:
        save(step)
    if step % SCORE == 0:
        scored()
save(step)
scored()
