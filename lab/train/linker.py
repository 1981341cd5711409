"""The linker in torch: who a mention means, by a walk from mention to mention.

Every question points at candidates or at one of three ends (its own words, nobody, the author). Pointing is by a
softmax over scores of pairs, from the mentions' vectors (of the encoder, then of two layers of attention among the
mentions) and the pairs' features. Who is meant is where a walk along the pointers ends: with L what questions give to
earlier questions and S what they give to names and ends, the answers are P = (I - L)^-1 S. Trained on P, so that
links between pronouns need no labels (the mention ranking of Lee et al. 2017, closed over chains).
"""

import torch
from torch import Tensor, nn

from lab.train.among import Among
from sayso.resolve.pairs import CATEGORIES, WIDTH, Scene

HIDDEN = 192
HEADS = 6
LAYERS = 2
PAIR = 96
RANK = 64
ENDS = 3
FAR = 24  # relative positions among mentions are told apart up to here


class Linker(nn.Module):
    """Mention vectors [m, 2, width] and a scene -> answers [q, columns] (`lab.train.scenes.columns`)."""

    def __init__(self, width: int = 384, dropout: float = 0.2) -> None:
        super().__init__()
        self.read = nn.Linear(2 * width, HIDDEN)
        self.tables = nn.ModuleList(nn.Embedding(n, HIDDEN) for n in CATEGORIES.values())
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.1)
        self.layers = nn.ModuleList(Among(HIDDEN, HEADS, FAR, dropout) for _ in range(LAYERS))
        self.norm = nn.LayerNorm(HIDDEN)
        self.ask, self.offer = nn.Linear(HIDDEN, PAIR + RANK), nn.Linear(HIDDEN, PAIR + RANK)
        self.features = nn.Linear(WIDTH, PAIR, bias=False)
        self.sorts = nn.Embedding(CATEGORIES["sort"] ** 2, PAIR)
        nn.init.normal_(self.sorts.weight, std=0.05)
        self.product = nn.Linear(RANK, PAIR, bias=False)
        self.score = nn.Linear(PAIR, 1)
        self.ends = nn.Sequential(nn.Linear(HIDDEN, PAIR), nn.ReLU(), nn.Linear(PAIR, ENDS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, vectors: Tensor, scene: Scene, bits: Tensor, categories: Tensor) -> Tensor:
        """The answers; `bits` and `categories` are the scene's, perhaps with some of them taken away."""
        x = self.read(self.dropout(vectors.flatten(1)))
        for n, table in enumerate(self.tables):
            x = x + table(categories[:, n])
        for layer in self.layers:
            x = layer(x)
        x = self.norm(x)
        questions = torch.from_numpy(scene.questions)
        pairs = torch.from_numpy(scene.pairs)
        asked = self.ask(x[questions])
        offered = self.offer(x)
        (a, r), (b, s) = asked.split([PAIR, RANK], 1), offered.split([PAIR, RANK], 1)
        sort = categories[:, 0]
        kinds = sort[questions][pairs[:, 0]] * CATEGORIES["sort"] + sort[pairs[:, 1]]
        hidden = a[pairs[:, 0]] + b[pairs[:, 1]] + self.features(bits) + self.sorts(kinds)
        hidden = hidden + self.product(r[pairs[:, 0]] * s[pairs[:, 1]])
        scores = self.score(self.dropout(torch.relu(hidden)))[:, 0]
        dense = torch.full((len(questions), len(x) + ENDS), -1e4).index_put((pairs[:, 0], pairs[:, 1]), scores.float())
        dense = torch.cat([dense[:, : len(x)], self.ends(x[questions]).float()], 1)
        return walk(dense.softmax(-1), scene)


def walk(shares: Tensor, scene: Scene) -> Tensor:
    """Where the walks end [q, columns]; `shares` [q, m + 3] is what each question gives to mentions and ends."""
    count, m = len(scene.questions), len(scene.mentions)
    anchors = torch.from_numpy(scene.anchors)
    named = torch.zeros(count, len(scene.parties)).index_add(
        1, anchors.clamp(min=0), shares[:, :m] * (anchors >= 0)
    ) if scene.parties else torch.zeros(count, 0)  # fmt: skip
    own = torch.diag_embed(shares[:, m])
    ends = torch.cat([named, own, shares[:, m + 1 :]], 1)
    links = shares[:, torch.from_numpy(scene.questions)].tril(-1)
    return torch.linalg.solve_triangular(torch.eye(count) - links, ends, upper=False, unitriangular=True)
