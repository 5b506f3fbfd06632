"""The encoder: MiniLM's six layers written out plainly, so that what is trained is what is exported (an export of the library's class gave wrong vectors)."""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F

DIM, HEADS, LAYERS, INNER = 384, 12, 6, 1536
#: Dimensions that are stored for asks and documents: the first of a vector, trained to be a vector of their own.
STORED = 128


def mixed_precision(device):
    """Products in bfloat16 where the machine has them: a processor that has none takes several times as long for them as for float32."""
    fast = device == "cuda" or torch.cpu._is_amx_tile_supported() or torch.cpu._is_avx512_bf16_supported()
    return torch.autocast(device, dtype=torch.bfloat16, enabled=fast)


def activations(x):
    """What flows between layers, in the type of a mixed-precision run: a stream of float32 would be cast anew for each of a layer's products, a third of a step's time."""
    kind = x.device.type
    return x.to(torch.get_autocast_dtype(kind)) if torch.is_autocast_enabled(kind) else x


class Layer(nn.Module):
    #: Of what attention and the inner product add, so much is left out at random in training.
    dropout = 0.0

    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(DIM, DIM) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(DIM, eps=1e-12), nn.LayerNorm(DIM, eps=1e-12)
        self.up, self.down = nn.Linear(DIM, INNER), nn.Linear(INNER, DIM)

    def forward(self, x, bias):
        b, n, _ = x.shape
        split = lambda t: t.view(b, n, HEADS, DIM // HEADS).transpose(1, 2)
        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        # Written out where it is exported: the runtime's quantizer reads these products.
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=bias) if x.is_cuda else torch.softmax((q / math.sqrt(DIM // HEADS)) @ k.transpose(2, 3) + bias, dim=-1) @ v
        out = lambda t: F.dropout(t, self.dropout, self.training)
        x = self.norm1(x + out(self.out(attended.transpose(1, 2).reshape(b, n, DIM))))
        return self.norm2(x + out(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Token ids and mask, both batch x tokens -> unit vectors, batch x 384. Mean over the tokens of the mask."""

    def __init__(self, vocabulary=30522, layers=LAYERS):
        super().__init__()
        self.words = nn.Embedding(vocabulary, DIM)
        self.positions = nn.Embedding(512, DIM)
        self.types = nn.Embedding(2, DIM)
        self.norm = nn.LayerNorm(DIM, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(self, ids, mask):
        places = torch.arange(ids.shape[1], device=ids.device)
        x = activations(self.norm(self.words(ids) + self.positions(places)[None] + self.types.weight[0][None, None]))
        bias = ((1.0 - mask.to(x.dtype)) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        x = x.float()
        m = mask.to(x.dtype)[:, :, None]
        v = (x * m).sum(1) / m.sum(1).clamp(min=1)
        return v / v.norm(dim=-1, keepdim=True).clamp(min=1e-6)


def layers_of(state):
    """How many layers the weights of an encoder or a reader have, by their names."""
    return 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))


def from_pretrained(state):
    """Weights of a BERT of this shape, by the published names."""
    e = Encoder()
    p = "embeddings."
    names = {"words.weight": p + "word_embeddings.weight", "positions.weight": p + "position_embeddings.weight", "types.weight": p + "token_type_embeddings.weight",
             "norm.weight": p + "LayerNorm.weight", "norm.bias": p + "LayerNorm.bias"}
    for i in range(LAYERS):
        q = f"encoder.layer.{i}."
        for ours, theirs in (("query", "attention.self.query"), ("key", "attention.self.key"), ("value", "attention.self.value"), ("out", "attention.output.dense"),
                             ("norm1", "attention.output.LayerNorm"), ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm")):
            for part in ("weight", "bias"):
                names[f"layers.{i}.{ours}.{part}"] = f"{q}{theirs}.{part}"
    strip = {k.removeprefix("bert.").removeprefix("0.auto_model."): v for k, v in state.items()}
    e.load_state_dict({ours: strip[theirs] for ours, theirs in names.items()})
    return e
