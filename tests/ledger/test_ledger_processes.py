"""Several processes at once, and killed ones (`lab.bench.ledger` does the same at length on real news)."""

import json
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from ledger_samples import BRIDGE, FERRY, bridge, ferry

from lab.bench.ledger.kills import measure
from lab.bench.ledger.together import fill, hash_ledger


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Eighty records of two articles' persons, some copies of one another, some versions of one page."""
    made = []
    for number in range(40):
        line = f"This is paper number {number % 20}.\n"
        day = f"2024-03-{1 + number % 20:02}"
        made.append(ferry(FERRY + line, url=f"https://paper{number}.example/ferry", published=day))
        made.append(bridge(url=f"https://paper{number}.example/bridge", published=day))
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in made), encoding="utf-8")
    assert BRIDGE in made[1]["article"]["text"]
    return path


@pytest.mark.parametrize("store", ["sqlite", "postgresql"])
def test_processes_that_are_killed_while_they_add_leave_everything_whole(
    store: str, records: Path, tmp_path: Path, new_database: Callable[[], str]
) -> None:
    numbers = count()
    make = new_database if store == "postgresql" else lambda: str(tmp_path / f"{next(numbers)}.db")
    found = measure(make, records, kills=4)
    assert found["articles kept"]
    assert (found["lost"], found["there by half"], found["faults"]) == (0, 0, 0)


def test_four_processes_make_the_ledger_that_one_makes(address: str, records: Path, tmp_path: Path) -> None:
    fill(str(tmp_path / "one.db"), records, 1)
    fill(address, records, 4)
    assert hash_ledger(address) == hash_ledger(str(tmp_path / "one.db"))
