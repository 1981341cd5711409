"""A process that keeps records in a ledger and names each when it is kept; others kill it, or run many of it.

python -m lab.bench.ledger.child LEDGER RECORDS.jsonl START
"""

import json
import sys
from pathlib import Path

from sayso.ledger.ledger import Ledger
from sayso.ledger.store import keep_record
from sayso.show.ledgers import now


def main() -> None:
    """Keep the records from START on, then those before it."""
    address, path, start = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    lines = path.read_text(encoding="utf-8").splitlines()
    with Ledger(address, writing=True) as ledger:
        for line in lines[start:] + lines[:start]:
            record = json.loads(line)
            with ledger.write() as connection:
                kept = keep_record(connection, record, "bench", now())
            print(kept.id, kept.outcome, flush=True)


if __name__ == "__main__":
    main()
