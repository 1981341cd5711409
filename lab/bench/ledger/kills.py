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
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from lab.bench.ledger.server import temporary_database
from sayso.ledger.check import find_faults
from sayso.ledger.ledger import Ledger
from sayso.ledger.records import iterate_records
from sayso.ledger.tables import article

#: Seconds that a process lives at most.
LONGEST = 1.6


def run_and_kill(address: str, records: Path, start: int, lives: float) -> list[str]:
    """The ids that a process reported as added before it was killed."""
    command = [sys.executable, "-m", "lab.bench.ledger.child", address, str(records), str(start)]
    with tempfile.TemporaryFile("w+") as out, subprocess.Popen(command, stdout=out) as process:
        try:
            process.wait(lives)
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait()
        out.seek(0)
        # The last line may have been cut as it was printed.
        return [line.split()[0] for line in out if line.endswith("\n")]


def measure(address: str, records: Path, kills: int, seed: int = 1) -> dict[str, Any]:
    """Kill so many processes one after the other on one ledger; what was lost, halved or broken."""
    rng = random.Random(seed)
    wanted = {}
    for line in records.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        wanted[record["article"]["id"]] = record
    reported: set[str] = set()
    lost = faults = during = 0
    for _ in range(kills):
        before = len(reported)
        reported |= set(run_and_kill(address, records, rng.randrange(len(wanted)), rng.uniform(0.3, LONGEST)))
        during += len(reported) > before
        with Ledger(address, writing=True) as ledger, ledger.read() as connection:
            there = set(connection.scalars(select(article.c.id)))
            lost += len(reported - there)
            faults += len(find_faults(connection))
    with Ledger(address) as ledger, ledger.read() as connection:
        count = connection.scalar(select(func.count()).select_from(article))
        halved = sum(whole.record != wanted[whole.record["article"]["id"]] for whole in iterate_records(connection))
    return {
        "kills": kills,
        "of them while adding": during,
        "articles there": count,
        "lost": lost,
        "there by half": halved,
        "faults": faults,
    }


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=Path, required=True)
    parser.add_argument("--kills", type=int, default=200)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps({"sqlite": measure(str(Path(folder) / "ledger.db"), args.records, args.kills)}), flush=True)
    with temporary_database() as address:
        print(json.dumps({"postgresql": measure(address, args.records, args.kills)}), flush=True)


if __name__ == "__main__":
    main()
