"""A list of our own: who held the chief offices from 2010 to 2020, which the other lists lack.

`own.csv` has the form of a user's table (docs/offices.md). It was written from general knowledge, one writer a
continent, told to leave out whatever was not sure, and read by a second; days are right to within about a week,
`from` rather late and `to` rather early.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from lab.offices.rows import Row, key_of
from sayso.resolve.office_phrase import STATE, plain, read_office

SOURCE = "own"
LIST = Path(__file__).parent / "own.csv"
#: Nothing is carried on from the year in which the list ends.
UNTIL = date(2020, 12, 31)
DAY = timedelta(days=1)


def read_own(words: Iterable[tuple[str, str, tuple[str, ...]]], path: Path = LIST) -> Iterator[Row]:
    """The rows of the list; `words` are the countries' codes, names and words.

    Raises ValueError where a country or an office is not known, or a row makes no sense.
    """
    codes = {word: code for code, _, listed in words for word in listed if not code.startswith(STATE)}
    with path.open(encoding="utf-8", newline="") as file:
        for number, cells in enumerate(csv.DictReader(file), 2):
            code = codes.get(plain(cells["country"]))
            found = read_office(cells["office"], {}, code) if code else None
            first = date.fromisoformat(cells["from"])
            last = date.fromisoformat(cells["to"]) if cells["to"] else UNTIL
            if found is None or last < first:
                raise ValueError(f"{path.name}:{number}: {cells}")
            yield Row(*found, first, min(last, UNTIL), cells["name"], cells["wikidata"], "", SOURCE)


def put_over(rows: Iterable[Row], own: Iterable[Row]) -> list[Row]:
    """All rows, the others cut to the days that the list of our own does not cover for their office."""
    kept = list(own)
    for row in rows:
        pieces = [row]
        for one in kept:
            if key_of(one) == key_of(row) and one.source == SOURCE and not row.seat:
                pieces = [left for piece in pieces for left in _without(piece, one)]
        kept += pieces
    return kept


def _without(row: Row, other: Row) -> Iterator[Row]:
    """What of a row stands outside the days of another."""
    assert other.first
    assert other.last
    if (row.last and row.last < other.first) or (row.first and row.first > other.last):
        yield row
        return
    if row.first is None or row.first < other.first:
        yield replace(row, last=other.first - DAY)
    if row.last is None or row.last > other.last:
        yield replace(row, first=other.last + DAY)
