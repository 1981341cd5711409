"""What the encoder reads of a statement in its place: the means of its vectors over source, cue and content."""

from collections.abc import Sequence

import numpy as np

from sayso.dense import Floats
from sayso.encoded import Encoded, token_places
from sayso.model import Json

#: The parts of a statement whose means stand side by side.
PARTS = ("source", "cue", "content")


def read_statement(told: Json, encoded: Encoded) -> Floats | None:
    """The vectors [3 width] of a statement (the contract's), zeros for a part that it lacks; None of a text that has
    none.
    """
    if not len(encoded.vectors):
        return None
    return np.concatenate([_mean(told[part], encoded) for part in PARTS])


def _mean(spans: Sequence[Sequence[int]], encoded: Encoded) -> Floats:
    there = encoded.vectors[token_places(spans, encoded)]
    mean: Floats = there.mean(0, dtype=np.float32) if len(there) else np.zeros(there.shape[1], np.float32)
    return mean
