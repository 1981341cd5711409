"""The linker's network in numpy: scores of what each question of a scene may mean.

The same mathematics as `lab.train.linker`, whose weights it runs: two layers of attention among the mentions, then a
score for every pair from both vectors, their product and the pair's features.
"""

from pathlib import Path

import numpy as np

from sayso.dense import Dense, Floats
from sayso.resolve.pairs import CATEGORIES, Scene

HEADS = 6
#: Pairs scored at once: bounds memory.
TOGETHER = 20_000


class Network:
    """Weights and what they compute."""

    def __init__(self, path: Path) -> None:
        self._dense = Dense(path)

    def score(self, vectors: Floats, scene: Scene) -> tuple[Floats, Floats]:
        """Scores of the scene's pairs [p] and of the three ends of each question [q, 3]; `vectors` is [m, 2, width]."""
        with self._dense.one_thread():
            return self._score(vectors, scene)

    def _score(self, vectors: Floats, scene: Scene) -> tuple[Floats, Floats]:
        dense = self._dense
        x = dense.linear("read", vectors.reshape(len(vectors), -1).astype(np.float32))
        for n in range(len(CATEGORIES)):
            x = x + dense[f"tables.{n}.weight"][scene.categories[:, n]]
        for n in range(dense.count("layers")):
            x = dense.attend(f"layers.{n}", x, HEADS)
        x = dense.norm("norm", x)
        asked, offered = dense.linear("ask", x[scene.questions]), dense.linear("offer", x)
        pairs = np.empty(len(scene.pairs), np.float32)
        for begin in range(0, len(pairs), TOGETHER):
            here = slice(begin, begin + TOGETHER)
            pairs[here] = self._pairs(scene, asked, offered, here)
        return pairs, dense.perceptron("ends", x[scene.questions])

    def _pairs(self, scene: Scene, asked: Floats, offered: Floats, here: slice) -> Floats:
        dense = self._dense
        width = dense["features.weight"].shape[0]
        q, j = scene.pairs[here, 0], scene.pairs[here, 1]
        sort = scene.categories[:, 0]
        kinds = sort[scene.questions][q] * CATEGORIES["sort"] + sort[j]
        hidden = (
            asked[q, :width] + offered[j, :width] + scene.bits[here].astype(np.float32) @ dense["features.weight"].T
        )
        hidden += dense["sorts.weight"][kinds]
        hidden += (asked[q, width:] * offered[j, width:]) @ dense["product.weight"].T
        found: Floats = dense.linear("score", np.maximum(hidden, 0))[:, 0]
        return found
