"""Finding statements: by words, by whose they are, to whom, where and when, by act, hedge and figures."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, column, exists, func, select, table

from sayso.ledger.answers import Answer, build_answers
from sayso.ledger.dialects import in_pieces
from sayso.ledger.index import are_many, build_match, find_best
from sayso.ledger.names import find_parties
from sayso.ledger.pages import HIDDEN, WITHDRAWN
from sayso.ledger.query import Query
from sayso.ledger.tables import article, figure, statement
from sayso.wordlist import fold

#: More matches than these are not ranked: words that so many statements have tell none of them apart.
MANY = 20_000
#: Matches that are asked for beyond those wanted, since some are shown to nobody.
_SPARE = 64
#: So many of the best matches are put in order again: a content of fewer characters than `_FULL` counts less, down to
#: the part `_BARE` of its rank.
_REORDERED, _FULL, _BARE = 200, 60, 0.3


@dataclass(frozen=True, slots=True)
class Filters:
    """What statements must have; None asks for nothing.

    `speaker` is an id or words of a name, `least` and `most` bound a figure, `first` and `last` are ISO days between
    which a statement can have been said, or else was published.
    """

    speaker: str | None = None
    addressee: str | None = None
    outlet: str | None = None
    act: str | None = None
    hedged: bool | None = None
    least: float | None = None
    most: float | None = None
    unit: str | None = None
    first: str | None = None
    last: str | None = None
    withdrawn: bool = False


class Page(NamedTuple):
    """Some of what was found, and whether there is more."""

    answers: list[Answer]
    more: bool


def search(
    connection: Connection,
    query: Query | None,
    filters: Filters,
    limit: int = 20,
    offset: int = 0,
    *,
    oldest: bool = False,
) -> Page:
    """The statements that fit: the best first, or without words the newest (or the `oldest`)."""
    many = query is not None and are_many(connection, query, MANY)
    if query is not None and filters == Filters() and not many:
        numbers = _find_best(connection, query, offset + limit + 1)
        if numbers is not None:
            return Page(build_answers(connection, numbers[offset : offset + limit]), len(numbers) > offset + limit)
    chosen, order = _choose(connection, query, many=many)
    chosen = _narrow(connection, chosen, filters)
    day = func.coalesce(statement.c.day, "")
    by_day = (day.asc(), statement.c.article, statement.c.place) if oldest else (day.desc(), statement.c.id)
    # A second key would have all of very many matches sorted, where their own order can be walked.
    chosen = chosen.order_by(*order) if many else chosen.order_by(*order, *by_day)
    rows = connection.execute(chosen.limit(limit + 1).offset(offset))
    numbers = [row.n for row in rows]
    return Page(build_answers(connection, numbers[:limit]), len(numbers) > limit)


def find_rows(connection: Connection, query: Query | None, filters: Filters, limit: int) -> Select[Any]:
    """A query for the rows of the statements that fit, of many the last that were added."""
    chosen, order = _choose(connection, query, many=True)
    chosen = _narrow(connection, chosen, filters)
    return chosen.order_by(*(order or (statement.c.n.desc(),))).limit(limit)


def _narrow(connection: Connection, chosen: Select[Any], filters: Filters) -> Select[Any]:
    """Those that are shown and have what is asked for."""
    chosen = chosen.where(statement.c.standing.not_in(HIDDEN), *_conditions(connection, filters))
    if filters.outlet is not None:
        chosen = chosen.join(article, article.c.n == statement.c.article)
        chosen = chosen.where(article.c.outlet_folded == fold(filters.outlet))
    return chosen


def _find_best(connection: Connection, query: Query, wanted: int) -> list[int] | None:
    """The rows of the best matches that anybody is shown, up to so many; None where the store needs the long way.

    By rank alone the shortest contents would be the best, "the wall" before all that is said of it: the first are put
    in order again.
    """
    asked = max(wanted, _REORDERED) + _SPARE
    while (found := find_best(connection, query, asked)) is not None:
        lengths: dict[int, int] = {}
        for some in in_pieces([n for n, _ in found]):
            visible = select(statement.c.n, func.length(statement.c.text)).where(statement.c.n.in_(some))
            rows = connection.execute(visible.where(statement.c.standing.not_in(HIDDEN)))
            lengths.update((n, length) for n, length in rows)
        if len(found) < asked or len(lengths) >= wanted:
            shown = [(n, rank) for n, rank in found if n in lengths]
            first = sorted(shown[:_REORDERED], key=lambda one: one[1] * _fullness(lengths[one[0]]))
            return [n for n, _ in (*first, *shown[_REORDERED:])][:wanted]
        asked *= 4
    return None


def _fullness(length: int) -> float:
    return _BARE + (1 - _BARE) * min(1.0, length / _FULL)


def _choose(
    connection: Connection, query: Query | None, *, many: bool
) -> tuple[Select[Any], tuple[ColumnElement[Any], ...]]:
    """What is selected, and in which order; of very many matches the last that were added come first."""
    if query is None:
        return select(statement.c.n), ()
    match = build_match(query, connection.dialect.name)
    words = table(match.table, column(match.key.name))
    key = words.c[match.key.name]
    chosen = select(statement.c.n).join(words, key == statement.c.n).where(match.condition)
    share = func.length(statement.c.text) / float(_FULL)
    least = func.min(1.0, share) if connection.dialect.name == "sqlite" else func.least(1.0, share)
    return chosen, (key.desc() if many else match.rank * (_BARE + (1 - _BARE) * least),)


def _conditions(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    made: list[ColumnElement[bool]] = []
    if filters.speaker is not None:
        made.append(statement.c.party.in_(find_parties(connection, filters.speaker)))
    if filters.addressee is not None:
        made.append(statement.c.addressee.contains(fold(filters.addressee), autoescape=True))
    if filters.act is not None:
        made.append(statement.c.act == filters.act)
    if filters.hedged is not None:
        made.append(statement.c.hedged == filters.hedged)
    if filters.first is not None:
        made.append(func.coalesce(statement.c.last_day, statement.c.day) >= filters.first)
    if filters.last is not None:
        made.append(statement.c.day <= filters.last)
    if filters.withdrawn:
        made.append(statement.c.standing == WITHDRAWN)
    bounds = _bounds(filters)
    return [*made, exists().where(figure.c.statement == statement.c.n, *bounds)] if bounds else made


def _bounds(filters: Filters) -> list[ColumnElement[bool]]:
    """A figure that is open to one side counts as what it gives."""
    made: list[ColumnElement[bool]] = []
    if filters.least is not None:
        made.append(func.coalesce(figure.c.low, figure.c.high) >= filters.least)
    if filters.most is not None:
        made.append(func.coalesce(figure.c.high, figure.c.low) <= filters.most)
    if filters.unit is not None:
        made.append(figure.c.unit == filters.unit.lower())
    return made
