"""Eight processes that add the same articles at once make the ledger that one process makes, byte for byte.

python -m lab.bench.ledger.together --records build/ledger/news.jsonl
"""

import argparse
import hashlib
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from lab.bench.ledger.server import temporary_server
from sayso.export import Entry, Party, write_entries
from sayso.ledger.check import find_faults
from sayso.ledger.ledger import Ledger
from sayso.ledger.records import iterate_records
from sayso.ledger.who import list_voices

PROCESSES = 8


def hash_ledger(address: str) -> str:
    """A hash of the export with its parties, of who speaks how often, of copies, sayings and standings; raises where
    the ledger has a fault.
    """
    made = hashlib.sha256()
    with Ledger(address) as ledger, ledger.read() as connection:
        if faults := find_faults(connection):
            raise RuntimeError("; ".join(faults))
        out = io.BytesIO()
        wholes = list(iterate_records(connection))
        for format_ in ("jsonl", "csv"):
            entries = (Entry(w.record, {local: Party(*known) for local, known in w.parties.items()}) for w in wholes)
            write_entries(entries, format_, out)
        made.update(out.getvalue())
        for voice in list_voices(connection, (), 10**9):
            made.update(json.dumps(voice.to_json()).encode())
        for table, columns in (("article", "id, copy, latest"), ("statement", "id, saying, standing, party")):
            for row in connection.exec_driver_sql(f"SELECT {columns} FROM {table} ORDER BY id"):
                made.update(repr([int(value) if isinstance(value, bool) else value for value in row]).encode())
    return made.hexdigest()


def fill(address: str, records: Path, processes: int) -> None:
    """Each process adds all records, each from another place on."""
    Ledger(address, writing=True).close()
    count = len(records.read_text(encoding="utf-8").splitlines())
    running = []
    for number in range(processes):
        start = str(number * count // processes)
        command = [sys.executable, "-m", "lab.bench.ledger.child", address, str(records), start]
        running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL))
    if failed := sum(process.wait() != 0 for process in running):
        raise RuntimeError(f"{failed} processes failed")


def measure(records: Path) -> dict[str, Any]:
    """Whether the ledgers of one process and of eight are the same, in both stores."""
    with tempfile.TemporaryDirectory() as folder, temporary_server() as make:
        server = make()
        one, many = str(Path(folder) / "one.db"), str(Path(folder) / "many.db")
        for address, processes in ((one, 1), (many, PROCESSES), (server, PROCESSES)):
            fill(address, records, processes)
        hashes = {name: hash_ledger(address) for name, address in
                  (("one process, SQLite", one), ("eight, SQLite", many), ("eight, PostgreSQL", server))}  # fmt: skip
    return {"the same": len(set(hashes.values())) == 1, **hashes}


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=Path, required=True)
    args = parser.parse_args()
    print(json.dumps(measure(args.records), indent=1))


if __name__ == "__main__":
    main()
