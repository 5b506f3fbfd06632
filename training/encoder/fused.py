"""A layer as the runtime computes it fastest: the same weights, fewer steps. For export alone; what is trained is `Layer`."""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F

from model import DIM, HEADS


class Attention(torch.autograd.Function):
    """query: batch x rows x 384, key and value: batch x tokens x 384 -> batch x rows x 384. One step of the runtime; without a mask, so a batch must be of one length."""

    @staticmethod
    def forward(ctx, query, key, value):
        q, k, v = (t.unflatten(2, (HEADS, DIM // HEADS)).transpose(1, 2) for t in (query, key, value))
        weights = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(DIM // HEADS), dim=-1)
        return (weights @ v).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(g, query, key, value):
        out = g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=HEADS)
        out.setType(query.type())
        return out


def joined(*parts):
    """Linear maps of one input as one map, outputs side by side."""
    out = nn.Linear(parts[0].in_features, sum(p.out_features for p in parts))
    out.weight = nn.Parameter(torch.cat([p.weight for p in parts]))
    out.bias = nn.Parameter(torch.cat([p.bias for p in parts]))
    return out


def rest(layer, x, attended):
    """What follows attention; x: what it was asked of."""
    x = layer.norm1(x + layer.out(attended))
    return layer.norm2(x + layer.down(F.gelu(layer.up(x))))


class FusedLayer(nn.Module):
    """batch x tokens x 384 -> the same."""

    def __init__(self, layer):
        super().__init__()
        self.query_key_value = joined(layer.query, layer.key, layer.value)
        self.layer = layer

    def forward(self, x):
        return rest(self.layer, x, Attention.apply(*self.query_key_value(x).split(DIM, dim=-1)))


class FusedLast(nn.Module):
    """batch x tokens x 384, and rows: batch x rows, the places that somebody looks at -> batch x rows x 384. The other places end here."""

    def __init__(self, layer):
        super().__init__()
        self.key_value = joined(layer.key, layer.value)
        self.layer = layer

    def forward(self, x, rows):
        key, value = self.key_value(x).split(DIM, dim=-1)
        x = torch.gather(x, 1, rows[:, :, None].expand(-1, -1, DIM))
        return rest(self.layer, x, Attention.apply(self.layer.query(x), key, value))
