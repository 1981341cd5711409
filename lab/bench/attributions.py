"""PolNeAR's development articles through the shipped reader, scored by the shared scorers.

`python -m lab.bench.attributions --shared ../shared` prints the figures; recall by the kinds that are known to be hard
is counted here, by the scorer's own matching.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from lab.corpora import read_jsonl
from lab.scorers import load_scorer
from sayso.attribute import decode
from sayso.attribute.tagger import Tagger
from sayso.model import Article, Record
from sayso.pipeline import Reader

Row = dict[str, Any]
#: Determiners and possessives before a cue mark it as a noun ("the claim that", "his view").
NOUN_CUE = re.compile(
    r"\b(accounts?|accusations?|allegations?|announcements?|arguments?|assertions?|beliefs?|calls?|charges?|claims?|comments?|"
    r"concerns?|conclusions?|criticisms?|decisions?|demands?|denials?|estimates?|fears?|hopes?|ideas?|intentions?|opinions?|"
    r"opposition|plans?|pledges?|positions?|predictions?|promises?|proposals?|remarks?|reports?|rhetoric|rumou?rs?|stances?|"
    r"statements?|suggestions?|support|threats?|views?|vows?|warnings?|words?)$",
    re.IGNORECASE,
)
INFINITIVE = re.compile(r"^to \w+", re.IGNORECASE)


def to_article(row: Row) -> Article:
    """A PolNeAR article as the reader takes it, text untouched."""
    return Article(
        text=row["text"],
        ref=row["id"],
        outlet=row["publisher"],
        title=row["title"],
        byline=tuple(filter(None, [row["author"]])),
        published=row["date"],
        language="en",
    )


def read_records(rows: Iterable[Row], model: Path | None = None) -> list[Record]:
    """The records of PolNeAR articles, by the shipped model or another."""
    reader = Reader(Tagger(model) if model else None)
    return [reader.read(to_article(row)) for row in rows]


def predictions(records: Iterable[Record]) -> dict[str, list[Row]]:
    """The outermost attributions by article, as the scorer reads them."""
    return {
        str(r.article.ref): [
            {role: [list(s) for s in getattr(st, role)] for role in ("source", "cue", "content")}
            for st in r.statements
            if st.parent is None
        ]
        for r in records
    }


def kinds_of(attribution: Row, text: str) -> list[str]:
    """The kinds that a gold attribution is of, as far as they are counted."""
    cue = " ".join(text[s:e] for s, e in attribution["cue"])
    tests: dict[str, bool] = {
        "without source": not attribution["source"],
        "noun cue": bool(NOUN_CUE.search(cue)),
        "infinitive cue": bool(INFINITIVE.match(cue)),
        "in pieces": len(attribution["content"]) > 1,
        "no quotation mark": not re.search('[“”"„«»]', " ".join(text[s:e] for s, e in attribution["content"])),
    }
    return [kind for kind, true in tests.items() if true]


def recall_by_kind(
    rows: Iterable[Row], said: dict[str, list[Row]], match: Callable[..., Any], article: Callable[..., Any]
) -> Row:
    """{kind: [found by half of the content and the source, gold]}."""
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for row in rows:
        page = article(row["text"])
        items = [a for a in row["annotations"][0]["attributions"] if page.read([a])[0]]
        read, _ = page.read(items)
        for number, attribution in enumerate(read):
            attribution["number"] = number
        right = {g["number"] for g, _, hit in match(read, page.read(said.get(row["id"], []))[0]) if hit["attributed"]}
        for number, attribution in enumerate(items):
            for kind in kinds_of(attribution, row["text"]):
                gold[kind] += 1
                found[kind] += number in right
    return {kind: [found[kind], gold[kind]] for kind in gold}


def measure(shared: Path, part: str = "dev", model: Path | None = None) -> Row:
    """All figures of the attribution and of the record on one part of PolNeAR."""
    score_attributions = load_scorer("score_attributions", shared)
    score_record = load_scorer("score_record", shared)
    rows = list(read_jsonl(shared / "data" / "polnear" / f"{part}.jsonl.gz"))
    records = read_records(rows, model)
    said = predictions(records)
    marked = list(read_jsonl(shared / "record" / f"{part}.jsonl"))
    return {
        "attributions": score_attributions.score(rows, said),
        "kinds": recall_by_kind(rows, said, score_attributions.match, score_attributions.Article),
        "record": score_record.score(
            {r["id"]: r for r in rows}, marked, {str(r.article.ref): r.to_json() for r in records}
        ),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--model", type=Path, help="another ONNX file than the shipped one")
    parser.add_argument("--no-pointed", action="store_true", help="without the spans that pointers add (an ablation)")
    args = parser.parse_args()
    if args.no_pointed:
        decode.AGREED = 2.0
    figures = measure(args.shared, args.part, args.model)
    for name, value in figures["attributions"].items():
        print(name, json.dumps(value))
    print("kinds", json.dumps(figures["kinds"]))
    for name, value in figures["record"].items():
        print(name, json.dumps(value))


if __name__ == "__main__":
    main()
