"""What the reader is shown: dumped rows as tokens and targets, and, to learn from, each altered anew."""
import collections
import random
import re

import numpy as np

from reader import MARK

#: As the product cuts them (src/model/reader.ts).
REQUEST, TITLE, PARAMETER, CHOICE, TOKENS = 56, 32, 18, 6, 224
#: Between the members of a list.
JOINT = re.compile(r"\s*(?:,|,?\s(?:and|or|plus|&))\s+")
#: So many requests must name several before one is made to.
LISTED = 3


def unused(t):
    return dict(t, use=0, spans=[], choices=[[text, 0] for text, _ in t["choices"]])


def said(r, span):
    return r["text"][span[0] : span[1]]


def alone(t):
    """Has one value, which is no choice of a list."""
    return t["use"] and len(t["spans"]) == 1 and not t["choices"]


def kind(r, t):
    """A parameter among those of its program or service."""
    return (r["title"].split(":")[0].split(" ")[0], t["name"])


def is_listed(r, t):
    """Names several values, one after the other."""
    spans = sorted(t["spans"])
    return t["use"] and len(spans) > 1 and all(JOINT.fullmatch(r["text"][a[1] : b[0]]) for a, b in zip(spans, spans[1:]))


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


class Rows:
    """tok: a tokenizer of the encoder's; train: the rows from which values and parameters of others are borrowed."""

    def __init__(self, tok, train):
        self.tok, self.cache = tok, {}
        self.spare = [t for r in train for t in r["targets"]]
        # By kind of parameter, what requests say as its value; and how many name several.
        values, self.lists = collections.defaultdict(set), collections.Counter()
        for r in train:
            for t in r["targets"] if r["serves"] else ():
                if alone(t):
                    values[kind(r, t)].add(said(r, t["spans"][0]))
                self.lists[kind(r, t)] += is_listed(r, t)
        self.values = {k: sorted(v) for k, v in values.items() if len(v) >= 8}

    def pieces(self, text):
        if text not in self.cache:
            self.cache[text] = self.tok.encode(text, add_special_tokens=False).ids
        return self.cache[text]

    def altered(self, targets):
        """An altered document: left out, renamed. What is renamed keeps its description; what has a value stays."""
        out = []
        for t in targets:
            if not t["use"] and random.random() < 0.15:
                continue
            if random.random() < 0.06:
                head, rest = random.choice(self.spare)["name"].split(" ")[:2], t["name"].split(" ")[1:]
                t = dict(t, name=" ".join(head + rest))
            if len(t["choices"]) > 1:
                choices = [c for c in t["choices"] if c[1] or random.random() > 0.1]
                random.shuffle(choices)
                t = dict(t, choices=choices)
            out.append(t)
        if random.random() < 0.3:
            out.append(unused(random.choice(self.spare)))
        random.shuffle(out)
        return out

    def voiced(self, r):
        """The request with one of its values said as other requests say that parameter's: what is learned is where a value stands, not which it is."""
        free = [t for t in r["targets"] if alone(t) and kind(r, t) in self.values] if r["serves"] else []
        listable = [t for t in free if self.lists[kind(r, t)] >= LISTED]
        draw = random.random()
        if not free or draw > 0.45:
            return r
        chosen = random.choice(listable if listable and draw < 0.2 else free)
        start, end = chosen["spans"][0]
        # Words that are a part of another value are left as they are.
        if any(s < end and e > start and [s, e] != [start, end] for t in r["targets"] for s, e in t["spans"]):
            return r
        known = self.values[kind(r, chosen)]
        new, places = several(known) if chosen in listable and draw < 0.2 else (random.choice(known), None)
        places = places or [(0, len(new))]
        by = len(new) - (end - start)
        moved = lambda s: [[start + a, start + b] for a, b in places] if s == [start, end] else [[s[0] + by, s[1] + by]] if s[0] >= end else [s]
        targets = [dict(t, spans=[place for s in t["spans"] for place in moved(s)]) for t in r["targets"]]
        return dict(r, text=r["text"][:start] + new + r["text"][end:], targets=targets)

    def encoded(self, r, learn):
        """-> token ids, how many of them are the request's, their offsets in it, the places of the marks, and of each mark (target, None) or (target, choice)."""
        r = self.voiced(r) if learn else r
        targets = self.altered(r["targets"]) if learn else r["targets"]
        e = self.tok.encode(r["text"].lower(), add_special_tokens=False)
        ids = [101] + e.ids[:REQUEST] + [102]
        offsets = [(-1, -1)] + e.offsets[:REQUEST] + [(-1, -1)]
        n = len(ids)
        ids = ids + self.pieces(r["title"])[:TITLE]
        marks, kept = [], []
        for t in targets:
            name = self.pieces(t["name"])[:PARAMETER]
            parts = [self.pieces(text)[:CHOICE] for text, _ in t["choices"]]
            rest = self.pieces(t["description"])[: PARAMETER - len(name)]
            if len(ids) + len(name) + len(rest) + sum(len(p) + 1 for p in parts) + 2 > TOKENS:
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

    def arrays(self, batch, learn):
        """-> ids, mask, segments: batch x tokens; marks, use, known: batch x marks; serves: batch; value, spanned: batch x marks x tokens of the request.
        known and spanned: where use and value are told."""
        enc = [self.encoded(r, learn) for r in batch]
        b, w, m, asked = len(batch), max(len(e[0]) for e in enc), max(1, max(len(e[3]) for e in enc)), max(e[1] for e in enc)
        # Small numbers: they go from process to process.
        ids, marks = np.zeros((b, w), np.int32), np.zeros((b, m), np.int32)
        mask, seg = np.zeros((b, w), np.uint8), np.zeros((b, w), np.uint8)
        use, known = np.zeros((b, m), np.uint8), np.zeros((b, m), np.uint8)
        value, spanned = np.zeros((b, m, asked), np.uint8), np.zeros((b, m, asked), np.uint8)
        serves = np.array([r["serves"] for r in batch], np.uint8)
        for i, (r, (t, n, offsets, places, kept)) in enumerate(zip(batch, enc)):
            ids[i, : len(t)] = t
            mask[i, : len(t)] = 1
            seg[i, n : len(t)] = 1
            marks[i, : len(places)] = places
            seg[i, places] = 2
            if not r["serves"]:
                continue
            known[i, : len(places)] = 1
            for j, (target, right) in enumerate(kept):
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
        return ids, mask, seg, marks, serves, use, known, value, spanned
