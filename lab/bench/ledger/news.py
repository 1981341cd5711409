"""All of data/news in a ledger: added, checked, searched and exported by the command line, and counted by plain SQL.

python -m lab.bench.ledger.news --shared ../shared --work build/ledger
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

FORMATS = ("jsonl", "csv", "parquet", "jsonld", "webannotation", "ftm", "brat")
QUERIES = ("refugees", '"climate change"', "migra* -mexico", "iran deal", 'obama "supreme court"')


def run_sayso(ledger: Path, *words: str) -> str:
    """The output of a command, which must end with 0."""
    command = [str(Path(sys.executable).parent / "sayso"), *words]
    done = subprocess.run(
        command, env=os.environ | {"SAYSO_LEDGER": str(ledger)}, capture_output=True, text=True, check=False
    )
    if done.returncode or done.stderr:
        raise RuntimeError(f"{words[0]} ended with {done.returncode}: {done.stderr[:500]}")
    return done.stdout


def run_json(ledger: Path, *words: str) -> list[Any]:
    """What a command answers with `--json`."""
    return [json.loads(line) for line in run_sayso(ledger, *words, "--json").splitlines()]


def count_voices(ledger: Path) -> tuple[int, int]:
    """How many numbers of `who` there are, and how many differ from plain SQL's."""
    told = [
        json.loads(line)
        for line in run_sayso(ledger, "who", "--kind", "all", "--limit", "1000000", "--json").splitlines()
    ]
    with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT party, standing, day FROM statement WHERE party IS NOT NULL").fetchall()
    own: dict[str, list[str | None]] = {}
    for party, standing, day in rows:
        if standing not in ("replaced", "dropped"):
            own.setdefault(party, []).append(day)
    wrong = len(set(own) ^ {line["speaker"]["id"] for line in told})
    for line in told:
        days = own.get(line["speaker"]["id"], [])
        known = [day for day in days if day]
        expected = (len(days), min(known, default=None), max(known, default=None))
        wrong += expected != (line["statements"], line["first"], line["last"])
    return 3 * len(told), wrong


def measure(shared: Path, work: Path) -> dict[str, Any]:
    """The figures; the ledger stays in the working folder."""
    work.mkdir(parents=True, exist_ok=True)
    ledger = work / "news.db"
    for old in work.glob("news.db*"):
        old.unlink()
    began = time.monotonic()
    added = run_json(ledger, "add", str(shared / "data/news"))
    took = time.monotonic() - began
    again = {
        json.loads(line)["outcome"]
        for line in run_sayso(ledger, "add", str(shared / "data/news"), "--json").splitlines()
    }
    found = {
        query: len(run_sayso(ledger, "search", query, "--json", "--limit", "100000").splitlines()) for query in QUERIES
    }
    sizes = {}
    for format_ in FORMATS:
        out = work / f"news.{format_}"
        run_sayso(ledger, "export", "--format", format_, "--out", str(out))
        sizes[format_] = len(list(out.iterdir())) if out.is_dir() else out.stat().st_size
    numbers, wrong = count_voices(ledger)
    return {
        "articles": len(added),
        "outcomes": sorted({line["outcome"] for line in added}),
        "added again": sorted(again),
        "seconds": round(took),
        "check": run_sayso(ledger, "check").strip().rpartition(": ")[2],
        "found": found,
        "exported bytes (brat: files)": sizes,
        "numbers of who": numbers,
        "numbers that differ from plain SQL": wrong,
    }


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("build/ledger"))
    args = parser.parse_args()
    print(json.dumps(measure(args.shared, args.work), indent=1))


if __name__ == "__main__":
    main()
