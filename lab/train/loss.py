"""What the training minimises: cross-entropy with gold labels, and with a teacher's beliefs."""

import torch
from torch import Tensor
from torch.nn import functional

from lab.train.batches import Batch
from lab.train.labels import IGNORE

POINTER_WEIGHT = 0.3
ROLE_TAGS = ((1, 2, 3, 4, 5, 6), (3, 4))  # tags of the tokens that have an anchor; a source pointer

Scores = tuple[list[Tensor], list[list[Tensor]]]


def gold_loss(scores: Scores, batch: Batch, nested: float = 1.0) -> Tensor:
    """Over the annotated tokens of both levels, the second weighed by `nested`; 0 where nothing is annotated."""
    total = torch.zeros(())
    for level, level_weight in enumerate((1.0, nested)):
        for weight, said, gold in (
            (1.0, scores[0][level], batch.tags[level]),
            *((POINTER_WEIGHT, scores[1][level][w], batch.pointers[level][w]) for w in (0, 1)),
        ):
            if (gold != IGNORE).any():
                loss = functional.cross_entropy(said.flatten(0, 1), gold.flatten(), ignore_index=IGNORE)
                total = total + level_weight * weight * loss
    return total


def taught_loss(scores: Scores, batch: Batch, pointers: float = 1.0) -> Tensor:
    """Cross-entropy with the teacher's tags over all tokens and with its pointers where it sees a role.

    The pointers count `pointers` times. Of the first level only: the second is too rare in the teacher's own
    lessons for its beliefs to be worth much.
    """
    if batch.beliefs is None:
        return torch.zeros(())
    tags, goals, shares = (part[0] for part in batch.beliefs)
    total = -(tags * scores[0][0].log_softmax(-1)).sum() / tags.sum()
    for which in (0, 1):
        logs = scores[1][0][which].log_softmax(-1).gather(-1, goals[which])
        weight = tags[..., list(ROLE_TAGS[which])].sum(-1, keepdim=True) * shares[which]
        total = total - pointers * POINTER_WEIGHT * (weight * logs).sum() / weight.sum().clamp(min=1)
    return total
