"""Statements by month, as bars."""

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from sayso.wording import MONTHS

#: More months than these are told by the year.
MOST = 120
#: The height of the highest bar, in the drawing's own units.
HEIGHT = 48
#: Less than this part of all statements, and more months away than this, are strays.
STRAY, FAR = 0.01, 24


class Bar(NamedTuple):
    """A month or year: its place from the left, its first and last day, its name, how many statements fall in it, and
    how high it stands.
    """

    place: int
    first: str
    last: str
    name: str
    statements: int
    height: float


def draw_months(counts: Mapping[str, int]) -> list[Bar]:
    """The bars of counts by month ("2016-05"), without gaps, from the first to the last."""
    known = {month: n for month, n in counts.items() if len(month) == 7 and month[:4].isdigit()}
    if not known:
        return []
    known = _without_strays(known)
    numbers = [_number(month) for month in known]
    first, last = min(numbers), max(numbers)
    if last - first >= MOST:
        return _draw_years(known)
    most = max(known.values())
    made = []
    for number in range(first, last + 1):
        year, month = divmod(number, 12)
        key = f"{year:04}-{month + 1:02}"
        count = known.get(key, 0)
        days, name = (f"{key}-01", f"{key}-31"), f"{MONTHS[month]} {year}"
        made.append(Bar(number - first, *days, name, count, _height(count, most)))
    return made


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _without_strays(known: dict[str, int]) -> dict[str, int]:
    """Few statements long before all others, or after them, would squeeze the rest: they are left out."""
    order, total = sorted(known), sum(known.values())
    for months in (order, order[::-1]):
        passed = 0
        for month, following in list(pairwise(months)):
            passed += known[month]
            if passed > STRAY * total:
                break
            if abs(_number(following) - _number(month)) > FAR:
                order = [kept for kept in order if kept not in months[: months.index(following)]]
    return {month: known[month] for month in order}


def _draw_years(known: Mapping[str, int]) -> list[Bar]:
    years: dict[str, int] = {}
    for month, count in known.items():
        years[month[:4]] = years.get(month[:4], 0) + count
    shown = range(int(min(years)), int(max(years)) + 1)
    if len(shown) > MOST:  # a wrong date far away would squeeze all others
        shown = range(shown[-1] - MOST + 1, shown[-1] + 1)
    most = max(years.values())
    told = [(f"{year:04}", years.get(f"{year:04}", 0)) for year in shown]
    return [
        Bar(place, f"{year}-01-01", f"{year}-12-31", year, count, _height(count, most))
        for place, (year, count) in enumerate(told)
    ]


def _height(count: int, most: int) -> float:
    return round(max(HEIGHT * count / most, 1.0 if count else 0.0), 1)
