"""`sayso export`: the ledger in another format."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection

from sayso.errors import UsageError
from sayso.export import Entry, Party, write_entries
from sayso.ledger.correct import iterate_training_data
from sayso.ledger.records import iterate_records
from sayso.show.complaints import DONE
from sayso.show.jsonl import write_json
from sayso.show.ledgers import open_ledger


def execute(arguments: Namespace, _: object = None) -> int:
    """Write the ledger; return the exit status."""
    if arguments.corrections and arguments.format != "jsonl":
        raise UsageError("corrections are written as jsonl only")
    with open_ledger(arguments) as ledger, ledger.read() as connection:
        if arguments.corrections:
            _write_corrections(connection, arguments.out)
        elif arguments.out is None:
            write_entries(_entries(connection), arguments.format, sys.stdout.buffer)
        else:
            _write_entries(connection, arguments.format, Path(arguments.out))
    return DONE


def _entries(connection: Connection) -> Iterator[Entry]:
    for whole in iterate_records(connection):
        yield Entry(whole.record, {local: Party(*known) for local, known in whole.parties.items()})


def _write_entries(connection: Connection, format_: str, out: Path) -> None:
    if format_ == "brat" or (out.exists() and not out.is_file()):  # folders, pipes and devices are written as they are
        write_entries(_entries(connection), format_, out)
        return
    with _whole(out) as part, part.open("wb") as file:
        write_entries(_entries(connection), format_, file)


def _write_corrections(connection: Connection, out: str | None) -> None:
    if out is None:
        for row in iterate_training_data(connection):
            write_json(row, sys.stdout)
        return
    with _whole(Path(out)) as part, part.open("w", encoding="utf-8") as file:
        for row in iterate_training_data(connection):
            write_json(row, file)


@contextmanager
def _whole(out: Path) -> Iterator[Path]:
    """A file that appears under its name when it is whole."""
    out = out.resolve()
    part = out.with_name(f"{out.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(out)
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({error.strerror})") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
