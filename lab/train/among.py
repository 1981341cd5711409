"""A layer of attention among the mentions or statements of an article, in torch (`sayso.dense` runs it in numpy)."""

import math

import torch
from torch import Tensor, nn


class Among(nn.Module):
    """One pre-norm layer (Vaswani et al. 2017), nearness by a learnt bias of each head; with `same`, another bias for
    rows that are marked as alike.
    """

    def __init__(self, hidden: int, heads: int, far: int, dropout: float, *, same: bool = False) -> None:
        super().__init__()
        self.heads, self.far = heads, far
        self.norm1, self.norm2 = nn.LayerNorm(hidden), nn.LayerNorm(hidden)
        self.qkv, self.out = nn.Linear(hidden, 3 * hidden), nn.Linear(hidden, hidden)
        self.up, self.down = nn.Linear(hidden, 2 * hidden), nn.Linear(2 * hidden, hidden)
        self.near = nn.Embedding(2 * far + 1, heads)
        nn.init.zeros_(self.near.weight)
        if same:
            self.same = nn.Parameter(torch.zeros(heads))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, same: Tensor | None = None) -> Tensor:
        """The rows [m, hidden] with what they took over; `same` [m, m] is 1 for rows that are alike."""
        m, hidden = x.shape
        q, k, v = (p.view(m, self.heads, -1).transpose(0, 1) for p in self.qkv(self.norm1(x)).chunk(3, dim=-1))
        place = torch.arange(m)
        apart = (place[None, :] - place[:, None]).clamp(-self.far, self.far) + self.far
        bias = self.near(apart).permute(2, 0, 1)
        if same is not None:
            bias = bias + same[None] * self.same[:, None, None]
        shares = (q @ k.transpose(1, 2) / math.sqrt(hidden / self.heads) + bias).softmax(-1)
        x = x + self.dropout(self.out((shares @ v).transpose(0, 1).reshape(m, hidden)))
        return x + self.dropout(self.down(nn.functional.gelu(self.up(self.norm2(x)))))
