"""The network of this stage in numpy: acts, hedges, and which circumstances belong to which statement.

The same mathematics as `lab.train.fields`, whose weights it runs. Subwords are read into a small space; a statement is
the mean and the maximum of each of its parts; attention among the statements of an article lets one take over what was
said on the same occasion; every pair of a statement and a candidate has a score, and so has "none".
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sayso.dense import Dense, Floats, Ints, gelu, sigmoid, softmax
from sayso.normalise.candidates import SORTS, Candidate
from sayso.normalise.layout import Statements
from sayso.normalise.pairs import Pairs

HEADS = 6
#: Statements whose pairs are scored at once: bounds memory.
TOGETHER = 128
#: The score of a pair that is too far apart to be one.
NEVER = -1e4


class Network:
    """Weights and what they compute."""

    def __init__(self, path: Path) -> None:
        self._dense = Dense(path)
        self.one_thread = self._dense.one_thread

    def read(self, vectors: Floats) -> Floats:
        """The encoder's vectors [t, 768] -> [t, 128]."""
        found: Floats = np.maximum(self._dense.linear("read", vectors), 0)
        return found

    def tags(self, vectors: Floats) -> Floats:
        """How likely each subword is of an occasion or a listener [t, 5], from the encoder's vectors."""
        return softmax(self._dense.perceptron("tags", vectors))

    def hedges(self, words: Floats) -> Floats:
        """How likely each subword hedges, in logits [t]."""
        found: Floats = self._dense.linear("hedge", words)[:, 0]
        return found

    def gather(self, words: Floats, statements: Statements) -> Floats:
        """The statements [s, 192]."""
        width = words.shape[1]
        rows = np.zeros((len(statements.parts), 2 * len(statements.parts[0]), width), np.float32)
        for n, parts in enumerate(statements.parts):
            for r, places in enumerate(parts):
                if len(places):
                    part = words[places]
                    rows[n, 2 * r], rows[n, 2 * r + 1] = part.mean(axis=0), part.max(axis=0)
        whole = np.concatenate([rows.reshape(len(rows), -1), statements.facts], axis=1)
        return gelu(self._dense.linear("roles", whole))

    def acts(self, x: Floats) -> Floats:
        """How likely each act is [s, 8]."""
        return softmax(self._dense.perceptron("act", x))

    def hedged(self, x: Floats, hedges: Floats, statements: Statements) -> Floats:
        """How likely each statement is hedged [s]."""
        rows = np.empty((len(x), 2), np.float32)
        for n, parts in enumerate(statements.parts):
            places = np.concatenate(parts[:3])
            part = hedges[places] if len(places) else np.full(1, -5.0, np.float32)
            rows[n] = part.max(), sigmoid(part).sum()
        return sigmoid(self._dense.perceptron("hedged", np.concatenate([x, rows], axis=1))[:, 0])

    def circumstances(self, words: Floats, x: Floats, candidates: Sequence[Candidate], pairs: Pairs) -> list[Floats]:
        """For each sort, how likely each of its candidates and then "none" belongs to each statement [s, c + 1]."""
        dense = self._dense
        for n in range(dense.count("layers")):
            x = dense.attend(f"layers.{n}", x, HEADS, pairs.speakers)
        x = dense.norm("norm", x)
        ends = dense.perceptron("none", x)
        asked, offered = dense.linear("ask", x), self._offer(words, candidates)
        sorts = np.array([c.sort for c in candidates], np.int64)
        scores = np.full((len(x), len(candidates)), NEVER, np.float32)
        for begin in range(0, len(x), TOGETHER):
            here = slice(begin, begin + TOGETHER)
            near = pairs.near(here)
            scores[here, near] = self._pairs(asked[here], offered[near], pairs.features(here, near), sorts[near])
        return [
            softmax(np.concatenate([scores[:, sorts == sort], ends[:, sort : sort + 1]], axis=1))
            for sort in range(len(SORTS))
        ]

    def _offer(self, words: Floats, candidates: Sequence[Candidate]) -> Floats:
        dense = self._dense
        first, last, sort = (np.array([getattr(c, k) for c in candidates], np.int64) for k in ("first", "last", "sort"))
        y = dense.linear("candidate", np.concatenate([words[first], words[last]], axis=1)) + dense["sorts.weight"][sort]
        return dense.linear("offer", y)

    def _pairs(self, asked: Floats, offered: Floats, features: Floats, sorts: Ints) -> Floats:
        dense = self._dense
        width = dense["features.weight"].shape[0]
        hidden = asked[:, None, :width] + offered[None, :, :width] + features @ dense["features.weight"].T
        hidden += dense["kinds.weight"][sorts][None]
        hidden += (asked[:, None, width:] * offered[None, :, width:]) @ dense["product.weight"].T
        all_sorts = dense.linear("scores", np.maximum(hidden, 0))
        found: Floats = np.take_along_axis(all_sorts, sorts[None, :, None], axis=2)[..., 0]
        return found
