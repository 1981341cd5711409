"""The attribution model in torch: an encoder, two layers of tags and the pointers that link them.

The scheme: each subword carries a BIO tag of source, cue or content. Two pointers (biaffine, Dozat and
Manning 2017) link the spans. The *anchor* of a content or cue subword is the first subword of its cue, the
anchor of a source subword the first of its source. The *source* pointer of a cue subword is the first
subword of its source. Position 0, the special token, stands for none. The same heads once more, with
weights of their own, read the second level: the attributions inside a content.
"""

import torch
from torch import Tensor, nn

from lab.train.encoder import Encoder

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
LEVELS = 2
POINTERS = ("anchor", "source")
RANK = 96  # width of a pointer's two sides


class Pointer(nn.Module):
    """Scores [batch, from, to]: how likely each token points at each other one."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.tail = nn.Linear(width, RANK)
        self.head = nn.Linear(width, RANK)

    def forward(self, x: Tensor) -> Tensor:
        return self.tail(x) @ self.head(x).transpose(1, 2) / RANK**0.5


class Tagger(nn.Module):
    """Ids and features -> tag scores [level][b, t, 7] and pointer scores [level][pointer][b, t, t]."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.tags = nn.ModuleList(nn.Linear(encoder.width, len(TAGS)) for _ in range(LEVELS))
        self.pointers = nn.ModuleList(nn.ModuleList(Pointer(encoder.width) for _ in POINTERS) for _ in range(LEVELS))
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids: Tensor, features: Tensor, lengths: Tensor) -> tuple[list[Tensor], list[list[Tensor]]]:
        x = self.dropout(self.encoder(ids, features, lengths))
        padding = (torch.arange(ids.shape[1]) >= lengths[:, None])[:, None, :]
        tags = [head(x).float() for head in self.tags]
        pointers = [[p(x).float().masked_fill(padding, -1e4) for p in level] for level in self.pointers]
        return tags, pointers
