"""Figures given for one thing, by whom and when."""

from collections import Counter
from typing import NamedTuple

from sqlalchemy import Connection, exists, func, select

from sayso.ledger.answers import Answer, build_answers
from sayso.ledger.query import Query
from sayso.ledger.search import Filters, find_rows
from sayso.ledger.tables import figure, statement
from sayso.model import Json

#: So many statements are looked through for figures.
LOOKED = 2_000


class Given(NamedTuple):
    """A figure with the statement that gives it."""

    figure: Json
    answer: Answer

    def to_json(self) -> Json:
        """A point of a chart."""
        data = self.answer.data
        return {"figure": self.figure, "day": self.answer.day} | {
            k: data[k] for k in ("statement", "speaker", "article")
        }


class Series(NamedTuple):
    """All figures of one unit and rate, by day."""

    unit: str | None
    per: str | None
    points: list[Given]


def find_figures(connection: Connection, query: Query | None, filters: Filters, limit: int) -> list[Series]:
    """The figures of the statements that fit, those of each unit and rate together, the most first; what is reprinted
    comes once. At most `limit` statements, the newest.
    """
    found = find_rows(connection, query, filters, LOOKED).subquery()
    chosen = (
        select(func.max(statement.c.n).label("n"))
        .join(found, found.c.n == statement.c.n)
        .where(exists().where(figure.c.statement == statement.c.n), statement.c.parent.is_(None))
        .group_by(statement.c.saying)
        .order_by(func.max(func.coalesce(statement.c.day, "")).desc(), func.max(statement.c.n))
        .limit(limit)
    )
    answers = build_answers(connection, list(connection.scalars(chosen)))
    given = [Given(one, answer) for answer in answers for one in answer.data["statement"]["figures"]]
    kept = [g for g in given if filters.unit is None or (g.figure["unit"] or "").lower() == filters.unit.lower()]
    return _group(sorted(kept, key=lambda g: (g.answer.day or "", g.answer.data["statement"]["id"])))


def _group(given: list[Given]) -> list[Series]:
    counts = Counter((g.figure["unit"], g.figure["per"]) for g in given)
    order = sorted(counts, key=lambda key: (-counts[key], str(key)))
    return [Series(*key, [g for g in given if (g.figure["unit"], g.figure["per"]) == key]) for key in order]
