"""How many of the relations across outlets that were marked by hand a ledger finds (`record/across-dev.jsonl`).

    sayso add ../shared/data/news/basil.jsonl.gz --ledger build/ledger/basil.db
    python -m lab.bench.ledger.across --shared ../shared --ledger build/ledger/basil.db

Not all relations were marked, so it is recall alone. An end is found where a statement of its article has most of its
words. A pair counts as found in a kind where the ledger relates two such statements so: "figures" as disputes, "same"
as repeats or supports, or where both carry one saying.
"""

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

from sqlalchemy import Connection, select

from lab.corpora import read_jsonl
from sayso.ledger.ledger import Ledger
from sayso.ledger.tables import article, article_ref, relation, statement
from sayso.model import LIKELY, Json
from sayso.words import split_words

#: A statement is an end where it has so much of the shorter one's words, and so many.
SHARE, WORDS = 0.6, 3
#: Which relations are taken for each kind that was marked.
TAKEN = {
    "disputes": {"disputes"},
    "figures": {"disputes"},
    "supports": {"supports", "repeats"},
    "same": {"repeats", "supports"},
    "responds": {"responds", "disputes", "supports"},
    "reverses": {"reverses"},
}

Told = dict[str, list[tuple[str, str, set[str]]]]


def read_statements(connection: Connection) -> Told:
    """The statements (id, saying, words) of each article, by the name that the input gave it."""
    query = (
        select(article_ref.c.ref, statement.c.id, statement.c.saying, statement.c.text)
        .join(article, article.c.n == article_ref.c.article)
        .join(statement, statement.c.article == article.c.n)
    )
    found: Told = defaultdict(list)
    for ref, id_, saying, text in connection.execute(query):
        found[ref].append((id_, saying, set(split_words(text))))
    return found


def find_ends(end: Json, told: Told) -> list[tuple[str, str]]:
    """The statements (id, saying) that have most of the words of a marked end, two at most."""
    words = set(split_words(end["content"]))
    ranked = []
    for id_, saying, own in told.get(end["article"], ()):
        shared = len(words & own)
        if shared >= max(min(WORDS, len(words)), SHARE * min(len(words), len(own))):
            ranked.append((shared / len(words | own), id_, saying))
    return [(id_, saying) for _, id_, saying in sorted(ranked, reverse=True)[:2]]


def main() -> None:
    """Print the counts of each kind as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--ledger", required=True)
    args = parser.parse_args()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    with Ledger(args.ledger) as ledger, ledger.read() as connection:
        told = read_statements(connection)
        kinds: dict[frozenset[str], dict[str, float]] = defaultdict(dict)
        for row in connection.execute(select(relation)):
            kinds[frozenset((row.from_id, row.to_id))][row.kind] = row.confidence
    for event in read_jsonl(args.shared / "record/across-dev.jsonl"):
        for pair in event["pairs"]:
            count = counts[pair["kind"]]
            count["marked"] += 1
            ends = [(a, b) for a in find_ends(pair["a"], told) for b in find_ends(pair["b"], told)]
            count["both ends found"] += bool(ends)
            taken = TAKEN[pair["kind"]]
            one_saying = "repeats" in taken and any(a[1] == b[1] for a, b in ends)
            sure = [
                confidence
                for a, b in ends
                for kind, confidence in kinds.get(frozenset((a[0], b[0])), {}).items()
                if kind in taken
            ]
            count["related"] += one_saying or bool(sure)
            count["likely so"] += one_saying or max(sure, default=0.0) >= LIKELY
    print(json.dumps(counts, indent=1))


if __name__ == "__main__":
    main()
