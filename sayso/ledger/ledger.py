"""The ledger: opened by its address, read and written in transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, text

from sayso.errors import LedgerError
from sayso.ledger.address import PATIENCE, READING, build_engine, explaining, is_server, name_of
from sayso.ledger.versions import VERSIONS, find_version, migrate, require_known
from sayso.ledger.watch import Watch

#: One who writes to a server keeps all others from writing, for as long as one article takes.
_LOCK = 0x53415953


class Ledger:
    """A ledger that was opened; close it, or use it in a `with`."""

    def __init__(self, address: str, *, writing: bool = False, create: bool = True) -> None:
        """Open the ledger at a path or a `postgresql://` address; for writing, one is made where there is none, unless
        not to `create` it.

        Raises `LedgerError` where that cannot be done, or where a newer version of Sayso made it.
        """
        self.address = address
        if not is_server(address) and (not address or Path(address).is_dir()):
            raise LedgerError(f"{address or 'the address'}: {'is a folder' if address else 'is empty'}, no ledger")
        self._engine = build_engine(address, writing=writing)
        self._watch = Watch(self._engine)
        with explaining(address), self._named():
            if writing and create:
                self._prepare()
            else:
                self._look(writing=writing)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or the server."""
        self._watch.close()
        self._engine.dispose()

    def mark(self) -> str:
        """A mark that changes whenever the ledger does, by whomever; raises `LedgerError`."""
        with explaining(self.address):
            return self._watch.mark()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger."""
        with explaining(self.address), self._engine.connect() as opened:
            connection = opened.execution_options(**READING[opened.dialect.name])
            with connection.begin():
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection whose changes are all kept at the end, or none; others wait meanwhile."""
        with explaining(self.address), self._engine.begin() as connection:
            self._lock(connection)
            yield connection

    def _lock(self, connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except LedgerError as error:
            name = name_of(self.address)
            raise LedgerError(str(error) if str(error).startswith(name) else f"{name}: {error}") from error.__cause__

    def _look(self, *, writing: bool) -> None:
        if not is_server(self.address) and not Path(self.address).exists():
            raise LedgerError("there is no ledger here; `sayso add` makes one")
        with self.read() as connection:
            version = find_version(connection)
        require_known(version)
        if version != VERSIONS[-1]:
            if not writing:
                raise LedgerError("was made by an older version of Sayso; `sayso add --again` brings it up to date")
            self._prepare()

    def _prepare(self) -> None:
        with self.read() as connection:
            if (version := find_version(connection)) is not None:
                require_known(version)
        if not is_server(self.address):
            self._set_journal()
        if version == VERSIONS[-1]:
            return
        with self.write() as connection:
            if find_version(connection) != VERSIONS[-1]:  # another process may have been quicker
                migrate(connection)

    def _set_journal(self) -> None:
        """Write-ahead logging, so that readers and a writer do not stand in each other's way."""
        raw = self._engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA journal_mode = WAL").fetchall()
        finally:
            raw.close()
