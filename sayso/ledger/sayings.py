"""The same words in many papers: which statements carry one saying, whoever copied it from whom.

Two statements of different articles carry one saying where they share most of their words, run by run, small changes
aside: long ones where no two speakers are named, short ones where one is, and they were published within days. A
saying's *origins* are the times that it was said or reported anew; its *reprints* are all other articles that carry it.
"""

import zlib
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, insert, select, update

from sayso.ledger.components import Components
from sayso.ledger.dialects import in_pieces
from sayso.ledger.pages import HIDDEN
from sayso.ledger.tables import article, speaker, statement, statement_print
from sayso.words import split_words

#: Words of the runs that are compared, and of those by which statements are found, so many each.
RUN, INDEXED_RUN, INDEXED = 3, 6, 3
#: Of the words of an indexed run so many have five letters: "by the end of the year" is said of everything.
TELLING = 2
#: From so many words on a statement is told by its words alone.
LONG = 12
#: The part of the shorter statement's runs that the other one must share; of all runs, for statements of unlike length.
SHARED, SHARED_OF_ALL = 0.6, 0.35
#: Days between two short statements that are one, and between two reports of one origin.
DAYS = 3
APART = 14


class Told(NamedTuple):
    """A statement as it is compared: `n` its row, `who` the last word of its speaker's name or "", `nested` where it is
    reported in another one.
    """

    n: int
    id: str
    words: tuple[str, ...]
    who: str
    day: str | None
    nested: bool = False


def build_told(n: int, id_: str, text: str, name: str | None, day: str | None, parent: str | None = None) -> Told:
    """A statement with the words of its content."""
    return Told(n, id_, tuple(split_words(text)), (split_words(name or "") or [""])[-1], day, parent is not None)


def join_sayings(connection: Connection, told: Sequence[Told]) -> dict[int, str]:
    """The sayings of statements that were just stored, by their rows; they are indexed, and joined to others."""
    prints = {one.n: _prints(one.words) for one in told}
    rows = [{"print": run, "statement": n} for n, runs in prints.items() for run in sorted(runs)]
    by_run = _find_candidates(connection, {row["print"] for row in rows})
    if rows:
        connection.execute(insert(statement_print), rows)
    ties = Components(one.id for one in told)
    open_: dict[tuple[int, str], list[int]] = {}
    for one in told:
        for n, saying in {place for run in prints[one.n] for place in by_run.get(run, ())}:
            open_.setdefault((one.n, saying), []).append(n)
    by_row = {one.n: one for one in told}
    # One statement of a saying is enough, if it carries the same words; else the others are looked at too.
    for part in (slice(0, 1), slice(1, None)):
        read = _read_told(connection, {n for numbers in open_.values() for n in sorted(numbers)[part]})
        for (row, saying), numbers in list(open_.items()):
            if any(carry_the_same(by_row[row], read[n]) for n in sorted(numbers)[part]):
                ties.tie(by_row[row].id, saying)
                del open_[row, saying]
    groups = ties.groups()
    roots = {id_: min(group) for group in groups for id_ in group}
    own = {one.id for one in told}
    for group in groups:
        for some in in_pieces(sorted(set(group) - own - {min(group)})):
            connection.execute(update(statement).where(statement.c.saying.in_(some)).values(saying=min(group)))
    return {one.n: roots[one.id] for one in told}


def rejoin_sayings(connection: Connection, sayings: Iterable[str]) -> None:
    """Work out again which statements of some sayings are one, after some of them went."""
    told: list[tuple[Told, int]] = []
    for some in in_pieces(sorted(set(sayings))):
        told += [(one, where) for one, _, where in _read(connection, statement.c.saying.in_(some))]
    ties = Components(one.id for one, _ in told)
    by_run: dict[int, list[tuple[Told, int]]] = {}
    for one, where in told:
        for run in _prints(one.words):
            for other, elsewhere in by_run.setdefault(run, []):
                if where != elsewhere and carry_the_same(one, other):
                    ties.tie(one.id, other.id)
            by_run[run].append((one, where))
    for group in ties.groups():
        for some in in_pieces(group):
            connection.execute(update(statement).where(statement.c.id.in_(some)).values(saying=min(group)))


def _find_candidates(connection: Connection, runs: Collection[int]) -> dict[int, list[tuple[int, str]]]:
    """The rows and sayings of the statements that have an indexed run, by the runs."""
    found: dict[int, list[tuple[int, str]]] = {}
    for some in in_pieces(sorted(runs)):
        query = (
            select(statement_print.c.print, statement.c.n, statement.c.saying)
            .join(statement, statement.c.n == statement_print.c.statement)
            .where(statement_print.c.print.in_(some))
        )
        for run, n, saying in connection.execute(query):
            found.setdefault(run, []).append((n, saying))
    return found


def _read_told(connection: Connection, rows: Collection[int]) -> dict[int, Told]:
    found: dict[int, Told] = {}
    for some in in_pieces(sorted(rows)):
        found |= {one.n: one for one, _, _ in _read(connection, statement.c.n.in_(some))}
    return found


def _read(connection: Connection, condition: ColumnElement[bool]) -> list[tuple[Told, str, int]]:
    """Statements as they are compared, each with its saying and its article's row."""
    columns = (statement.c.n, statement.c.id, statement.c.text, speaker.c.name, article.c.published, statement.c.parent)
    query = (
        select(*columns, statement.c.saying, statement.c.article)
        .join(article, article.c.n == statement.c.article)
        .join(speaker, speaker.c.id == statement.c.speaker, isouter=True)
        .where(condition)
    )
    return [(build_told(*row[:6]), row[6], row[7]) for row in connection.execute(query)]


def _prints(words: Sequence[str]) -> frozenset[int]:
    """The smallest of the hashed runs of a statement: two that share most of their runs share some of these."""
    size = min(INDEXED_RUN, len(words))
    if size < 2:
        return frozenset()
    runs = [words[n : n + size] for n in range(len(words) - size + 1)]
    telling = [run for run in runs if sum(len(word) > 4 for word in run) >= TELLING] or runs
    return frozenset(sorted({zlib.crc32(" ".join(run).encode()) for run in telling})[:INDEXED])


def carry_the_same(one: Told, other: Told) -> bool:
    """Whether two statements carry the same words."""
    if (one.who and other.who and one.who != other.who) or one.nested != other.nested:
        return False
    fewer = min(len(one.words), len(other.words))
    if fewer < LONG and not (one.who and one.who == other.who and _are_near(one.day, other.day)):
        return False
    if one.words == other.words:
        return True
    if fewer <= RUN:
        return False
    first, second = _runs(one.words), _runs(other.words)
    shared = len(first & second)
    return shared >= SHARED * min(len(first), len(second)) and shared >= SHARED_OF_ALL * max(len(first), len(second))


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}


def _are_near(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and abs(_ordinal(one) - _ordinal(other)) <= DAYS


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


class Count(NamedTuple):
    """How often a saying was said or reported anew, and how often that was printed again."""

    origins: int
    reprints: int


def count_sayings(connection: Connection, sayings: Iterable[str]) -> dict[str, Count]:
    """Origins and reprints of sayings, of the statements that stand."""
    seen: dict[str, dict[int, tuple[str, str]]] = {}
    for some in in_pieces(sorted(set(sayings))):
        rows = connection.execute(
            select(statement.c.saying, article.c.n, article.c.published, article.c.copy)
            .join(article, article.c.n == statement.c.article)
            .where(statement.c.saying.in_(some), statement.c.standing.not_in(HIDDEN))
        )
        for saying, n, day, copy in rows:
            seen.setdefault(saying, {})[n] = (day or "", copy)
    return {saying: _count(sorted(places.values())) for saying, places in seen.items()}


def _count(places: list[tuple[str, str]]) -> Count:
    """An origin is a run of reports without a gap, or one that copies an article of another run; a report of an unknown
    day is none of its own.
    """
    ties = Components(range(len(places)))
    by_copy: dict[str, int] = {}
    for n, (day, copy) in enumerate(places):
        ties.tie(n, by_copy.setdefault(copy, n))
        if n and (not places[n - 1][0] or _ordinal(day) - _ordinal(places[n - 1][0]) <= APART):
            ties.tie(n, n - 1)
    origins = len(ties.groups())
    return Count(origins, len(places) - origins)
