"""Answer the questions of a scene: whom a pronoun, a description, a shared surname or a source without words means.

Every question points at mentions and at three ends: a party of its own words, nobody, the author. A walk along the
pointers, from question to question, ends at a name or at an end; where it ends, and how often, are the answer and its
probability.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from sayso.resolve.answers import Answer, build_answers
from sayso.resolve.mentions import Mention
from sayso.resolve.network import Network
from sayso.resolve.pairs import Scene
from sayso.resolve.story import Story
from sayso.resolve.walk import point


class Positions(Protocol):
    """Where the subwords of a text stand (code points)."""

    @property
    def starts(self) -> npt.NDArray[np.int32]: ...
    @property
    def ends(self) -> npt.NDArray[np.int32]: ...


class Encoded(Positions, Protocol):
    """The subwords of a text with the encoder's vectors [t, width]."""

    @property
    def vectors(self) -> npt.NDArray[np.float16]: ...


class Linker:
    """The network, and the walk."""

    def __init__(self, model: Path) -> None:
        self._network = Network(model)

    def answer(self, story: Story, scene: Scene, encoded: Encoded) -> dict[int, Answer]:
        """The answers, by the question's place among the mentions."""
        if not len(scene.questions) or not len(encoded.starts):
            return {}
        places = token_places(story, scene.mentions, encoded)
        pairs, ends = self._network.score(encoded.vectors[places].astype(np.float32), scene)
        return build_answers(story, scene, point(pairs, ends, scene))


def token_places(story: Story, mentions: Sequence[Mention], tokens: Positions) -> npt.NDArray[np.int64]:
    """The first and the last subword [m, 2] of every mention."""
    items = story.words.items
    if not items or not len(tokens.starts):
        return np.zeros((len(mentions), 2), np.int64)
    starts = [items[min(m.first, len(items) - 1)].start for m in mentions]
    ends = [items[min(m.last, len(items)) - 1].end for m in mentions]
    low = np.searchsorted(tokens.ends, starts, side="right")
    high = np.searchsorted(tokens.starts, ends, side="left") - 1
    top = len(tokens.starts) - 1
    low = np.minimum(low, top)
    return np.stack([low, np.clip(high, low, top)], axis=1).astype(np.int64)
