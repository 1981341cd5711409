"""Windows: a text of any length in pieces that the encoder can read at once.

Windows are whole paragraphs wherever a paragraph fits, cut where the least crosses: almost no
attribution spans two paragraphs (0.8 % of PolNeAR's), and those that do announce it, by a colon, by
a quotation left open or by a paragraph that opens with a quotation mark. A paragraph longer than a window
is read in overlapping pieces, of which each token keeps the reading with more context around it.
"""

from typing import NamedTuple

import numpy as np

from sayso.attribute.marks import OPENING
from sayso.attribute.tokens import Tokens

#: Subwords in a window at most, without the two special ones: what the model was trained on.
LENGTH = 382
#: Subwords that two pieces of one long paragraph share.
OVERLAP = 128


class Window(NamedTuple):
    """Tokens [start, end) are read together; of these [keep_start, keep_end) are kept."""

    start: int
    end: int
    keep_start: int
    keep_end: int


def cut_windows(tokens: Tokens, text: str, length: int = LENGTH) -> list[Window]:
    """Windows over all tokens, in order; the kept parts cover every token exactly once."""
    starts = [*np.flatnonzero(tokens.edges == 1).tolist(), len(tokens)]
    costs = [_cost(tokens, text, at) for at in starts[:-1]] + [0.0]
    windows: list[Window] = []
    first = 0
    while first < len(starts) - 1:
        last = first
        while last + 1 < len(starts) and starts[last + 1] - starts[first] <= length:
            last += 1
        if last == first:
            windows += _pieces(starts[first], starts[first + 1], length)
            first += 1
            continue
        if last < len(starts) - 1:
            last = _least(costs, starts, first, last, length)
        low, high = starts[first], starts[last]
        windows.append(Window(low, high, low, high))
        first = last
    return windows


def _least(costs: list[float], starts: list[int], first: int, last: int, length: int) -> int:
    """The boundary in (first, last] to cut at: full windows are cheap to read, crossings are not."""

    def price(at: int) -> float:
        return costs[at] + (length - (starts[at] - starts[first])) / length

    return min(range(last, first, -1), key=price)


def _cost(tokens: Tokens, text: str, at: int) -> float:
    """How much a cut before token `at`, the first of its paragraph, may tear apart (0 to 2)."""
    if not at:
        return 0.0
    before, here = text[tokens.ends[at - 1] - 1], text[tokens.starts[at]]
    opens = here in OPENING or here == '"'
    if before == ":" or (tokens.quoted[at - 1] == 2 and opens):
        return 2.0
    return 0.2 if opens else 0.0


def _pieces(low: int, high: int, length: int) -> list[Window]:
    """One long paragraph: overlapping pieces, each kept up to the middle of what it shares."""
    step = length - OVERLAP
    begins = list(range(low, max(high - OVERLAP, low + 1), step))
    pieces = []
    for begin in begins:
        end = min(begin + length, high)
        keep_start = begin if begin == low else begin + OVERLAP // 2
        keep_end = high if begin == begins[-1] else begin + step + OVERLAP // 2
        pieces.append(Window(begin, end, keep_start, keep_end))
    return pieces
