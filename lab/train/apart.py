"""The networks that judge statements of two articles, by the features of a pair and what a ledger keeps of what the
encoder reads of both.
"""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from lab.train.lessons import Lesson
from sayso.relate.features import FEATURES, Floats
from sayso.relate.judge import KINDS

#: How many numbers are kept of a statement, the width of the layers that decide, how many decide.
KEPT, WIDTH, NETWORKS = 64, 96, 4
EPOCHS, BATCH, RATE = 6, 512, 2e-3
#: How often a pair is shown without what was read, so that statements of which nothing is kept can be judged.
UNREAD = 0.15


class Network(nn.Module):
    """Features [p, FEATURES] of pairs and vectors [p, width] of both ends -> scores [networks, p, kinds]."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.read = nn.Linear(width, KEPT)
        self.some = nn.Dropout(0.2)
        inputs = FEATURES + 4 * KEPT
        self.kinds = nn.ModuleList(
            nn.Sequential(nn.Linear(inputs, WIDTH), nn.ReLU(), nn.Dropout(0.2), nn.Linear(WIDTH, len(KINDS)))
            for _ in range(NETWORKS)
        )

    def forward(self, features: Tensor, one: Tensor, other: Tensor) -> Tensor:
        kept = (torch.rand(len(features), 1) >= UNREAD).float() if self.training else torch.ones(len(features), 1)
        a, b = (functional.gelu(self.read(self.some(ends))) * kept for ends in (one, other))
        joined = torch.cat([features, a, b, a * b, (a - b).abs()], 1)
        return torch.stack([kinds(joined) for kinds in self.kinds])


def build(lessons: Sequence[Lesson], seed: int = 1) -> Network:
    """Teach the networks by all pairs; the scale of the features is part of the weights."""
    torch.manual_seed(seed)
    features, kinds = (
        torch.from_numpy(np.concatenate([getattr(v, part) for v in lessons])) for part in ("features", "kinds")
    )
    vectors = torch.from_numpy(np.concatenate([lesson.vectors for lesson in lessons]))
    firsts = np.cumsum([0, *(len(lesson.vectors) for lesson in lessons)]).tolist()
    later, earlier = (
        torch.from_numpy(np.concatenate([getattr(v, end) + first for v, first in zip(lessons, firsts, strict=False)]))
        for end in ("later", "earlier")
    )
    weights = torch.cat([torch.full((len(lesson.kinds),), lesson.weight) for lesson in lessons])
    mean, scale = features.mean(0), features.std(0) + 1e-2
    network = Network(vectors.shape[1])
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=EPOCHS * -(-len(kinds) // BATCH))
    for _ in range(EPOCHS):
        for some in torch.randperm(len(kinds)).split(BATCH):
            scores = network((features[some] - mean) / scale, vectors[later[some]], vectors[earlier[some]])
            losses = [functional.cross_entropy(each, kinds[some], reduction="none") for each in scores]
            (torch.stack(losses) * weights[some]).mean().backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            optimiser.zero_grad()
            schedule.step()
    _take_in(network, mean, scale)
    return network.eval()


@torch.inference_mode()
def judge(network: Network, lesson: Lesson) -> Floats:
    """The mean of the shares [pairs, kinds] that the networks give."""
    features, vectors = torch.from_numpy(lesson.features), torch.from_numpy(lesson.vectors)
    found: Floats = network(features, vectors[lesson.later], vectors[lesson.earlier]).softmax(-1).mean(0).numpy()
    return found


@torch.no_grad()
def _take_in(network: Network, mean: Tensor, scale: Tensor) -> None:
    for kinds in network.kinds:
        assert isinstance(kinds, nn.Sequential)
        first = kinds[0]
        assert isinstance(first, nn.Linear)
        first.weight[:, :FEATURES] /= scale
        first.bias -= first.weight[:, :FEATURES] @ mean
