"""Where the parts of statements stand among an article's subwords."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from sayso.model import Attribution, Spans

Ints = npt.NDArray[np.int64]
#: For each statement the subwords of its source, cue and content.
Places = tuple[tuple[Ints, Ints, Ints], ...]


class Encoded(Protocol):
    """The subwords of a text at [starts, ends) in code points, with the encoder's vectors [t, width]."""

    @property
    def starts(self) -> npt.NDArray[np.int32]: ...
    @property
    def ends(self) -> npt.NDArray[np.int32]: ...
    @property
    def vectors(self) -> npt.NDArray[np.float16]: ...


def place_parts(attributions: Sequence[Attribution], encoded: Encoded) -> Places:
    """The subwords of the statements' parts."""
    return tuple((_find(a.source, encoded), _find(a.cue, encoded), _find(a.content, encoded)) for a in attributions)


def _find(spans: Spans, encoded: Encoded) -> Ints:
    found = []
    for start, end in spans:
        low = int(np.searchsorted(encoded.ends, start, side="right"))
        high = int(np.searchsorted(encoded.starts, end, side="left"))
        found.append(np.arange(low, high))
    return np.concatenate(found) if found else np.zeros(0, np.int64)
