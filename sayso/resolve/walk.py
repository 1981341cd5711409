"""The walk from question to question that ends at a name or at an end."""

import numpy as np
import numpy.typing as npt

from sayso.dense import softmax
from sayso.resolve.pairs import Scene

Floats = npt.NDArray[np.float32]


def point(pairs: Floats, ends: Floats, scene: Scene) -> Floats:
    """What each question gives to the mentions and, behind them, to its ends [q, m + 3]; each row adds up to 1."""
    count = len(scene.mentions)
    scores = np.full((len(scene.questions), count + ends.shape[1]), -1e4, np.float32)
    scores[scene.pairs[:, 0], scene.pairs[:, 1]] = pairs
    scores[:, count:] = ends
    return softmax(scores)


def walk(shares: Floats, scene: Scene) -> Floats:
    """Where the walks end [q, parties + q + 2]: P = (I - L)^-1 S, with L what is given to earlier questions and S the
    rest.
    """
    q, m = len(scene.questions), len(scene.mentions)
    anchored = np.flatnonzero(scene.anchors >= 0)
    named = np.zeros((len(scene.parties), q), np.float32)
    np.add.at(named, scene.anchors[anchored], shares[:, anchored].T)
    said = np.concatenate([named.T, np.diag(shares[:, m]), shares[:, m + 1 :]], axis=1)
    links = shares[:, scene.questions]
    for row in range(1, q):  # forward substitution: a row needs only those before it
        said[row] += links[row, :row] @ said[:row]
    return said
