"""How fast the reading room answers: many readers at once, one worker, each page of a large ledger.

    python -m lab.bench.ledger.million --records build/ledger/news.jsonl --work build/ledger
    python -m lab.bench.room --ledger build/ledger/million.db --records build/ledger/news.jsonl

A ledger that was made without relations is given some between statements that follow each other, so that the pages that
list them have something to look through.
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import httpx
from sqlalchemy import func, insert, select

from lab.bench.ledger.million import build_queries
from sayso.ledger.ledger import Ledger
from sayso.ledger.tables import article, party, relation, statement
from sayso.model import Json

CLIENTS, ASKED, PORT = 16, 60, 8765
#: Seconds that a reader looks at a page, on average.
PAUSE = 1.0
#: One statement of so many is given a relation, of each kind about as often as in news.
SPARSE = 8
SHARES = {"repeats": 55, "responds": 20, "supports": 15, "disputes": 9, "reverses": 1}


def relate_some(ledger: Ledger) -> int:
    """Give a ledger that has no relations some; how many it has."""
    with ledger.write() as connection:
        if found := connection.scalar(select(func.count()).select_from(relation)):
            return int(found)
        rng = random.Random(1)
        ids = connection.scalars(select(statement.c.id).where(statement.c.n % SPARSE < 2).order_by(statement.c.n)).all()
        kinds = rng.choices(list(SHARES), list(SHARES.values()), k=len(ids) // 2)
        rows = [
            {"from_id": later, "to_id": earlier, "kind": kind, "basis": "inferred", "evidence": []}
            | {"confidence": round(rng.uniform(0.2, 0.95), 3)}
            for kind, earlier, later in zip(kinds, ids[::2], ids[1::2], strict=False)
        ]
        connection.execute(insert(relation), rows)
        return len(rows)


def list_paths(ledger: Ledger, records: Sequence[Json], count: int) -> dict[str, list[str]]:
    """Addresses of every sort of page, as readers would come to them."""
    rng = random.Random(2)
    made: dict[str, list[str]] = defaultdict(list)
    with ledger.read() as connection:
        most = connection.scalar(select(func.max(statement.c.n))) or 1
        rows = [rng.randrange(most) for _ in range(count)]
        told = connection.execute(
            select(statement.c.id, statement.c.party, article.c.id.label("article"))
            .join(article, article.c.n == statement.c.article)
            .where(statement.c.n.in_(rows))
        ).all()
        busy = connection.execute(
            select(statement.c.party, func.count()).where(statement.c.party.is_not(None)).group_by(statement.c.party)
            .order_by(func.count().desc()).limit(20)
        ).all()  # fmt: skip
        names = dict(connection.execute(select(party.c.id, party.c.name).limit(2000)).all())  # type: ignore[arg-type]
    made["front"] = ["/"]
    made["article"] = [f"/articles/{row.article}?statement={row.id}" for row in told]
    made["speaker"] = [f"/speakers/{row.party}" for row in told if row.party]
    made["busiest speakers"] = [f"/speakers/{row.party}" for row in busy]
    made["speakers"] = ["/speakers", *(f"/speakers?{urlencode({'q': name})}" for name in list(names.values())[::40])]
    made["disputes"] = ["/disputes", "/disputes?across=true", "/disputes?kind=supports"]
    made["review"], made["articles"] = ["/review"], ["/articles"]
    for words, filters in build_queries(records, count, 3):
        asked = {"q": words, "speaker": filters.speaker, "act": filters.act}
        asked |= {"from": filters.first, "until": filters.last}
        query = urlencode({name: value for name, value in asked.items() if value})
        made["search"].append(f"/search?{query}")
        made["figures"].append(f"/figures?{query}")
        made["API search"].append(f"/api/v1/search?{query}")
    return made


def ask_all(
    base: str, paths: dict[str, list[str]], clients: int, asked: int, pause: float = 0, start: int = 0
) -> dict[str, Json]:
    """Milliseconds and bytes of answers to clients that ask for page after page, each sort as often as any other, and
    wait between for up to twice as long as a `pause` of seconds. Another `start` asks for others: the room remembers.
    """

    def ask(seed: int) -> list[tuple[str, float, int, int]]:
        rng = random.Random(seed)
        found = []
        with httpx.Client(base_url=base, timeout=60) as client:
            for _ in range(asked):
                time.sleep(rng.uniform(0, 2 * pause))
                sort = rng.choice(list(paths))
                began = time.perf_counter()
                answer = client.get(rng.choice(paths[sort]), follow_redirects=False)
                found.append((sort, 1000 * (time.perf_counter() - began), answer.status_code, len(answer.content)))
        return found

    with ThreadPoolExecutor(clients) as pool:
        rows = [row for found in pool.map(ask, range(start, start + clients)) for row in found]
    sorts = {sort: [row for row in rows if row[0] == sort] for sort in paths} | {"all": rows}
    return {sort: summarise(found) for sort, found in sorts.items() if found}


def summarise(rows: Sequence[tuple[str, float, int, int]]) -> Json:
    """Times of one sort of page."""
    times = sorted(row[1] for row in rows)
    return {
        "asked": len(rows),
        "median ms": round(statistics.median(times)),
        "99th percentile ms": round(times[min(int(0.99 * len(times)), len(times) - 1)]),
        "largest, bytes": max(row[3] for row in rows),
        "errors": sum(row[2] >= 500 for row in rows),
    }


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ledger", required=True)
    parser.add_argument("--records", type=Path, required=True)
    parser.add_argument("--clients", type=int, default=CLIENTS)
    parser.add_argument("--asked", type=int, default=ASKED)
    parser.add_argument("--different", type=int, default=2000, help="addresses of each sort that has so many")
    args = parser.parse_args()
    with args.records.open(encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    with Ledger(args.ledger, writing=True, create=False) as ledger:
        figures: dict[str, Json | int] = {"relations": relate_some(ledger)}
        paths = list_paths(ledger, records, args.different)
    command = [str(Path(sys.executable).with_name("sayso")), "serve", "--ledger", args.ledger]
    command += ["--port", str(PORT), "--no-limits"]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        base = f"http://127.0.0.1:{PORT}"
        _wait(base)
        figures |= {"alone": ask_all(base, paths, 1, args.asked)}
        figures |= {f"{args.clients} readers": ask_all(base, paths, args.clients, args.asked, PAUSE, 100)}
        figures |= {f"{args.clients} without a pause": ask_all(base, paths, args.clients, args.asked, 0, 200)}
    finally:
        server.terminate()
        server.wait()
    print(json.dumps(figures, indent=1))


def _wait(base: str) -> None:
    while True:
        try:
            httpx.get(base)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return


if __name__ == "__main__":
    main()
