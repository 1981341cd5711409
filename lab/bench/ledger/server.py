"""A PostgreSQL server for the benchmarks, as the tests start one."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import psycopg

TESTS = Path(__file__).parents[3] / "tests" / "ledger"


@contextmanager
def temporary_database() -> Iterator[str]:
    """The address of an empty database on a server of its own."""
    sys.path.insert(0, str(TESTS))
    servers = import_module("servers")
    programs = servers.find_programs()
    if programs is None:
        raise RuntimeError("PostgreSQL is not installed (Debian's package postgresql has it)")
    with servers.run_server(programs) as address:
        with psycopg.connect(address.replace("NAME", "postgres"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE ledger")
        yield address.replace("NAME", "ledger")
