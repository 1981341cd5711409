"""Memory of `sayso bulk` while many articles stream through it: the largest process of each kind, as it goes on.

    python -m lab.bench.bulk.memory --work build/bulk --articles 100000

The articles are short and made up, no two alike: what is looked for grows with their number, not with their length.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

_NAMES = "Falk Holm Quist Adeyemi Lindqvist Brand Moor Lund Rehn Okafor Varga Silva Tan Haddad Novak".split()  # noqa: SIM905
_THINGS = "pier ferry bridge harbour school budget tunnel market hospital fleet cable quarry mill archive".split()  # noqa: SIM905


def write_articles(path: Path, count: int) -> None:
    """Write short articles as JSON Lines."""
    rng = random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            one, other, third = rng.sample(_THINGS, 3)
            text = (
                f"The {one} number {rng.randrange(10**6)} by the {other} cost {rng.randrange(10**6)} crowns, "
                f"Ada {rng.choice(_NAMES)} said of the {third} on day {number} to {rng.randrange(10**6)} others."
            )
            file.write(json.dumps({"id": str(number), "text": text}) + "\n")


def sizes_of(pid: int) -> tuple[float, float]:
    """Resident MB of a process, and of the largest that it started."""
    own, children = 0.0, [0.0]
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError, IndexError):
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            size = int((entry / "statm").read_text().split()[1]) * 4096 / 1e6
            if int(entry.name) == pid:
                own = size
            elif parent == pid:
                children.append(size)
    return own, max(children)


def main() -> None:
    """Print a line now and then, and the peaks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=100_000)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    lines, out = args.work / f"short-{args.articles}.jsonl", args.work / "out-memory"
    write_articles(lines, args.articles)
    shutil.rmtree(out, ignore_errors=True)
    command = [str(Path(sys.executable).with_name("sayso")), "bulk", str(lines), str(out), "--json"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    peaks: dict[str, tuple[float, float]] = {}
    marks = out / "_work" / "marks"
    while run.poll() is None:
        done = len(list(marks.iterdir())) * 500 if marks.exists() else args.articles
        part = f"{100 * done // args.articles // 10 * 10} %" if marks.exists() else "at the ends"
        sizes, before = sizes_of(run.pid), peaks.get(part, (0.0, 0.0))
        peaks[part] = max(sizes[0], before[0]), max(sizes[1], before[1])
        time.sleep(1)
    told = json.loads(run.stdout.read() if run.stdout else b"{}")
    print(json.dumps({
        "articles": told["counts"]["articles"],
        "MB, of the process and its largest worker": {part: [round(mb) for mb in peak] for part, peak in peaks.items()},
    }))  # fmt: skip


if __name__ == "__main__":
    main()
