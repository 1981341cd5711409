"""Days as they are checked before they are given a type."""

import re
from datetime import date

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.A)


def to_day(value: str | None) -> date | None:
    """The day of an ISO date (YYYY-MM-DD), or None for whatever is no day of the calendar."""
    if not value or not _DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
