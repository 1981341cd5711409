"""What statements that fit a search have in common: outlets, speakers, acts, the months in which they were said."""

from collections import Counter
from typing import NamedTuple

from sqlalchemy import Connection, select

from sayso.ledger.query import Query
from sayso.ledger.search import Filters, find_rows
from sayso.ledger.tables import article, party, statement

#: So many statements are counted, of more the last that were added; so many values of each facet are told.
COUNTED, TOLD = 5_000, 8


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
    numbers = find_rows(connection, query, filters, COUNTED + 1)
    found = numbers.subquery()
    columns = (statement.c.party, statement.c.act, statement.c.day, article.c.outlet)
    rows = connection.execute(
        select(*columns).join(found, found.c.n == statement.c.n).join(article, article.c.n == statement.c.article)
    ).all()
    counted = rows[:COUNTED]
    months = Counter(row.day[:7] for row in counted if row.day)
    parties = Counter(row.party for row in counted if row.party).most_common(TOLD)
    names = dict(
        connection.execute(select(party.c.id, party.c.name).where(party.c.id.in_([p for p, _ in parties]))).all()
    )
    return Facets(
        len(counted),
        len(rows) > COUNTED,
        Counter(row.outlet for row in counted if row.outlet).most_common(TOLD),
        [(id_, names[id_], count) for id_, count in parties if names.get(id_)],
        Counter(row.act for row in counted if row.act).most_common(),
        sorted(months.items()),
    )
