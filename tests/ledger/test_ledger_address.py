"""Opening a ledger: made where it is wanted, refused in one sentence where it cannot be."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from ledger_samples import ferry, keep
from sqlalchemy import text

from sayso.errors import LedgerError
from sayso.ledger import address, versions
from sayso.ledger.address import build_engine
from sayso.ledger.ledger import Ledger
from sayso.ledger.records import iterate_records
from sayso.ledger.tables import metadata


def refuse(where: str, reason: str, *, writing: bool = True) -> None:
    """Opening it is refused with a reason, in one line that names it and holds no password."""
    with pytest.raises(LedgerError, match=reason) as caught:
        Ledger(where, writing=writing)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(address.name_of(where))


@pytest.mark.parametrize("writing", [True, False])
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, writing: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("just some notes, " * 400)
    refuse(str(path), "no ledger", writing=writing)
    assert path.read_text() == "just some notes, " * 400
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("writing", [True, False])
def test_a_database_of_something_else_is_refused_and_left_alone(tmp_path: Path, writing: bool) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE article (id)")
    before = path.read_bytes()
    refuse(str(path), "database of something else", writing=writing)
    assert path.read_bytes() == before


def test_a_server_database_of_something_else_is_refused(database: str) -> None:
    with psycopg.connect(database) as connection:
        connection.execute("CREATE TABLE statement (id int)")
    refuse(database, "something else")


def test_reading_makes_no_ledger(tmp_path: Path, database: str) -> None:
    refuse(str(tmp_path / "none.db"), "no ledger here", writing=False)
    assert list(tmp_path.iterdir()) == []
    refuse(database, "no ledger yet", writing=False)


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    refuse(str(path), "no ledger yet", writing=False)
    with Ledger(str(path), writing=True) as ledger:
        keep(ledger, ferry())


def test_a_folder_that_is_not_there_or_no_folder_is_refused(tmp_path: Path) -> None:
    refuse(str(tmp_path / "no" / "such" / "x.db"), "cannot be opened")
    for writing in (True, False):
        refuse(str(tmp_path), "is a folder", writing=writing)
        with pytest.raises(LedgerError, match="is empty"):
            Ledger("", writing=writing)


@pytest.mark.parametrize(
    "where",
    ["postgresql://u:secret@h/x", "postgresql://u:se@cret@h/x", "postgresql://h/x?password=secret&user=u",
     "postgresql+psycopg://u:secret@/x?host=/tmp"],
)  # fmt: skip
def test_the_name_of_an_address_holds_no_password(where: str) -> None:
    assert "secret" not in address.name_of(where)
    assert "cret@" not in address.name_of(where)


def test_another_program_s_migrations_are_not_taken_for_ours(database: str) -> None:
    with psycopg.connect(database) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num text)")
        connection.execute("INSERT INTO alembic_version VALUES ('abc')")
    with Ledger(database, writing=True) as ledger:
        keep(ledger, ferry())


def test_without_leave_to_create_none_is_made(tmp_path: Path, database: str) -> None:
    with pytest.raises(LedgerError, match="no ledger here"):
        Ledger(str(tmp_path / "typo.db"), writing=True, create=False)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(LedgerError, match="no ledger yet"):
        Ledger(database, writing=True, create=False)


def test_a_wrong_password_is_told_without_telling_it(database: str) -> None:
    wrong = database.replace(":harbour@", ":guess@")
    refuse(wrong, "refuses the user name or password")
    assert "guess" not in address.name_of(wrong)


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        ("postgresql://127.0.0.1:1/none?connect_timeout=2", "no server answers"),
        ("postgresql://[broken/none", "no server answers"),
        ("postgresql://u:p@127.0.0.1:port/x", "no address of a PostgreSQL ledger"),
    ],
)
def test_no_server_is_told(where: str, reason: str) -> None:
    refuse(where, reason)


def test_a_database_that_is_not_there_is_told(server: str) -> None:
    refuse(server.replace("NAME", "nosuch"), "no such database")


def test_a_ledger_of_a_newer_version_is_not_touched(address: str) -> None:
    with Ledger(address, writing=True) as ledger, ledger.write() as connection:
        connection.execute(text("UPDATE sayso_version SET version_num = '9999'"))
    for writing in (True, False):
        refuse(address, "newer version of Sayso .*9999", writing=writing)


def test_a_ledger_of_an_older_version_is_brought_up_to_date_by_writing(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger(address, writing=True) as ledger:
        keep(ledger, ferry())
    called: list[str] = []
    monkeypatch.setattr(versions, "VERSIONS", (*versions.VERSIONS, "9999"))
    monkeypatch.setattr("sayso.ledger.ledger.VERSIONS", versions.VERSIONS)
    monkeypatch.setattr("sayso.ledger.ledger.migrate", lambda _: called.append("head"))
    refuse(address, "older version of Sayso", writing=False)
    Ledger(address, writing=True).close()
    assert called == ["head"]


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(Path(versions.__file__).parent / "migrations"))
    return ScriptDirectory.from_config(config)


def test_the_versions_are_the_migrations() -> None:
    walked = [script.revision for script in scripts().walk_revisions()][::-1]
    assert tuple(walked) == versions.VERSIONS


def test_every_version_is_walked_up_to_the_tables_of_today(address: str) -> None:
    engine = build_engine(address, writing=True)
    for version in versions.VERSIONS:
        with engine.begin() as connection:
            versions.migrate(connection, version)
            assert versions.find_version(connection) == version
    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": is_ours})
        assert compare_metadata(context, metadata) == []
    engine.dispose()
    with Ledger(address, writing=True) as opened:
        keep(opened, ferry())
        with opened.read() as connection:
            assert [whole.record for whole in iterate_records(connection)] == [ferry()]


def is_ours(name: str | None, kind: str, _: object) -> bool:
    """The index of words is each store's own."""
    return not (kind == "table" and (name or "").startswith(("statement_words", "sayso_version")))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of half a megabyte."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_on_a_full_disk_all_that_was_added_before_is_kept(small_disk: Path) -> None:
    path = str(small_disk / "ledger.db")
    added = 0
    told = ""
    try:
        with Ledger(path, writing=True) as ledger:
            for number in range(2000):
                keep(ledger, ferry(url=f"https://herald.example/{number}", title="x" * 2000))
                added += 1
    except LedgerError as error:
        told = str(error)
    assert "the disk is full" in told
    assert added
    with Ledger(path) as ledger, ledger.read() as connection:
        assert len(list(iterate_records(connection))) == added


_OPEN_IN_SHUT_FOLDER = """
import os, sys
from sayso.errors import LedgerError
from sayso.ledger.ledger import Ledger
from sayso.ledger.records import iterate_records
import sqlalchemy.dialects.sqlite.pysqlite
os.setuid(65534)
with Ledger(sys.argv[1]) as ledger, ledger.read() as connection:
    print(len(list(iterate_records(connection))))
try:
    Ledger(sys.argv[1], writing=True)
except LedgerError as error:
    print(error)
"""


def test_a_ledger_in_a_read_only_folder_is_read_and_not_written(tmp_path: Path) -> None:
    folder = tmp_path / "shut"
    folder.mkdir()
    path = folder / "ledger.db"
    with Ledger(str(path), writing=True) as ledger:
        keep(ledger, ferry())
    path.chmod(0o444)
    folder.chmod(0o555)
    for parent in tmp_path.parents:
        if parent.is_relative_to("/tmp/"):
            parent.chmod(parent.stat().st_mode | 0o555)
    tmp_path.chmod(0o755)
    if os.geteuid():
        pytest.skip("only root can become another user here")
    done = subprocess.run(
        [sys.executable, "-c", _OPEN_IN_SHUT_FOLDER, str(path)], capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[:1] == ["1"], done.stderr
    assert "cannot be" in done.stdout.splitlines()[1]


def test_a_busy_ledger_is_waited_for_and_told_at_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "ledger.db")
    Ledger(path, writing=True).close()
    monkeypatch.setattr(address, "PATIENCE", 0.2)
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with Ledger(path) as ledger, ledger.read() as connection:  # a reader is not kept waiting
            assert list(iterate_records(connection)) == []
        with Ledger(path, writing=True) as ledger, pytest.raises(LedgerError, match="is busy"), ledger.write():
            pass
        other.execute("ROLLBACK")


def test_a_damaged_ledger_is_told(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger(str(path), writing=True) as ledger:
        keep(ledger, ferry())
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(LedgerError, match=r"damaged|no ledger"):
        Ledger(str(path), writing=True)
