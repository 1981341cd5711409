"""The learning rate over a training: up in its first steps, then down in a line, and never nothing."""

from torch.optim import Optimizer
from torch.optim.lr_scheduler import LambdaLR

LEAST = 0.02


def warm_up_and_decay(optimiser: Optimizer, steps: int, warm: float = 0.08) -> LambdaLR:
    """A schedule for so many steps, the first share of which warms up."""
    return LambdaLR(
        optimiser, lambda step: min((step + 1) / (warm * steps), max(LEAST, (steps - step) / ((1 - warm) * steps)))
    )
