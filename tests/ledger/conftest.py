"""A ledger in each store, empty for each test."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from servers import find_programs, run_server

from sayso.ledger.ledger import Ledger

_numbers = count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server, with NAME for the database."""
    programs = find_programs()
    if programs is None:
        message = "PostgreSQL is not installed (Debian's package postgresql has it)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with run_server(programs) as address:
        yield address


@pytest.fixture
def new_database(server: str) -> Callable[[], str]:
    """Makes an empty database and gives its address."""

    def make() -> str:
        name = f"ledger{next(_numbers)}"
        with psycopg.connect(server.replace("NAME", "postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return server.replace("NAME", name)

    return make


@pytest.fixture
def database(new_database: Callable[[], str]) -> str:
    """The address of an empty database."""
    return new_database()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a ledger that is not there yet, in each store."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.db")
    found: str = request.getfixturevalue("database")
    return found


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    """An empty ledger, open for writing, in each store."""
    with Ledger(address, writing=True) as opened:
        yield opened
