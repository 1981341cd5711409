"""What statements that fit a search have in common: outlets, speakers, acts, the months in which they were said."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import CTE, Connection, Select, func, literal, select, union_all

from sayso.ledger.query import Query
from sayso.ledger.search import Filters, find_rows
from sayso.ledger.tables import article, party, statement

#: So many statements are counted, of more the last that were added; so many values of each facet are told.
COUNTED, TOLD = 2_000, 8
_NAMES = ("party", "act", "month", "outlet")


class Facets(NamedTuple):
    """How many of the `total` statements that were counted have which value; `more` where not all were counted.

    `speakers` are told by id and name, `months` ("2016-05") are in order.
    """

    total: int
    more: bool
    outlets: list[tuple[str, int]]
    speakers: list[tuple[str, str, int]]
    acts: list[tuple[str, int]]
    months: list[tuple[str, int]]


def count_facets(connection: Connection, query: Query | None, filters: Filters) -> Facets:
    """Count what fits a search."""
    found = find_rows(connection, query, filters, COUNTED + 1).subquery()
    columns = (statement.c.party, statement.c.act, func.substr(statement.c.day, 1, 7).label("month"), article.c.outlet)
    told = (
        select(*columns)
        .join(found, found.c.n == statement.c.n)
        .join(article, article.c.n == statement.c.article)
        .cte("told")
    )
    counts: dict[str, list[tuple[str | None, int]]] = {name: [] for name in _NAMES}
    rows: Sequence[Any] = connection.execute(union_all(*(_count(told, name) for name in _NAMES))).all()
    for name, value, count in rows:
        counts[name].append((value, count))
    total = sum(count for _, count in counts["act"])
    best = {name: sorted(_known(counts[name]), key=lambda one: (-one[1], one[0])) for name in _NAMES}
    parties = best["party"][:TOLD]
    told_names = select(party.c.id, party.c.name).where(party.c.id.in_([id_ for id_, _ in parties]))
    names = dict(connection.execute(told_names).all())
    return Facets(
        min(total, COUNTED),
        total > COUNTED,
        best["outlet"][:TOLD],
        [(id_, names[id_], count) for id_, count in parties if names.get(id_)],
        best["act"],
        sorted(best["month"]),
    )


def _count(told: CTE, name: str) -> Select[Any]:
    return select(literal(name), told.c[name], func.count()).group_by(told.c[name])


def _known(counts: list[tuple[str | None, int]]) -> list[tuple[str, int]]:
    return [(value, count) for value, count in counts if value]
