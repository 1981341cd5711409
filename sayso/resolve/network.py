"""The linker's network in numpy: scores of what each question of a scene may mean.

The same mathematics as `lab.train.linker`, whose weights it runs: two layers of attention among the mentions
(pre-norm; Vaswani et al. 2017), then a score for every pair from both vectors, their product and the pair's features.
All of it is small beside the encoder, so it needs no other engine.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

from sayso.errors import ModelError
from sayso.resolve.pairs import CATEGORIES, Scene

Floats = npt.NDArray[np.float32]
#: Heads of the attention, and up to where relative positions are told apart.
HEADS = 6
FAR = 24
#: Mentions that attend at once, and how many around them they see: all, in an article of ordinary length.
BLOCK = 512
REACH = 512
EPSILON = 1e-5
#: Pairs scored at once: bounds memory.
TOGETHER = 20_000


class Network:
    """Weights and what they compute."""

    def __init__(self, path: Path) -> None:
        try:
            with np.load(path) as stored:
                self._weights: Mapping[str, Floats] = {k: stored[k].astype(np.float32) for k in stored.files}
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"the model {path.name} is missing or damaged ({type(error).__name__})") from error

        # One thread, as in the encoder: more of them cost time on arrays as small as these.
        self._threads = ThreadpoolController()

    def score(self, vectors: Floats, scene: Scene) -> tuple[Floats, Floats]:
        """Scores of the scene's pairs [p] and of the three ends of each question [q, 3]; `vectors` is [m, 2, width]."""
        with self._threads.limit(limits=1, user_api="blas"):
            return self._score(vectors, scene)

    def _score(self, vectors: Floats, scene: Scene) -> tuple[Floats, Floats]:
        w = self._weights
        x = self._linear("read", vectors.reshape(len(vectors), -1).astype(np.float32))
        for n in range(len(CATEGORIES)):
            x = x + w[f"tables.{n}.weight"][scene.categories[:, n]]
        layers = 1 + max(int(key.split(".")[1]) for key in w if key.startswith("layers."))
        for n in range(layers):
            x = self._layer(f"layers.{n}", x)
        x = self._norm("norm", x)
        asked, offered = self._linear("ask", x[scene.questions]), self._linear("offer", x)
        pairs = np.empty(len(scene.pairs), np.float32)
        for begin in range(0, len(pairs), TOGETHER):
            here = slice(begin, begin + TOGETHER)
            pairs[here] = self._pairs(scene, asked, offered, here)
        hidden = np.maximum(self._linear("ends.0", x[scene.questions]), 0)
        return pairs, self._linear("ends.2", hidden)

    def _pairs(self, scene: Scene, asked: Floats, offered: Floats, here: slice) -> Floats:
        w = self._weights
        width = w["features.weight"].shape[0]
        q, j = scene.pairs[here, 0], scene.pairs[here, 1]
        sort = scene.categories[:, 0]
        kinds = sort[scene.questions][q] * CATEGORIES["sort"] + sort[j]
        hidden = asked[q, :width] + offered[j, :width] + scene.bits[here].astype(np.float32) @ w["features.weight"].T
        hidden += w["sorts.weight"][kinds]
        hidden += (asked[q, width:] * offered[j, width:]) @ w["product.weight"].T
        found: Floats = self._linear("score", np.maximum(hidden, 0))[:, 0]
        return found

    def _layer(self, name: str, x: Floats) -> Floats:
        m, width = x.shape
        joint = self._linear(f"{name}.qkv", self._norm(f"{name}.norm1", x)).reshape(m, 3, HEADS, -1)
        q, k, v = (joint[:, n].transpose(1, 0, 2) for n in range(3))
        mixed = np.empty((m, width), np.float32)
        place, table = np.arange(m), self._weights[f"{name}.near.weight"]
        for begin in range(0, m, BLOCK):
            here, there = slice(begin, begin + BLOCK), slice(max(0, begin - REACH), begin + BLOCK + REACH)
            near = table[np.clip(place[None, there] - place[here, None], -FAR, FAR) + FAR].transpose(2, 0, 1)
            shares = softmax(q[:, here] @ k[:, there].transpose(0, 2, 1) / np.sqrt(width / HEADS) + near)
            mixed[here] = (shares @ v[:, there]).transpose(1, 0, 2).reshape(-1, width)
        x = x + self._linear(f"{name}.out", mixed)
        return x + self._linear(f"{name}.down", gelu(self._linear(f"{name}.up", self._norm(f"{name}.norm2", x))))

    def _linear(self, name: str, x: Floats) -> Floats:
        found: Floats = x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return found

    def _norm(self, name: str, x: Floats) -> Floats:
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + EPSILON)
        found: Floats = scaled * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return found


def softmax(scores: Floats) -> Floats:
    """Shares that add up to 1 over the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    found: Floats = raised / raised.sum(-1, keepdims=True)
    return found


def gelu(x: Floats) -> Floats:
    """The Gaussian error linear unit, its error function by Abramowitz and Stegun 7.1.26 (error below 1.5e-7)."""
    z = np.abs(x) / np.float32(np.sqrt(2))
    t = 1 / (1 + np.float32(0.3275911) * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    error = np.sign(x) * (1 - series * np.exp(-z * z))
    found: Floats = (x * (1 + error) / 2).astype(np.float32)
    return found
