"""The version of a ledger's tables: made, brought up to date, or refused where it is newer than this Sayso."""

from importlib import import_module
from importlib.resources import files
from typing import Any

from sqlalchemy import Connection, text

from sayso.errors import LedgerError
from sayso.ledger.address import APPLICATION

#: The newest migration in `sayso/ledger/migrations/versions`, in their order.
VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006")


def find_version(connection: Connection) -> str | None:
    """The version of the tables, or None where there are none of ours.

    Raises `LedgerError` for a database that holds something else.
    """
    sqlite = connection.dialect.name == "sqlite"
    names = set(connection.dialect.get_table_names(connection))
    if sqlite and names and connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION:
        raise LedgerError("is no ledger: it is a database of something else")
    if "sayso_version" not in names:
        if names & {"article", "statement"}:
            raise LedgerError("is no ledger: it holds tables of something else")
        return None
    return connection.execute(text("SELECT version_num FROM sayso_version")).scalar()


def require_known(version: str | None) -> None:
    """Raises `LedgerError` where the ledger was made by a newer Sayso, or is empty."""
    if version is None:
        raise LedgerError("holds no ledger yet; `sayso add` makes one")
    if version not in VERSIONS:
        raise LedgerError(
            f"was made by a newer version of Sayso (tables {version}, this one knows {VERSIONS[-1]}): update Sayso"
        )


def migrate(connection: Connection, target: str = "head") -> None:
    """Bring the tables to a version, by Alembic; the connection's transaction holds it all."""
    config: Any = import_module("alembic.config").Config()
    config.set_main_option("script_location", str(files("sayso.ledger") / "migrations"))
    config.attributes["connection"] = connection
    import_module("alembic.command").upgrade(config, target)
