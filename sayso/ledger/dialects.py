"""What the two stores say in different words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

T = TypeVar("T")

#: Values in one statement: SQLite takes 32,766 parameters at most.
_PIECE = 5000


def in_pieces(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values, so many at a time as a statement takes."""
    for start in range(0, len(values), _PIECE):
        yield values[start : start + _PIECE]


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows whose key is not there yet."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(sqlite.insert(table).on_conflict_do_nothing(), rows)
    else:
        connection.execute(postgresql.insert(table).on_conflict_do_nothing(), rows)
