"""What the encoder reads of a statement in its place: the means of its vectors over source, cue and content."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from sayso.dense import Floats
from sayso.model import Json

#: The parts of a statement whose means stand side by side.
PARTS = ("source", "cue", "content")


class Encoded(Protocol):
    """The subwords of a text at [starts, ends) in code points, with the encoder's vectors [t, width]."""

    @property
    def starts(self) -> npt.NDArray[np.int32]: ...
    @property
    def ends(self) -> npt.NDArray[np.int32]: ...
    @property
    def vectors(self) -> npt.NDArray[np.float16]: ...


def read_statement(told: Json, encoded: Encoded) -> Floats | None:
    """The vectors [3 width] of a statement (the contract's), zeros for a part that it lacks; None of a text that has
    none.
    """
    if not len(encoded.vectors):
        return None
    return np.concatenate([_mean(told[part], encoded) for part in PARTS])


def _mean(spans: Sequence[Sequence[int]], encoded: Encoded) -> Floats:
    width = encoded.vectors.shape[1]
    places = [
        np.arange(np.searchsorted(encoded.ends, start, side="right"), np.searchsorted(encoded.starts, end))
        for start, end in spans
    ]
    there = encoded.vectors[np.concatenate(places)] if places else encoded.vectors[:0]
    mean: Floats = there.mean(0, dtype=np.float32) if len(there) else np.zeros(width, np.float32)
    return mean
