"""What counts as right, and how far probabilities are from it; needs no torch."""

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Row = dict[str, Any]


def calibration_error(p: Floats, y: Floats, bins: int = 10) -> float:
    """Expected calibration error over bins of equal width."""
    at = np.minimum((p * bins).astype(int), bins - 1)
    return float(
        sum(abs(p[at == b].mean() - y[at == b].mean()) * (at == b).mean() for b in range(bins) if (at == b).any())
    )


def is_same_source(gold: set[int], said: set[int]) -> bool:
    """Whether two sources share a token, or are both empty."""
    return bool(gold & said) or not (gold or said)


def is_right(same_name: Any, gold: Row, party: Any) -> bool:
    """Whether a party is the gold one, as the record's scorer has it."""
    kind = party.kind if party else "unknown"
    if gold["kind"] in ("unknown", "author"):
        return kind in ("unknown", "author")
    return bool(same_name(gold["name"], party.name if party else "", gold["kind"] == "person"))
