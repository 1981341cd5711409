"""Processes killed at random moments while they add: nothing that was reported is lost, nothing is there by half.

    python -m lab.bench.ledger.kills --records build/ledger/news.jsonl --kills 200

The same on SQLite and on a PostgreSQL server that is started for it.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import select

from lab.bench.ledger.server import temporary_server
from sayso.ledger.check import find_faults
from sayso.ledger.ledger import Ledger
from sayso.ledger.records import iterate_records
from sayso.ledger.tables import article

#: Seconds that a process lives at most.
LONGEST = 1.6


def run_and_kill(address: str, records: Path, start: int, lives: float) -> tuple[list[str], bool]:
    """The ids that a process reported as added, and whether it was killed before it had done."""
    command = [sys.executable, "-m", "lab.bench.ledger.child", address, str(records), str(start)]
    with tempfile.TemporaryFile("w+") as out, subprocess.Popen(command, stdout=out) as process:
        killed = False
        try:
            process.wait(lives)
        except subprocess.TimeoutExpired:
            process.kill()
            killed = True
        process.wait()
        out.seek(0)
        # The last line may have been cut as it was printed.
        return [line.split()[0] for line in out if line.endswith("\n")], killed


def measure(make: Callable[[], str], records: Path, kills: int, seed: int = 1) -> dict[str, Any]:
    """Kill so many processes while they add, one after the other; what was lost, halved or broken.

    `make` gives the address of an empty ledger; one that is full is followed by another.
    """
    rng = random.Random(seed)
    rows = [json.loads(line) for line in records.read_text(encoding="utf-8").splitlines()]
    wanted = {record["article"]["id"]: record for record in rows}
    total = {"kills while adding": 0, "articles kept": 0, "lost": 0, "there by half": 0, "faults": 0}
    address, reported = make(), set[str]()
    while total["kills while adding"] < kills:
        told, killed = run_and_kill(address, records, rng.randrange(len(wanted)), rng.uniform(0.3, LONGEST))
        total["kills while adding"] += killed and bool(set(told) - reported)
        reported |= set(told)
        there, faults = look(address)
        total["lost"] += len(reported - there)
        total["faults"] += faults
        if len(there) == len(wanted) or total["kills while adding"] == kills:
            total["articles kept"] += len(there)
            total["there by half"] += count_changed(address, wanted)
            address, reported = make(), set()
    return total


def look(address: str) -> tuple[set[str], int]:
    """The ids of the articles of a ledger, and how many faults it has."""
    with Ledger(address, writing=True) as ledger, ledger.read() as connection:
        return set(connection.scalars(select(article.c.id))), len(find_faults(connection))


def count_changed(address: str, wanted: dict[str, Any]) -> int:
    """How many records of a ledger are not as they were given."""
    with Ledger(address) as ledger, ledger.read() as connection:
        return sum(whole.record != wanted[whole.record["article"]["id"]] for whole in iterate_records(connection))


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=Path, required=True)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--store", choices=("sqlite", "postgresql"), action="append")
    args = parser.parse_args()
    stores = args.store or ["sqlite", "postgresql"]
    if "sqlite" in stores:
        with tempfile.TemporaryDirectory() as folder:
            numbers = count()
            found = measure(lambda: str(Path(folder) / f"{next(numbers)}.db"), args.records, args.kills)
            print(json.dumps({"sqlite": found}), flush=True)
    if "postgresql" in stores:
        with temporary_server() as make:
            print(json.dumps({"postgresql": measure(make, args.records, args.kills)}), flush=True)


if __name__ == "__main__":
    main()
