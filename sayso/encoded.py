"""A text as the encoder has read it, for the stages that look at its vectors again."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


class Encoded(Protocol):
    """The subwords of a text at [starts, ends) in code points, with the encoder's vectors [t, width]."""

    @property
    def starts(self) -> npt.NDArray[np.int32]: ...
    @property
    def ends(self) -> npt.NDArray[np.int32]: ...
    @property
    def vectors(self) -> npt.NDArray[np.float16]: ...


def token_places(spans: Sequence[Sequence[int]], encoded: Encoded) -> Ints:
    """The subwords that spans cover."""
    found = []
    for start, end in spans:
        low = int(encoded.ends.searchsorted(np.int32(start), "right"))
        high = int(encoded.starts.searchsorted(np.int32(end), "left"))
        found.append(np.arange(low, high))
    return np.concatenate(found) if found else np.zeros(0, np.int64)
