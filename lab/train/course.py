"""The course of a training: what follows each loss, and the mean of the weights on the way."""

import time
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from lab.train.schedule import warm_up_and_decay

#: Steps between two lines that tell the loss.
TOLD = 50


class Course:
    """So many steps of a model over groups of parameters, each with its rate; `decay` is that of the weights, `keep`
    how much of their mean stays at each step.
    """

    def __init__(self, model: nn.Module, groups: Sequence[dict[str, Any]], steps: int, *, decay: float, keep: float):
        self._model, self._steps = model, steps
        self._optimiser = torch.optim.AdamW(groups, weight_decay=decay)
        self._schedule = warm_up_and_decay(self._optimiser, steps, warm=0.06)
        self._mean_model = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(keep))
        self._began, self._step, self._loss = time.time(), 0, 0.0

    @property
    def average(self) -> Any:
        """The model with the mean of the weights."""
        return self._mean_model.module

    def step(self, loss: Tensor) -> int:
        """Learn from the gradients that are there, tell the loss now and then, and return how many steps were made."""
        nn.utils.clip_grad_norm_(self._model.parameters(), 1.0)
        self._optimiser.step()
        self._optimiser.zero_grad()
        self._schedule.step()
        self._mean_model.update_parameters(self._model)
        self._step += 1
        self._loss = 0.99 * self._loss + 0.01 * float(loss.detach())
        if self._step % TOLD == 0:
            told = self._loss / (1 - 0.99**self._step)
            print(f"{self._step}/{self._steps} {time.time() - self._began:.0f}s {told:.4f}", flush=True)
        return self._step
