"""The reader: the encoder's layers over a request and a document together; what it says of each parameter and of the document as a whole."""
import os
import sys

import torch
import torch.nn as nn

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "encoder"))
from model import DIM, LAYERS, Encoder, activations, layers_of  # noqa: E402

#: Stands before each parameter in the document; its vector is the parameter's.
MARK = 1
#: Width of the product between a parameter's vector and a token's.
POINT = 128


class Reader(nn.Module):
    """ids, mask and segments (0 request, 1 document, 2 a mark), batch x tokens; marks: places of the parameters' marks, batch x parameters.
    -> serves: batch (logits); use: batch x parameters (logits); value: batch x parameters x the first `asked` tokens (logits: the token belongs to the parameter's value)."""

    def __init__(self, layers=LAYERS):
        super().__init__()
        e = Encoder(layers=layers)
        self.words, self.positions, self.norm, self.layers = e.words, e.positions, e.norm, e.layers
        # The third row is added where a mark stands: the words themselves are the encoder's, so that one table of words serves both models.
        self.types = nn.Embedding(3, DIM)
        self.words.weight.requires_grad_(False)
        self.serves, self.use = nn.Linear(DIM, 1), nn.Linear(DIM, 1)
        self.from_mark, self.from_token = nn.Linear(DIM, POINT), nn.Linear(DIM, POINT)

    def forward(self, ids, mask, segments, marks, asked=None):
        places = torch.arange(ids.shape[1], device=ids.device)
        x = activations(self.norm(self.words(ids) + self.positions(places)[None] + self.types(segments)))
        bias = ((1.0 - mask.to(x.dtype)) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        at = torch.gather(x, 1, marks[:, :, None].expand(-1, -1, DIM))
        value = self.from_mark(at) @ self.from_token(x[:, :asked]).transpose(1, 2) / POINT**0.5
        return self.serves(x[:, 0])[:, 0], self.use(at)[:, :, 0], value


def reader_of(state):
    """A reader with these weights, of as many layers as they have."""
    reader = Reader(layers=layers_of(state))
    reader.load_state_dict(state)
    return reader


def shorter(state, kept):
    """The weights of some of the layers, and of all that is not a layer."""
    place = {str(old): new for new, old in enumerate(kept)}
    out = {}
    for name, value in state.items():
        parts = name.split(".")
        if parts[0] == "layers" and parts[1] not in place:
            continue
        out[".".join(["layers", str(place[parts[1]]), *parts[2:]]) if parts[0] == "layers" else name] = value
    return out
