"""From the address of a ledger to its engine: a SQLite file, or a PostgreSQL server."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, QueuePool, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from sayso.errors import LedgerError

#: "SAYS" in the header of the SQLite file tells a ledger from any other file.
APPLICATION = 0x53415953
#: How long, in seconds, a SQLite ledger is waited for while another process writes.
PATIENCE = 60
#: The options of a connection that only reads: it sees one state of the ledger, though others write meanwhile.
READING: dict[str, dict[str, Any]] = {
    "sqlite": {"reading": True},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}
_SERVER = re.compile(r"postgres(ql)?(\+\w+)?://", re.I)
#: In an address: the password before the last @ of the host, and one among the options.
_PASSWORD = re.compile(r"(?<=://)([^:/?#]*):.*@|([?&]password=)[^&#]*", re.I)


def is_server(address: str) -> bool:
    """Whether the address names a PostgreSQL server, not a file."""
    return bool(_SERVER.match(address))


def name_of(address: str) -> str:
    """The address without its password, for messages."""
    return _PASSWORD.sub(lambda found: f"{found[1]}@" if found[1] is not None else found[2], address)


def build_engine(address: str, *, writing: bool) -> Engine:
    """The engine of a ledger; a file that is only read is opened read-only. Nothing is connected yet."""
    return _build_server_engine(address) if is_server(address) else _build_file_engine(Path(address), writing=writing)


def _build_server_engine(address: str) -> Engine:
    try:
        url = make_url(_SERVER.sub("postgresql+psycopg://", address, count=1))
        return create_engine(url, isolation_level="READ COMMITTED", connect_args={"connect_timeout": 10})
    except (ArgumentError, ValueError, TypeError):
        raise LedgerError(f"{name_of(address)}: is no address of a PostgreSQL ledger") from None


def _build_file_engine(path: Path, *, writing: bool) -> Engine:
    target = f"file:{quote(os.fsencode(path.absolute()))}?mode={'rwc' if writing else _reading_mode(path)}"
    engine = create_engine(
        URL.create("sqlite"),
        creator=lambda: sqlite3.connect(
            target, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        ),
        poolclass=QueuePool,
    )
    event.listen(engine, "connect", _prepare_writing if writing else _prepare_reading)
    event.listen(engine, "begin", _begin_writing if writing else _begin_reading)
    return engine


def _reading_mode(path: Path) -> str:
    # Beside a ledger in a folder that cannot be written, SQLite could not make the file that its readers share.
    shut = not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()
    return "ro&immutable=1" if shut else "ro"


def _prepare_reading(connection: Any, _: object) -> None:
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA mmap_size = 17179869184")


def _prepare_writing(connection: Any, _: object) -> None:
    _prepare_reading(connection, _)
    connection.execute("PRAGMA foreign_keys = ON")
    # A killed process loses nothing; a power cut may take the last seconds, and leaves the rest whole.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA wal_autocheckpoint = 8000")  # pages; a large ledger is written to all over


def _begin_writing(connection: Any) -> None:
    # Taken at once: one that reads first and then wants to write would be refused, not kept waiting.
    reads = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _begin_reading(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")


@contextmanager
def explaining(address: str) -> Iterator[None]:
    """Turns what the store's driver raises into a `LedgerError` that names the ledger."""
    try:
        yield
    except DBAPIError as error:
        raise LedgerError(f"{name_of(address)}: {_explain(error.orig)}") from error
    except sqlite3.Error as error:
        raise LedgerError(f"{name_of(address)}: {_explain(error)}") from error
    except UnicodeEncodeError as error:
        raise LedgerError(f"{name_of(address)}: cannot be asked for {error.object!r}, which is no text") from None


_REASONS = (
    (r"not a database|file is encrypted", "is no ledger: the file is no SQLite database"),
    (r"malformed|corrupt|disk I/O error", "is damaged: {}"),
    (r"readonly|read-only", "cannot be written: the file or its folder is read-only"),
    (r"disk is full|no space left", "the disk is full; what was added before is kept"),
    (
        r"database is locked|busy|lock timeout",
        f"is busy: another process has been writing for {PATIENCE} seconds; try again later",
    ),
    (r"unable to open", "cannot be opened: no such folder, or no right to it"),
    (r"password authentication failed|no password supplied", "the server refuses the user name or password"),
    (r"database \"[^\"]*\" does not exist", "the server has no such database; create it first"),
    (
        r"connection refused|could not connect|timeout expired|failed to resolve|name or service",
        "no server answers there",
    ),
    (r"permission denied|insufficient privilege", "the server's user may not do that: {}"),
    (r"server closed|terminating connection|connection.*(closed|lost)", "the server ended the connection"),
)


def _explain(error: object) -> str:
    text = " ".join(str(error).split())
    for pattern, reason in _REASONS:
        if re.search(pattern, text, re.I):
            return reason.format(text[:200])
    return text[:200]
