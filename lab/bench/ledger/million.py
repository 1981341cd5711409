"""A ledger of a million statements, made by repeating and perturbing real records: how long search takes, and adding.

    python -m lab.bench.ledger.million --records build/ledger/news.jsonl --work build/ledger

Each round gives every article other numbers, some words and sentences of other articles, another address and day, and
half of its persons other names. What is measured: one search after another, each in a fresh transaction as a command
makes it, and the time that keeping one more article takes beside what reading it took.
"""

import argparse
import gzip
import json
import random
import re
import statistics
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sayso.ledger.ledger import Ledger
from sayso.ledger.query import parse_query
from sayso.ledger.search import Filters, search
from sayso.ledger.store import keep_record
from sayso.model import Article, Attribution, Json, Span, statement_id
from sayso.words import split_words

#: Statements that are added to a ledger that is there.
MORE = 20_000
FIGURES = Path(__file__).parents[3] / "docs/figures.json"
_LETTERS = re.compile(r"\b[a-z]{5,}\b")


def perturb(record: Json, words: Sequence[str], rng: random.Random) -> Json:
    """A record with the same spans over a text in which one word in eight and all digits are others."""
    text = record["article"]["text"]

    def another(found: re.Match[str]) -> str:
        if rng.random() > 0.125:
            return found[0]
        other = rng.choice(words)
        return (other * 9)[: len(found[0])] if len(other) < len(found[0]) else other[: len(found[0])]

    text = re.sub(r"\d", lambda _: str(rng.randrange(10)), _LETTERS.sub(another, text))
    published = record["article"]["published"]
    day = date.fromisoformat(published) + timedelta(rng.randrange(-2000, 2000)) if published else None
    url = f"https://paper{rng.randrange(500)}.example/{rng.getrandbits(64):x}"
    article = Article(text, url=url)
    known = record["article"] | {"id": article.id, "ref": url, "url": url, "text": text}
    known["published"] = day.isoformat() if day else None
    made = [_move(statement, article) for statement in record["statements"]]
    ids = {old["id"]: new["id"] for old, new in zip(record["statements"], made, strict=True)}
    for statement in made:
        statement["parent"] = ids.get(statement["parent"])
    speakers = [_rename(speaker, rng) for speaker in record["speakers"]]
    return record | {"article": known, "statements": made, "speakers": speakers, "relations": []}


def _move(statement: Json, article: Article) -> Json:
    source, cue, content = (tuple(Span(*span) for span in statement[part]) for part in ("source", "cue", "content"))
    return statement | {"id": statement_id(article, Attribution(source, cue, content))}


def _rename(speaker: Json, rng: random.Random) -> Json:
    if speaker["kind"] != "person" or rng.random() < 0.5 or " " not in speaker["name"]:
        return speaker
    first, _, last = speaker["name"].rpartition(" ")
    return speaker | {"name": f"{first[::-1].title()} {last}{rng.choice('aeiou')}{rng.choice('nrstlk')}"}


def iterate_perturbed(records: Sequence[Json], seed: int) -> Iterator[Json]:
    """Records without end: the real ones first, then round after round of perturbed ones."""
    rng = random.Random(seed)
    words = sorted({w for record in records[::7] for w in _LETTERS.findall(record["article"]["text"])})
    yield from records
    while True:
        for record in records:
            yield perturb(record, words, rng)


def build_queries(records: Sequence[Json], count: int, seed: int) -> list[tuple[str | None, Filters]]:
    """Searches as people make them: one to three words of statements, half of them with a filter."""
    rng = random.Random(seed)
    made: list[tuple[str | None, Filters]] = []
    while len(made) < count:
        record = rng.choice(records)
        if not record["statements"]:
            continue
        statement = rng.choice(record["statements"])
        start, end = statement["content"][0]
        words = split_words(record["article"]["text"][start:end])
        speaker = next((s["name"] for s in record["speakers"] if s["id"] == statement["speaker"] and s["name"]), None)
        sort = rng.randrange(10)
        long = [word for word in words if len(word) > 4] or words
        if not long:
            continue
        query: str | None = " ".join(rng.sample(long, min(len(long), 1 + sort % 3)))
        filters = Filters()
        if sort == 5:
            query = '"' + " ".join(words[:3]) + '"'
        elif sort == 6 and speaker and split_words(speaker):
            filters = Filters(speaker=speaker)
        elif sort == 7 and speaker and split_words(speaker):
            query, filters = None, Filters(speaker=speaker)
        elif sort == 8:
            filters = Filters(first="2014-01-01", last="2016-12-31", act="assert")
        elif sort == 9:
            query = f"{long[0][:4]}*"
        made.append((query, filters))
    return made


def measure_search(path: Path, queries: Sequence[tuple[str | None, Filters]]) -> dict[str, Any]:
    """Milliseconds of searches, each as a command would make it but for starting Python."""
    took: list[tuple[float, str]] = []
    with Ledger(str(path)) as ledger:
        for words, filters in queries:
            began = time.perf_counter()
            with ledger.read() as connection:
                search(connection, parse_query(words) if words else None, filters)
            took.append((1000 * (time.perf_counter() - began), f"{words} {filters.speaker or ''}"))
    took.sort()
    times = [ms for ms, _ in took]
    return {
        "searches": len(times),
        "median ms": round(statistics.median(times), 1),
        "99th percentile ms": round(times[int(0.99 * len(times))], 1),
        "slowest": [f"{ms:.0f} ms: {what}" for ms, what in took[-8:]],
    }


def fill(path: Path, source: Iterator[Json], statements: int) -> dict[str, Any]:
    """Keep records until there are so many statements; how long the last thousand took beside reading them."""
    a_word = 1 / json.loads(FIGURES.read_text(encoding="utf-8"))["rate"]["words_per_cpu_second"]
    count = articles = 0
    spans: list[tuple[float, float]] = []
    with Ledger(str(path), writing=True) as ledger:
        while count < statements:
            record = next(source)
            began = time.process_time()
            with ledger.write() as connection:
                kept = keep_record(connection, record, "bench", f"2026-01-01T00:00:00.{articles:06}Z")
            words = len(record["article"]["text"].split())
            spans.append((time.process_time() - began, words * a_word))
            count += kept.statements
            articles += 1
            if articles % 5000 == 0:
                some = spans[-1000:]
                print(
                    f"{articles} articles, {count} statements, {1000 * sum(a for a, _ in some) / len(some):.1f} ms",
                    flush=True,
                )
    last = spans[-1000:]
    share = sum(own for own, _ in last) / sum(read for _, read in last)
    return {
        "articles": articles,
        "statements": count,
        "ms an article, the last thousand": round(1000 * sum(own for own, _ in last) / len(last), 1),
        "beside reading it, %": round(100 * share, 1),
    }


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=Path, required=True, help="JSON Lines of an export")
    parser.add_argument("--work", type=Path, default=Path("build/ledger"))
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--searches", type=int, default=1000)
    parser.add_argument("--keep", action="store_true", help="search the ledger that is there, and add to it")
    args = parser.parse_args()
    opened = gzip.open if args.records.suffix == ".gz" else open
    with opened(args.records, "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    path = args.work / "million.db"
    figures: dict[str, Any] = {}
    if args.keep:
        more = iterate_perturbed(records, int(time.time()))
        figures["adding"] = fill(path, islice(more, len(records), None), MORE)
    else:
        for old in args.work.glob("million.db*"):
            old.unlink()
        figures["adding"] = fill(path, iterate_perturbed(records, 1), args.statements)
    figures["search"] = measure_search(path, build_queries(records, args.searches, 2))
    figures["file, MB"] = round(path.stat().st_size / 1e6)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
