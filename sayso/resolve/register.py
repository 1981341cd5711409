"""Who held an office on a day: the table of dated offices, and a user's own.

The table is made by `python -m lab.offices`; `docs/offices.md` says from what, and how well it does.
"""

import csv
import gzip
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from sayso.errors import UsageError
from sayso.resolve.office_phrase import plain, read_office

#: The header of a user's table; `from` and `to` are ISO days or empty.
COLUMNS = ("name", "country", "office", "from", "to", "wikidata")
TABLE = "offices.tsv.gz"
#: A state has two; where the table knows one alone, the other may be meant.
SEATS = 2
RANKED = {"senior senator": 0, "junior senator": 1}

Key = tuple[str, str]
#: A row as the table has it: first, last, name, wikidata, bioguide, source.
Cells = tuple[str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds an office, from the first to the last day that the source vouches for (None: not known).

    `office` is the table's word ("foreign minister", also for a Secretary of State), `country` the country's name (or
    the state's, or the organisation's), `source` the list that says so, or "user".
    """

    name: str
    office: str
    country: str
    wikidata: str | None
    bioguide: str | None
    source: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows by office and code of the country, codes by word, names by code."""

    rows: Mapping[Key, tuple[Cells, ...]]
    words: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]


class Register:
    """The offices of the table, with a user's rows where given; reads the table when first asked."""

    def __init__(self, added: Iterable[tuple[Key, Cells]] = ()) -> None:
        self._added: dict[Key, tuple[Cells, ...]] = {}
        for key, cells in added:
            self._added[key] = (*self._added.get(key, ()), cells)

    def with_rows(self, path: Path) -> "Register":
        """A register that knows the rows of a CSV file as well; its header is `COLUMNS`.

        `office` is any phrase that `holders` reads, without the country. On the days that they cover, a user's rows
        stand in place of the table's. Raises `UsageError`, which names file and line, where the file cannot be read
        or a row makes no sense.
        """
        kept = [(key, cells) for key, listed in self._added.items() for cells in listed]
        return Register([*kept, *_user_rows(path)])

    def holders(self, phrase: str, day: date | None, home: str | None = None) -> tuple[Holder, ...]:
        """Everybody who held the office of a phrase ("Poland's foreign minister") on a day, by name.

        Nobody where the phrase names no office, the day is not known or the table knows of nobody; several where
        several fit, of whom the phrase means one that cannot be told. `home` is a country's name or code for a phrase
        that has none. A day of handing over belongs to both.
        """
        if day is None:
            return ()
        found = read_office(phrase, _table().words, _code(home) if home else None)
        if found is None:
            return ()
        office, code = found
        if code.startswith("US-"):
            return _senators(self._on(("senator", code), day), RANKED.get(office))
        return self._on((office, code), day)

    def _on(self, key: Key, day: date) -> tuple[Holder, ...]:
        iso = day.isoformat()
        table = _table()
        for rows in (self._added.get(key, ()), table.rows.get(key, ())):
            fit = {cells[2]: cells for cells in rows if cells[0] <= iso and (not cells[1] or iso <= cells[1])}
            if fit:
                return tuple(_holder(key, fit[name], table.names) for name in sorted(fit))
        return ()


def _senators(both: tuple[Holder, ...], rank: int | None) -> tuple[Holder, ...]:
    """Both of a state, or by rank the one who sat first; none where one of the two is not known."""
    if len(both) != SEATS:
        return ()
    if rank is None:
        return both
    ranked = sorted(both, key=lambda h: h.first or date.min)
    return (ranked[rank],) if ranked[0].first != ranked[1].first else both


def _holder(key: Key, cells: Cells, names: Mapping[str, str]) -> Holder:
    first, last, name, wikidata, bioguide, source = cells
    days = (date.fromisoformat(end) if end else None for end in (first, last))
    return Holder(name, key[0], names[key[1]], wikidata or None, bioguide or None, source, *days)


@cache
def _table() -> _Table:
    """The shipped table, read once."""
    text = gzip.decompress(files("sayso").joinpath("data", TABLE).read_bytes()).decode()
    rows: dict[Key, list[Cells]] = {}
    words: dict[str, tuple[str, ...]] = {}
    names: dict[str, str] = {}
    for line in text.splitlines():
        kind, *cells = line.split("\t")
        if kind == "c":
            code, names[code], listed = cells[0], cells[1], cells[2]
            words.update((word, (*words.get(word, ()), code)) for word in listed.split("|"))
        else:
            office, code, first, last, name, wikidata, bioguide, source = cells[:8]
            rows.setdefault((office, code), []).append((first, last, name, wikidata, bioguide, source))
    return _Table({key: tuple(listed) for key, listed in rows.items()}, words, names)


def _code(country: str) -> str | None:
    """The code of a country by its code or any of its words."""
    if country in _table().names:
        return country
    return next(iter(_table().words.get(plain(country), ())), None)


def _user_rows(path: Path) -> Iterator[tuple[Key, Cells]]:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as text ({error})") from error
    reader = csv.DictReader(text.splitlines())
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise UsageError(f"{path}:1: the header must be {','.join(COLUMNS)}")
    for row in reader:
        yield _user_row(f"{path}:{reader.line_num}", row)


def _user_row(place: str, row: dict[str, str]) -> tuple[Key, Cells]:
    if None in row or None in row.values():
        raise UsageError(f"{place}: a row has {len(COLUMNS)} cells")
    cells = {column: cell.strip() for column, cell in row.items()}
    if not cells["name"]:
        raise UsageError(f"{place}: no name")
    code = _code(cells["country"])
    if code is None:
        raise UsageError(f"{place}: no country is called “{cells['country']}”")
    found = read_office(cells["office"], {}, code)
    if found is None or found[0] in RANKED:
        raise UsageError(f"{place}: “{cells['office']}” is no office that is known of {cells['country']}")
    first, last = _day(place, cells["from"]), _day(place, cells["to"])
    if first and last and last < first:
        raise UsageError(f"{place}: ends ({last}) before it begins ({first})")
    return found, (first, last, cells["name"], cells["wikidata"], "", "user")


def _day(place: str, cell: str) -> str:
    try:
        return date.fromisoformat(cell).isoformat() if cell else ""
    except ValueError as error:
        raise UsageError(f"{place}: “{cell}” is no day like 2009-01-20") from error
