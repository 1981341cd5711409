"""A PostgreSQL server for the benchmarks, as the tests start one."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

TESTS = Path(__file__).parents[3] / "tests" / "ledger"


@contextmanager
def temporary_server() -> Iterator[Callable[[], str]]:
    """A server of its own: called, it gives the address of another empty database."""
    sys.path.insert(0, str(TESTS))
    servers = import_module("servers")
    programs = servers.find_programs()
    if programs is None:
        raise RuntimeError("PostgreSQL is not installed (Debian's package postgresql has it)")
    with servers.run_server(programs) as address:
        numbers = count()

        def make() -> str:
            name = f"ledger{next(numbers)}"
            with psycopg.connect(address.replace("NAME", "postgres"), autocommit=True) as connection:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            return str(address.replace("NAME", name))

        yield make
