"""Noticing that a ledger was changed, by this process or another, without looking at what it holds."""

from threading import Lock
from typing import Any

from sqlalchemy import Engine

#: Queries whose answer is another one after every change. SQLite counts the commits of all connections but its own; a
#: server's snapshot moves on with every transaction that writes.
_MARKS = {"sqlite": "PRAGMA data_version", "postgresql": "SELECT pg_current_snapshot()::text"}


class Watch:
    """Tells the state of a ledger by a mark, over a connection of its own that never writes."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._turn = engine, Lock()
        self._connection: Any = None

    def mark(self) -> str:
        """A mark that changes whenever the ledger does; raises the driver's errors."""
        with self._turn:
            if self._connection is None:
                self._connection = self._engine.raw_connection()
            try:
                cursor = self._connection.cursor()
                cursor.execute(_MARKS[self._engine.dialect.name])
                (found,) = cursor.fetchone()
                cursor.close()
                self._connection.rollback()  # a transaction that stays open would see what was, and nothing new
            except Exception:
                self._let_go()
                raise
            return str(found)

    def close(self) -> None:
        """Give the connection back."""
        with self._turn:
            self._let_go()

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
