"""How well copies of an article are told: pairs of data/news that were labelled by reading.

    python -m lab.bench.ledger.copies --shared ../shared

The thresholds were chosen on the pairs in even places; those in odd places were kept.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from lab.corpora import read_jsonl
from lab.judge import Tally
from sayso.prints import Sketch, are_copies, build_prints

LABELS = Path(__file__).parents[2] / "labels" / "copies.jsonl"


def measure(shared: Path) -> dict[str, Any]:
    """Precision, recall and F1 on the kept half, on all, and on the pairs of which the labeller was sure."""
    texts = {r["id"]: r for name in ("rss2016", "basil") for r in read_jsonl(shared / f"data/news/{name}.jsonl.gz")}
    pairs = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    tally = Tally()
    for number, pair in enumerate(pairs):
        one, other = (
            Sketch(build_prints(texts[i]["text"]), texts[i]["published"][:10]) for i in (pair["a"], pair["b"])
        )
        said = are_copies(one, other)
        names = ["all", "kept half" if number % 2 else "looked-at half", *(["sure"] if pair["sure"] else [])]
        for name in names:
            tally.add(name, pair["copy"], said, pair["copy"] and said)
    return {
        name: {
            "precision": round(100 * tally[name] / max(tally[f"{name} said"], 1), 1),
            "recall": round(100 * tally[name] / max(tally[f"{name} gold"], 1), 1),
            "copies": tally[f"{name} gold"],
        }
        for name in ("all", "looked-at half", "kept half", "sure")
    }


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    print(json.dumps(measure(parser.parse_args().shared), indent=1))


if __name__ == "__main__":
    main()
