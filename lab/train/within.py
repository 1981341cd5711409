"""The networks that judge statements of one article, by the features of a pair and what the encoder reads of both."""

import random
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from lab.train.lessons import Lesson
from sayso.relate.features import FEATURES, Floats
from sayso.relate.judge import KINDS

#: What a statement's vectors are made into, the width of the layer that decides, passes over the articles, and how many
#: articles teach at once.
READ, WIDTH, EPOCHS, BATCH = 96, 128, 8, 4
#: Pairs of an article of ordinary length: their losses are added, so that long articles count for what they have.
PAIRS = 280
RATE = 1e-3


class Network(nn.Module):
    """Features [p, FEATURES] of pairs and vectors [s, width] of their statements -> scores [p, kinds]."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.read = nn.Linear(width, READ)
        self.kinds = nn.Sequential(
            nn.Linear(FEATURES + 4 * READ, WIDTH), nn.ReLU(), nn.Dropout(0.2), nn.Linear(WIDTH, len(KINDS))
        )
        self.some_features, self.some_vectors = nn.Dropout(0.1), nn.Dropout(0.2)

    def forward(self, features: Tensor, vectors: Tensor, later: Tensor, earlier: Tensor) -> Tensor:
        read = functional.gelu(self.read(self.some_vectors(vectors)))
        one, other = read[later], read[earlier]
        scores: Tensor = self.kinds(
            torch.cat([self.some_features(features), one, other, one * other, (one - other).abs()], 1)
        )
        return scores


def ask(network: Network, lesson: Lesson, mean: Tensor, scale: Tensor) -> Tensor:
    """The scores of a lesson's pairs."""
    features = (torch.from_numpy(lesson.features) - mean) / scale
    scores: Tensor = network(features, *(torch.from_numpy(a) for a in (lesson.vectors, lesson.later, lesson.earlier)))
    return scores


def build(lessons: Sequence[Lesson], seed: int) -> Network:
    """Teach a network; the scale of its features is part of its weights."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    stacked = torch.from_numpy(np.concatenate([lesson.features for lesson in lessons]))
    mean, scale = stacked.mean(0), stacked.std(0) + 1e-2
    network = Network(lessons[0].vectors.shape[1])
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.05)
    steps = EPOCHS * (len(lessons) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.1)
    for _ in range(EPOCHS):
        order = rng.sample(lessons, len(lessons) // BATCH * BATCH)
        for start in range(0, len(order), BATCH):
            for lesson in order[start : start + BATCH]:
                scores = ask(network, lesson, mean, scale)
                loss = functional.cross_entropy(scores, torch.from_numpy(lesson.kinds), reduction="sum")
                (loss / PAIRS / BATCH).backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            schedule.step()
    first = network.kinds[0]
    assert isinstance(first, nn.Linear)
    with torch.no_grad():
        first.weight[:, :FEATURES] /= scale
        first.bias -= first.weight[:, :FEATURES] @ mean
    return network.eval()


@torch.inference_mode()
def judge(networks: Sequence[Network], lesson: Lesson) -> Floats:
    """The mean of the shares [pairs, kinds] that networks give."""
    nothing, one = torch.zeros(FEATURES), torch.ones(FEATURES)
    found: Floats = torch.stack([ask(n, lesson, nothing, one).softmax(-1) for n in networks]).mean(0).numpy()
    return found
