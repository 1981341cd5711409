"""What joins an article's statements to those of others, kept while the article's rows are worked out again."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import Connection, or_, select

from sayso.dense import Floats
from sayso.ledger.candidates import VECTOR, index_article
from sayso.ledger.relations import keep_relations
from sayso.ledger.tables import relation, statement, statement_vector
from sayso.model import Json


class Ties(NamedTuple):
    """The relations with statements of other articles, and what is known of what the encoder read, by ids."""

    relations: Sequence[Json]
    vectors: dict[str, Floats]


def read_ties(connection: Connection, n: int) -> Ties:
    """The ties of the article of a row."""
    own = select(statement.c.id).where(statement.c.article == n)
    columns = [column for column in relation.c if column.name != "n"]
    found = select(*columns).where(or_(relation.c.from_id.in_(own), relation.c.to_id.in_(own)))
    inside = select(relation.c.n).where(relation.c.from_id.in_(own), relation.c.to_id.in_(own))
    rows = connection.execute(found.where(relation.c.n.not_in(inside)).order_by(relation.c.n)).mappings()
    return Ties([dict(row) for row in rows], _read_vectors(connection, n))


def _read_vectors(connection: Connection, n: int) -> dict[str, Any]:
    query = select(statement.c.id, statement_vector.c.vector).where(
        statement.c.n == statement_vector.c.statement, statement.c.article == n
    )
    return {row.id: np.frombuffer(row.vector, VECTOR) for row in connection.execute(query)}


def tie_again(connection: Connection, n: int, ties: Ties) -> None:
    """Put the ties back, those of the statements that are still there."""
    index_article(connection, n, ties.vectors)
    there = set(connection.scalars(select(statement.c.id).where(statement.c.article == n)))
    rows = [row for row in ties.relations if row["from_id"] in there or row["to_id"] in there]
    keep_relations(connection, rows)
