"""A process that keeps records in a ledger and names each when it is kept; others kill it, or run many of it.

python -m lab.bench.ledger.child LEDGER RECORDS.jsonl START STEP
"""

import json
import sys
from pathlib import Path

from sayso.ledger.ledger import Ledger
from sayso.ledger.store import keep_record
from sayso.show.ledgers import now


def main() -> None:
    """Keep every STEP-th record from START on, again and again from the first one at the end."""
    address, path, start, step = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    lines = path.read_text(encoding="utf-8").splitlines()
    with Ledger(address, writing=True) as ledger:
        for line in (lines[start:] + lines[:start])[::step]:
            record = json.loads(line)
            with ledger.write() as connection:
                kept = keep_record(connection, record, "bench", now())
            print(kept.id, kept.outcome, flush=True)


if __name__ == "__main__":
    main()
