"""What counts as right, and how far probabilities are from it; needs no torch."""

from collections import Counter
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Row = dict[str, Any]


class Tally(Counter[str]):
    """Counts of right, labelled and said values by field."""

    def add(self, name: str, gold: bool, said: bool, right: bool) -> None:
        """One statement's field."""
        self[f"{name} gold"] += gold
        self[f"{name} said"] += said
        self[name] += right

    def f1(self, name: str) -> float:
        """Of a field, in percent."""
        return 200 * self[name] / max(self[f"{name} gold"] + self[f"{name} said"], 1)


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
