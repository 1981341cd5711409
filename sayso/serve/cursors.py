"""Cursors: opaque marks of where the next page begins."""

import base64
import binascii
from typing import NamedTuple

from sayso.serve.problems import ProblemError

#: Nobody pages further than this; narrower questions find more.
FURTHEST = 10_000
#: Items on a page of the API.
MOST = 100
_PREFIX = "o:"


class Following(NamedTuple):
    """That a list goes on: the mark of its next page, None where the rest lies past the furthest place."""

    cursor: str | None


def follow(offset: int, more: bool) -> Following | None:
    """What follows from a place on; None at the end of a list."""
    return Following(write_cursor(offset)) if more else None


def write_cursor(offset: int) -> str | None:
    """The mark of a place in a list, or None past the furthest one."""
    if offset > FURTHEST:
        return None
    return base64.urlsafe_b64encode(f"{_PREFIX}{offset}".encode()).decode().rstrip("=")


def read_cursor(cursor: str | None) -> int:
    """The place that a mark stands for; the first without one. Raises `ProblemError` where it is none of ours."""
    if cursor is None:
        return 0
    try:
        told = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode("ascii")
        offset = int(told.removeprefix(_PREFIX))
    except (binascii.Error, ValueError):
        raise ProblemError(422, "cursor: is none that this API gave") from None
    if not told.startswith(_PREFIX) or not 0 <= offset <= FURTHEST or write_cursor(offset) != cursor:
        raise ProblemError(422, "cursor: is none that this API gave")
    return offset
