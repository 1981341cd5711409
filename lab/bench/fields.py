"""How well what stands behind a statement is read: `python -m lab.bench.fields --shared ../shared`.

The shared scorer's figures for the development records, from text alone and with the gold attributions given; the same
fields in 24 articles of world news that nothing was tuned on, by our own labels; how far two labellers of our own
agree; quantities on NewsQuant; dates on TimeBank.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from lab.bench import quantities, times
from lab.bench.attributions import to_article
from lab.bench.speakers import gold_attributions
from lab.corpora import read_jsonl
from lab.fields import Fields, Labelled, Value, read_news, read_polnear
from lab.judge import Tally
from lab.scorers import load_scorer
from sayso.attribute.tagger import Tagger
from sayso.model import Article, Record, Saying, Spans, Statement
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
        "news, attributions given": measure_news(shared),
        "agreement": measure_agreement(shared),
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


def rates(tally: Tally) -> Row:
    """F1 of each field and the accuracy of acts, in percent."""
    found = {name: round(tally.f1(name), 1) for name in FIELDS}
    return found | {"act": round(100 * tally["act"] / max(tally["act gold"], 1), 1), "statements": tally["act gold"]}


def measure_news(shared: Path) -> Row:
    """The fields of the labelled attributions of world news."""
    same_text = load_scorer("score_record", shared).same_text
    tagger, resolver, normaliser = Tagger(), Resolver(), Normaliser()
    tally = Tally()
    for row in read_news(shared, "news-dev", "fields-news-dev"):
        article = Article(row.text, published=row.published, title=row.title)
        analysis = tagger.analyse(row.text)
        found = resolver.resolve(article, row.attributions, analysis)
        known = normaliser.normalise(article, row.attributions, found.chosen, found.meant, analysis)
        for gold, saying in zip(row.fields, known.sayings, strict=True):
            compare(tally, gold, _of_saying(saying), same_text)
    return rates(tally)


def measure_agreement(shared: Path) -> Row:
    """How far two labellers agree, one taken for the other's gold: PolNeAR, then world news."""
    same_text = load_scorer("score_record", shared).same_text
    made = {}
    for name, pairs in (
        ("polnear", zip_labels(read_polnear(shared, "fields"), read_polnear(shared, "fields-again"))),
        ("news", zip_labels(*(read_news(shared, "news-dev", f) for f in ("fields-news-dev", "fields-news-dev-again")))),
    ):
        tally = Tally()
        for gold, said in pairs:
            compare(tally, gold, said, same_text)
        made[name] = rates(tally)
    return made


def zip_labels(first: Iterable[Labelled], second: Iterable[Labelled]) -> Iterator[tuple[Fields, Fields]]:
    """The statements that both have labelled."""
    known = {row.name: dict(zip(row.attributions, row.fields, strict=True)) for row in first}
    for row in second:
        for attribution, fields in zip(row.attributions, row.fields, strict=True):
            if attribution in known.get(row.name, {}):
                yield known[row.name][attribution], fields


def compare(tally: Tally, gold: Fields, said: Fields, same_text: Callable[[str, str], bool]) -> None:
    """Count one statement: values of text share half of their words or a place, days and bounds are the same."""
    tally.add("act", True, True, gold.act == said.act)
    tally.add("hedged", gold.hedged, said.hedged, gold.hedged and said.hedged)
    for name in ("addressee", "venue"):
        one, other = getattr(gold, name), getattr(said, name)
        right = bool(one and other and (same_text(one.words, other.words) or _meet(one.at, other.at)))
        tally.add(name, one is not None, other is not None, right)
    days, told = (f.said_on and f.said_on.days for f in (gold, said))
    tally.add("said_on", days is not None, told is not None, days is not None and days == told)
    bounds = [(f["low"], f["high"]) for f in gold.figures]
    tally["figures gold"] += len(bounds)
    tally["figures said"] += len(said.figures)
    for f in said.figures:
        if (f["low"], f["high"]) in bounds:
            bounds.remove((f["low"], f["high"]))
            tally["figures"] += 1


def _of_saying(saying: Saying) -> Fields:
    """What the product says, in the form of labels."""
    to, at, when = saying.addressee, saying.venue, saying.said_on
    return Fields(
        saying.act or "",
        bool(saying.hedged),
        saying.hedge,
        Value(to.name, (to.span,)) if to else None,
        Value(at.text, (at.span,)) if at else None,
        Value("", (when.span,), (when.first, when.last)) if when else None,
        tuple({"low": f.low, "high": f.high} for f in saying.figures),
    )


def _meet(one: Spans, other: Spans) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one for b in other)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    print(json.dumps(measure(parser.parse_args().shared), indent=1))


if __name__ == "__main__":
    main()
