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
    """Teach the networks by the pairs that passed the gate; the scale of the features is part of the weights."""
    torch.manual_seed(seed)
    lessons = [lesson for lesson in lessons if len(lesson.passed)]
    features, one, other = (torch.from_numpy(np.concatenate(part)) for part in zip(*map(_inputs, lessons), strict=True))
    kinds = torch.from_numpy(np.concatenate([lesson.kinds[lesson.passed] for lesson in lessons]))
    weights = torch.cat([torch.full((len(lesson.passed),), lesson.weight) for lesson in lessons])
    mean, scale = features.mean(0), features.std(0) + 1e-2
    features = (features - mean) / scale
    network = Network(one.shape[1])
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.05)
    steps = EPOCHS * -(-len(kinds) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    for _ in range(EPOCHS):
        for some in torch.randperm(len(kinds)).split(BATCH):
            scores = network(features[some], one[some], other[some])
            losses = [functional.cross_entropy(each, kinds[some], reduction="none") for each in scores]
            (torch.stack(losses) * weights[some]).mean().backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            optimiser.zero_grad()
            schedule.step()
    _take_in(network, mean, scale)
    return network.eval()


@torch.inference_mode()
def judge(network: Network, lesson: Lesson) -> Floats:
    """The mean of the shares [passed, kinds] that the networks give."""
    found: Floats = network(*map(torch.from_numpy, _inputs(lesson))).softmax(-1).mean(0).numpy()
    return found


def _inputs(lesson: Lesson) -> tuple[Floats, Floats, Floats]:
    passed = lesson.passed
    one, other = lesson.vectors[lesson.later[passed]], lesson.vectors[lesson.earlier[passed]]
    return lesson.features[passed], one, other


@torch.no_grad()
def _take_in(network: Network, mean: Tensor, scale: Tensor) -> None:
    for kinds in network.kinds:
        assert isinstance(kinds, nn.Sequential)
        first = kinds[0]
        assert isinstance(first, nn.Linear)
        first.weight[:, :FEATURES] /= scale
        first.bias -= first.weight[:, :FEATURES] @ mean
