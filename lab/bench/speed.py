"""Speed, memory and sameness of `read` on text: `python -m lab.bench.speed --shared ../shared`.

Articles are JSON Lines of data/news (the 2016 feed), read one after the other in one process on one thread; words are
what white space parts. CPU seconds are the process's own, so other work on the machine hardly matters.
"""

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from lab.corpora import read_jsonl
from sayso.errors import ReadError
from sayso.model import Article
from sayso.pipeline import Reader
from sayso.reading import read_articles

EXAMPLE = "“It rained,” the mayor said. The harbour master disagreed, saying that it had only drizzled.\n"


def find_articles(shared: Path, count: int) -> Iterator[Article]:
    """The first `count` readable articles of the feed, through the reader of JSON Lines."""
    rows = islice(read_jsonl(shared / "data" / "news" / "rss2016.jsonl.gz"), count)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)
        lines.flush()
        yield from (a for a in read_articles(lines.name) if not isinstance(a, ReadError))


class Timed:
    """Calls a function and adds up the CPU seconds it takes."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function, self.seconds = function, 0.0

    def run(self, *args: Any) -> Any:
        """The call."""
        began = time.process_time()
        try:
            return self.function(*args)
        finally:
            self.seconds += time.process_time() - began


def measure_rate(shared: Path, count: int = 200) -> dict[str, float]:
    """Words per CPU second of the whole reading and of the encoder alone."""
    reader = Reader()
    session = reader._tagger._session
    resolver = Timed(reader._resolver.resolve)
    reader._resolver.resolve = resolver.run  # type: ignore[method-assign, assignment]
    encoder = Timed(session.run)
    reader._tagger._session = encoder
    reader.read(Article(text=EXAMPLE))
    encoder.seconds, resolver.seconds, words, statements = 0.0, 0.0, 0, 0
    began = time.process_time()
    for article in find_articles(shared, count):
        record = reader.read(article)
        json.dumps(record.to_json())
        words += len(article.text.split())
        statements += len(record.statements)
    spent = time.process_time() - began
    return {
        "articles": count,
        "words": words,
        "statements": statements,
        "words_per_cpu_second": round(words / spent),
        "encoder_words_per_cpu_second": round(words / encoder.seconds),
        "encoder_share": round(encoder.seconds / spent, 3),
        "resolving": round(resolver.seconds / (spent - resolver.seconds), 3),
    }


def measure_memory(shared: Path, counts: tuple[int, ...] = (200, 1000, 2000)) -> dict[str, float]:
    """Peak resident memory in MB after so many articles, in this process."""
    reader, peaks = Reader(), {}
    for number, article in enumerate(find_articles(shared, max(counts)), 1):
        json.dumps(reader.read(article).to_json())
        if number in counts:
            peaks[f"after_{number}"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    return peaks


def measure_sameness(shared: Path, count: int = 100) -> bool:
    """Whether two fresh readers give the same bytes for the same articles."""

    def digest() -> str:
        reader, made = Reader(), hashlib.sha256()
        for article in find_articles(shared, count):
            made.update(json.dumps(reader.read(article).to_json()).encode())
        return made.hexdigest()

    return digest() == digest()


def measure_start() -> dict[str, float]:
    """Wall seconds of fresh processes, the best of three: the help, and one short article."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as text:
        text.write(EXAMPLE * 3)
        text.flush()
        calls = {"help": ["--help"], "first_result": ["read", "--json", text.name]}
        return {name: min(_seconds(arguments) for _ in range(3)) for name, arguments in calls.items()}


def _seconds(arguments: list[str]) -> float:
    began = time.perf_counter()
    program = Path(sys.executable).parent / "sayso"
    subprocess.run([program, *arguments], check=True, capture_output=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
    return round(time.perf_counter() - began, 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--all", action="store_true", help="memory, sameness and start as well")
    args = parser.parse_args()
    print("rate", measure_rate(args.shared))
    if args.all:
        print("start", measure_start())
        print("memory", measure_memory(args.shared))
        print("same bytes", measure_sameness(args.shared))


if __name__ == "__main__":
    main()
