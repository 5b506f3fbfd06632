"""Writes the trained models as the product reads them: words.vectors (one row of int8 a token), words.txt, encoder.onnx and, where trained, reader.onnx
(int8 weights per channel), and fixtures/model/parity.json (what the untouched models say, for a test of parity).

    python3 training/encoder/export.py --encoder training/runs/encoder/checkpoint.pt [--reader training/runs/reader.pt] --out packs
    python3 training/encoder/export.py --reader training/runs/reader.pt --out packs     the reader alone, beside the encoder that is there
"""
import argparse
import json
import os
import struct
import sys
import tempfile
import zlib

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn as nn
from onnxruntime.quantization import QuantType, quantize_dynamic

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "reader")]
from fused import FusedLast, FusedLayer  # noqa: E402
from model import DIM, STORED, Encoder  # noqa: E402
from published import tokenizer  # noqa: E402
from reader import MARK, reader_of  # noqa: E402
from shipped import words_table  # noqa: E402

ap = argparse.ArgumentParser()
ap.add_argument("--encoder")
ap.add_argument("--reader")
ap.add_argument("--out", default="packs")
ap.add_argument("--parity", default="fixtures/model/parity.json")
a = ap.parse_args()

tok = tokenizer()
LONGEST = 256


class EncoderBody(nn.Module):
    """The encoder without its table of words: their vectors come in, batch x tokens x 384."""

    def __init__(self, e):
        super().__init__()
        self.e = e

    def forward(self, words, mask):
        e = self.e
        places = torch.arange(words.shape[1], device=words.device)
        x = e.norm(words + e.positions(places)[None] + e.types.weight[0][None, None])
        bias = ((1.0 - mask) * -1e4)[:, None, None, :]
        for layer in e.layers:
            x = layer(x, bias)
        m = mask[:, :, None]
        v = ((x * m).sum(1) / m.sum(1).clamp(min=1))[:, :STORED]
        return v / v.norm(dim=-1, keepdim=True).clamp(min=1e-6)


class ReaderBody(nn.Module):
    """The reader for one document. rows: the places that somebody looks at, 1 x rows: the first of all, the request's tokens, the marks.
    -> serves, use: of each row; value: of each row (a mark) for each row (a token)."""

    def __init__(self, r):
        super().__init__()
        self.r = r
        self.layers = nn.ModuleList(map(FusedLayer, r.layers[:-1]))
        self.last = FusedLast(r.layers[-1])

    def forward(self, words, segments, rows):
        r = self.r
        places = torch.arange(words.shape[1], device=words.device)
        x = r.norm(words + r.positions(places)[None] + r.types(segments))
        for layer in self.layers:
            x = layer(x)
        x = self.last(x, rows)
        value = r.from_mark(x) @ r.from_token(x).transpose(1, 2) / r.from_mark.out_features**0.5
        return r.serves(x)[:, :, 0], r.use(x)[:, :, 0], value


def save(name, write):
    path = os.path.join(a.out, name)
    write(path + ".tmp")
    os.replace(path + ".tmp", path)
    print(name, os.path.getsize(path), flush=True)


def export(body, inputs, names, outputs, axes, name):
    body.eval()
    for m in (body,):
        for p in m.parameters():
            p.requires_grad_(False)
    with tempfile.TemporaryDirectory() as folder:
        plain, small = os.path.join(folder, "plain.onnx"), os.path.join(folder, "small.onnx")
        torch.onnx.export(body, inputs, plain, dynamo=False, opset_version=17, input_names=names, output_names=outputs, dynamic_axes=axes,
                          custom_opsets={"com.microsoft": 1})
        quantize_dynamic(plain, small, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"])
        m = onnx.load(small)
        m.producer_name, m.producer_version, m.doc_string = "gorilla", "", ""
        save(name, lambda path: onnx.save(m, path))


def words_of(table, texts):
    """Padded word vectors and mask, as the product makes them."""
    enc = [tok.encode(t.lower()).ids for t in texts]
    w = max(map(len, enc))
    x, mask = np.zeros((len(enc), w, DIM), np.float32), np.zeros((len(enc), w), np.float32)
    for i, ids in enumerate(enc):
        x[i, : len(ids)] = table[ids]
        mask[i, : len(ids)] = 1
    return x, mask


def rounded(table):
    """The table as it is stored: a scale a row, and rows of int8."""
    scale = np.abs(table).max(1) / 127
    return scale, np.round(table / scale[:, None]).astype(np.int8)


def write_words(path, scale, rows):
    # The model's name: vectors that another made are refused.
    model = "%08x" % zlib.crc32(open(os.path.join(a.out, "encoder.onnx"), "rb").read())
    head = json.dumps(dict(rows=len(rows), dimensions=DIM, model=model), separators=(",", ":"))
    head += " " * (-len(head) % 4)
    with open(path, "wb") as f:
        f.write(b"GZVE" + struct.pack("<I", len(head)) + head.encode() + scale.astype("<f4").tobytes() + rows.tobytes())


def export_encoder(path):
    """-> what the untouched model says."""
    encoder = Encoder()
    encoder.load_state_dict(torch.load(path, map_location="cpu")["model"])
    encoder.eval()
    encoder.positions = nn.Embedding.from_pretrained(encoder.positions.weight[:LONGEST].detach().clone())
    scale, rows = rounded(encoder.words.weight.detach().numpy())
    vocabulary = [w for w, _ in sorted(tok.get_vocab().items(), key=lambda x: x[1])]
    save("words.txt", lambda path: open(path, "w", encoding="utf8").write("\n".join(vocabulary) + "\n"))
    export(EncoderBody(encoder), (torch.zeros(2, 8, DIM), torch.ones(2, 8)), ["words", "mask"], ["vector"],
           {"words": {0: "batch", 1: "tokens"}, "mask": {0: "batch", 1: "tokens"}, "vector": {0: "batch"}}, "encoder.onnx")
    save("words.vectors", lambda path: write_words(path, scale, rows))

    texts = ["turn on versioning for bucket name", "how many pods are running in namespace name?", "stop instance id i", "Überprüfe das Zertifikat für www.example.com — schnell!",
             "list all open pull requests of repo path", "日本語のテスト and emoji 🦍 naïve café", "aws s3api put bucket versioning: sets the versioning state of an existing bucket", "x" * 120,
             "don't-split_this: a/b/c.d, [e]{f} $g %h ^i", "tar.gz -xvf 'my file' \"quoted\" | grep -E '^a+$' > out.txt"]
    with torch.no_grad():
        vectors = []
        for t in texts:
            ids = torch.tensor([tok.encode(t.lower()).ids])
            v = encoder(ids, torch.ones_like(ids))[0, :STORED]
            vectors.append((v / v.norm()).tolist())
    session = onnxruntime.InferenceSession(os.path.join(a.out, "encoder.onnx"))
    short = rows.astype(np.float32) * scale[:, None]
    x, mask = words_of(short, texts)
    got = session.run(None, dict(words=x, mask=mask))[0]
    cos = (got * np.asarray(vectors)).sum(1)
    print("encoder: cosine of int8 to float, least %.4f mean %.4f" % (cos.min(), cos.mean()))
    return [dict(text=t, ids=tok.encode(t.lower(), add_special_tokens=False).ids, offsets=[list(o) for o in tok.encode(t.lower(), add_special_tokens=False).offsets],
                                vector=[round(v, 4) for v in vec]) for t, vec in zip(texts, vectors)]


if not a.encoder and not a.reader:
    raise SystemExit("nothing to export: give --encoder, --reader or both")
if a.encoder:
    parity = dict(encoder=export_encoder(a.encoder))
else:
    with open(a.parity, encoding="utf8") as f:
        parity = json.load(f)
if a.reader:
    reader = reader_of(torch.load(a.reader, map_location="cpu")["model"]).eval()
    short = words_table(os.path.join(a.out, "words.vectors"))
    scale, rows = rounded(reader.words.weight.detach().numpy())
    if np.abs(rows * scale[:, None] - short).max() > 1e-6:
        raise SystemExit("the reader was trained on another table of words: train it --from this encoder")
    reader.positions = nn.Embedding.from_pretrained(reader.positions.weight[:LONGEST].detach().clone())
    export(ReaderBody(reader), (torch.zeros(1, 8, DIM), torch.zeros(1, 8, dtype=torch.long), torch.ones(1, 3, dtype=torch.long)), ["words", "segments", "rows"], ["serves", "use", "value"],
           dict(words={1: "tokens"}, segments={1: "tokens"}, rows={1: "rows"}, serves={1: "rows"}, use={1: "rows"}, value={1: "rows", 2: "rows"}), "reader.onnx")
    request, title = "resize vm gateway to standard_d4s_v5 in group prod", "az vm resize: update a vm's size"
    targets = [dict(name="resource group", choices=[], description="name of resource group."), dict(name="name", choices=[], description="the name of the virtual machine."),
               dict(name="size", choices=["standard a1", "standard d4s v5"], description="the vm size."), dict(name="no wait (flag)", choices=[], description="do not wait.")]
    p = lambda t: tok.encode(t, add_special_tokens=False).ids
    ids = [101] + p(request) + [102]
    n = len(ids)
    ids, marks = ids + p(title), []
    for t in targets:
        for text in [t["name"]] + t["choices"]:
            marks.append(len(ids))
            ids = ids + [MARK] + p(text)
        ids = ids + p(t["description"])
    ids.append(102)
    segments = [0] * n + [1] * (len(ids) - n)
    for m in marks:
        segments[m] = 2
    t = lambda v: torch.tensor([v])
    with torch.no_grad():
        s, u, v = reader(t(ids), torch.ones(1, len(ids)), t(segments), t(marks))
    session = onnxruntime.InferenceSession(os.path.join(a.out, "reader.onnx"))
    rows = [*range(n), *marks]
    gs, gu, gv = session.run(None, dict(words=short[ids][None], segments=np.array([segments]), rows=np.array([rows])))
    print("reader: float against int8: serves %.2f %.2f, use %s %s, largest difference of value %.2f"
          % (s[0], gs[0, 0], np.round(u[0].numpy(), 1), np.round(gu[0, n:], 1), np.abs(v[0, :, :n].numpy() - gv[0, n:, :n]).max()))
    parity["reader"] = dict(request=request, title=title, targets=targets, serves=round(s.item(), 3), use=[round(x, 3) for x in u[0].tolist()],
                            value=[[round(x, 2) for x in row[: n - 1][1:]] for row in v[0].tolist()])
os.makedirs(os.path.dirname(a.parity), exist_ok=True)
with open(a.parity, "w", encoding="utf8") as f:
    json.dump(parity, f, ensure_ascii=False)
    f.write("\n")
