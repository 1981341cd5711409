"""Words per second of `sayso bulk` from HTML in WARC to Parquet, on one core and on two.

python -m lab.bench.bulk.rate --shared ../shared --work build/bulk --pages 5000
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from lab.bench.bulk.archive import write_archive


def measure(source: Path, out: Path, workers: int, *more: str) -> dict[str, Any]:
    """Seconds, CPU seconds and counts of one run."""
    shutil.rmtree(out, ignore_errors=True)
    command = [str(Path(sys.executable).with_name("sayso")), "bulk", str(source), str(out), "--json"]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [*command, "--workers", str(workers), *more], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
    )
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    told = json.loads(done.stdout)
    counts = told["counts"]
    return {
        "workers": workers,
        "seconds": round(wall, 1),
        "CPU seconds": round(cpu, 1),
        "articles": counts["articles"],
        "statements": counts["statements"],
        "words a second": round(counts["words"] / wall),
        "words a CPU second": round(counts["words"] / cpu),
        "CPU hours a million articles": round(cpu / counts["articles"] * 1e6 / 3600, 1),
        "skipped": sum(told["skipped"].values()),
        "copies": told["copies"],
    }


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--shard", type=int, default=250)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    archive = args.work / f"pages-{args.pages}.warc.gz"
    if not archive.exists():
        write_archive(args.shared, args.pages, archive)
    for workers in args.workers:
        cores = set(sorted(os.sched_getaffinity(0))[:workers])
        os.sched_setaffinity(0, cores)  # what it starts has no more
        try:
            print(json.dumps(measure(archive, args.work / f"out-{workers}", workers, "--shard", str(args.shard))))
        finally:
            os.sched_setaffinity(0, set(range(os.cpu_count() or 1)))


if __name__ == "__main__":
    main()
