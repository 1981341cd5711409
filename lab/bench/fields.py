"""How well what stands behind a statement is read: `python -m lab.bench.fields --shared ../shared`.

The shared scorer's figures for the development records, from text alone and with the gold attributions given;
quantities on NewsQuant; dates on TimeBank.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lab.bench import quantities, times
from lab.bench.attributions import to_article
from lab.bench.speakers import gold_attributions
from lab.corpora import read_jsonl
from lab.scorers import load_scorer
from sayso.attribute.tagger import Tagger
from sayso.model import Record, Statement
from sayso.normalise import Normaliser
from sayso.pipeline import Reader
from sayso.resolve import Resolver

Row = dict[str, Any]
FIELDS = ("addressee", "venue", "said_on", "hedged", "figures")


def measure(shared: Path) -> Row:
    """All figures; a minute."""
    rows = {r["id"]: r for r in read_jsonl(shared / "data/polnear/dev.jsonl.gz")}
    records = list(read_jsonl(shared / "record/dev.jsonl"))
    reader = Reader()
    made = [reader.read(to_article(rows[r["id"]])) for r in records]
    return {
        "record": _score(shared, rows, records, made),
        "record, gold attributions": _score(shared, rows, records, read_given(rows, records)),
        "quantities": quantities.measure(shared),
        "dates": times.measure(shared),
    }


def _score(shared: Path, rows: Row, records: Sequence[Row], made: Sequence[Record]) -> Row:
    result = load_scorer("score_record", shared).score(rows, records, {str(r.article.ref): r.to_json() for r in made})
    return {k: result[k]["f1"] for k in FIELDS} | {k: result[k] for k in ("act", "whole")}


def read_given(rows: Row, records: Sequence[Row]) -> list[Record]:
    """Records of the gold attributions, with what the product finds behind each."""
    tagger, resolver, normaliser = Tagger(), Resolver(), Normaliser()
    made = []
    for record in records:
        article = to_article(rows[record["id"]])
        attributions = gold_attributions(rows[record["id"]], record)
        analysis = tagger.analyse(article.text)
        found = resolver.resolve(article, attributions, analysis)
        known = normaliser.normalise(article, attributions, found.chosen, found.meant, analysis)
        statements = tuple(
            Statement(
                id=str(n),
                speaker=found.chosen[n],
                source=a.source,
                cue=a.cue,
                content=a.content,
                form="indirect",
                parent=None if a.parent is None else str(a.parent),
                confidence=1.0,
                saying=known.sayings[n],
            )
            for n, a in enumerate(attributions)
        )
        made.append(Record(article, found.speakers, statements))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    print(json.dumps(measure(parser.parse_args().shared), indent=1))


if __name__ == "__main__":
    main()
