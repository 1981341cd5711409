"""Keeping relations: each with the day of the statement that bears on the other."""

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from sayso.ledger.dialects import in_pieces
from sayso.ledger.tables import relation, statement
from sayso.model import Json

_FIELDS = ("from_id", "to_id", "kind", "basis", "evidence", "confidence")


def keep_relations(connection: Connection, rows: Sequence[Json]) -> None:
    """Write relations down between statements that are there: all columns but the day."""
    days: dict[str, str | None] = {}
    for some in in_pieces(sorted({row["from_id"] for row in rows})):
        known = select(statement.c.id, statement.c.day).where(statement.c.id.in_(some))
        days.update((row.id, row.day) for row in connection.execute(known))
    made = [{name: row[name] for name in _FIELDS} | {"day": days.get(row["from_id"]) or ""} for row in rows]
    if made:
        connection.execute(insert(relation), made)
