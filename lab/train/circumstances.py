"""The network of acts, hedges and circumstances in torch (`sayso.normalise.network` runs it in numpy).

Subwords are read into a small space; a statement is the mean and the maximum of each of its parts. Attention among the
statements of an article lets one take over what was said on the same occasion. Every pair of a statement and a
candidate (a time, an occasion, a listener) has a score, from both vectors, their product and the pair's features, and
so has "none".
"""

from collections.abc import Sequence
from typing import get_args

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from lab.train.among import Among
from sayso.model import Act
from sayso.normalise.candidates import SORTS, TAGS, Candidate
from sayso.normalise.layout import FACTS, ROLES, Statements
from sayso.normalise.pairs import FEATURES

ACTS: tuple[Act, ...] = get_args(Act)
#: The encoder's vectors, a middle layer's and the last one's.
WIDTH = 768
READ, HIDDEN, PAIR, RANK = 128, 192, 96, 48
HEADS, LAYERS, FAR = 6, 2, 24
#: What the joint training teaches; the rest learns on from the product's own vectors.
READING = ("read", "tags", "hedge", "roles", "act", "hedged")


class Net(nn.Module):
    """Vectors, statements and candidates -> tags, hedges, acts and circumstances."""

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        self.read = nn.Linear(WIDTH, READ)
        self.tags = nn.Sequential(nn.Linear(WIDTH, READ), nn.ReLU(), nn.Linear(READ, TAGS))
        self.hedge = nn.Linear(READ, 1)
        self.roles = nn.Linear(2 * READ * len(ROLES) + FACTS, HIDDEN)
        self.act = nn.Sequential(nn.Linear(HIDDEN, PAIR), nn.ReLU(), nn.Linear(PAIR, len(ACTS)))
        self.hedged = nn.Sequential(nn.Linear(HIDDEN + 2, PAIR), nn.ReLU(), nn.Linear(PAIR, 1))
        self.layers = nn.ModuleList(Among(HIDDEN, HEADS, FAR, dropout, same=True) for _ in range(LAYERS))
        self.norm = nn.LayerNorm(HIDDEN)
        self.candidate = nn.Linear(2 * READ, HIDDEN)
        self.sorts = nn.Embedding(len(SORTS), HIDDEN)
        self.ask, self.offer = nn.Linear(HIDDEN, PAIR + RANK), nn.Linear(HIDDEN, PAIR + RANK)
        self.features = nn.Linear(FEATURES, PAIR, bias=False)
        self.kinds = nn.Embedding(len(SORTS), PAIR)
        self.product = nn.Linear(RANK, PAIR, bias=False)
        self.scores = nn.Linear(PAIR, len(SORTS))
        self.none = nn.Sequential(nn.Linear(HIDDEN, PAIR), nn.ReLU(), nn.Linear(PAIR, len(SORTS)))
        self.dropout = nn.Dropout(dropout)

    def words(self, vectors: Tensor) -> Tensor:
        """Vectors [t, WIDTH] -> [t, READ]."""
        return torch.relu(self.read(self.dropout(vectors)))

    def gather(self, words: Tensor, statements: Statements) -> Tensor:
        """The statements [s, HIDDEN]."""
        rows = []
        for parts in statements.parts:
            row = []
            for places in parts:
                if len(places):
                    part = words[torch.from_numpy(places)]
                    row += [part.mean(0), part.max(0).values]
                else:
                    row += [words.new_zeros(READ)] * 2
            rows.append(torch.cat(row))
        x = torch.cat([torch.stack(rows), torch.from_numpy(statements.facts)], 1)
        return functional.gelu(self.roles(self.dropout(x)))

    def hedged_logits(self, x: Tensor, hedges: Tensor, statements: Statements) -> Tensor:
        """How likely each statement is hedged, in logits [s]; `hedges` [t] are the subwords'."""
        rows = []
        for parts in statements.parts:
            places = np.concatenate(parts[:3])
            part = hedges[torch.from_numpy(places)] if len(places) else hedges.new_full((1,), -5.0)
            rows.append(torch.stack([part.max(), torch.sigmoid(part).sum()]))
        found: Tensor = self.hedged(torch.cat([x, torch.stack(rows)], 1))[:, 0]
        return found

    def circumstances(
        self, words: Tensor, x: Tensor, same: Tensor, candidates: Sequence[Candidate], features: Tensor
    ) -> Tensor:
        """For each sort [sorts, s, c + 1], scores of the candidates (those of other sorts excluded), then of none."""
        x = self.dropout(x)
        for layer in self.layers:
            x = layer(x, same)
        x = self.norm(x)
        ends = self.none(x).T[:, :, None]
        if not candidates:
            return ends
        sort = torch.tensor([c.sort for c in candidates])
        first, last = (torch.tensor([getattr(c, k) for c in candidates]) for k in ("first", "last"))
        y = self.candidate(self.dropout(torch.cat([words[first], words[last]], 1))) + self.sorts(sort)
        (a, r), (b, s) = self.ask(x).split([PAIR, RANK], 1), self.offer(y).split([PAIR, RANK], 1)
        hidden = a[:, None] + b[None] + self.features(features) + self.kinds(sort)[None]
        hidden = hidden + self.product(r[:, None] * s[None])
        scores = self.scores(self.dropout(torch.relu(hidden))).permute(2, 0, 1)
        scores = scores.masked_fill(sort[None, None] != torch.arange(len(SORTS))[:, None, None], -1e4)
        return torch.cat([scores, ends], 2)
