"""What it costs to relate one more article to a ledger, as that grows.

    python -m lab.bench.ledger.relating --records build/ledger/news.jsonl --work build/ledger

The ledger is filled with the records of `data/news` and then with perturbed copies (`lab.bench.ledger.million`: other
words, names and days, a few reprints); at each size the next articles, perturbed too, are added, and the processor time
of storing and of relating each is taken.
"""

import argparse
import json
import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sqlalchemy import func, select

from lab.bench.ledger.million import iterate_perturbed
from lab.corpora import read_jsonl
from sayso.ledger.ledger import Ledger
from sayso.ledger.relating import relate_article
from sayso.ledger.store import keep_record
from sayso.ledger.tables import statement
from sayso.model import Json
from sayso.relate.comparer import Comparer

SIZES = (10_000, 30_000, 100_000)
#: Articles that are timed at each size.
TIMED = 60
#: Numbers that the encoder gives of a statement.
WIDTH = 2304
MOMENT = "2026-01-01T00:00:00.000000Z"


def add(ledger: Ledger, record: Json, judge: Comparer) -> tuple[float, float]:
    """Seconds of processor time to store an article, and to relate it."""
    outer = [told["id"] for told in record["statements"] if told["parent"] is None]
    # What was read of copies whose words were changed is not known: any numbers cost the same.
    numbers = np.random.default_rng(5).normal(size=(len(outer), WIDTH)).astype(np.float32)
    vectors = dict(zip(outer, numbers, strict=True))
    with ledger.write() as connection:
        began = time.process_time()
        kept = keep_record(connection, record, "bench", MOMENT)
        stored = time.process_time()
        relate_article(connection, kept.n, judge, vectors)
        return stored - began, time.process_time() - stored


def grow(ledger: Ledger, source: Iterator[Json], judge: Comparer, size: int) -> int:
    """Add articles until there are so many statements; how many there are."""
    with ledger.read() as connection:
        count = int(connection.scalar(select(func.count()).select_from(statement)) or 0)
    for record in source:
        if count >= size:
            break
        add(ledger, record, judge)
        count += len(record["statements"])
    return count


def main() -> None:
    """Print a line of JSON for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    args = parser.parse_args()
    records = list(read_jsonl(args.records))
    random.Random(5).shuffle(records)
    path = args.work / "relating.db"
    for old in args.work.glob("relating.db*"):
        old.unlink()
    judge = Comparer()
    source = iterate_perturbed(records, 5)
    with Ledger(str(path), writing=True) as ledger:
        for size in SIZES:
            count = grow(ledger, source, judge, size)
            times = [add(ledger, next(source), judge) for _ in range(TIMED)]
            told: dict[str, float] = {"statements": count}
            for name, some in (("store", [a for a, _ in times]), ("relate", [b for _, b in times])):
                told |= {f"{name}_ms": round(1000 * statistics.mean(some)), f"{name}_most_ms": round(1000 * max(some))}
            print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
