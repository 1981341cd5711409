"""How well speakers are resolved, by all the measures of the model card: `python -m lab.bench.whose --shared
../shared`.

Records of PolNeAR's development articles from text to speaker, at the default threshold and with everybody named;
pronouns that are sources there; GAP; names in GUM's kept documents; world news that nobody has tuned on; the
calibration of both confidences; offices.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from lab.bench import gap, mentions
from lab.bench.attributions import to_article
from lab.bench.speakers import FIGURES, Model, gold_attributions, output, read_part
from lab.corpora import read_jsonl
from lab.gap import read_pairs, score
from lab.gum import KEPT, read_documents
from lab.judge import calibration_error, is_right, is_same_source
from lab.own_labels import LABELS
from lab.scorers import load_scorer
from lab.train.scenes import party_labels
from sayso.attribute.tagger import Tagger
from sayso.model import Article, Attribution, Record, Span, Speaker
from sayso.pipeline import Reader
from sayso.resolve import Resolver

Row = dict[str, Any]
INVENTED = Path(__file__).parents[2] / "tests/cases/invented.jsonl"


def measure(shared: Path) -> Row:
    """All figures; a few minutes."""
    rows = list(read_jsonl(shared / "data/polnear/dev.jsonl.gz"))
    return {
        "record": measure_record(shared, rows, None),
        "record, everybody named": measure_record(shared, rows, 0.0),
        "record, gold attributions": measure_given(shared, "dev"),
        "record, gold attributions, rules alone": measure_given(shared, "dev", rules=True),
        "pronouns": measure_given(shared, "pronouns")["speaker_party"],
        "pronouns, rules alone": measure_given(shared, "pronouns", rules=True)["speaker_party"],
        "gap": measure_gap(shared),
        "names": measure_names(shared),
        "news": measure_news(shared),
        "cases, tuned": measure_cases("tuned"),
        "cases, kept": measure_cases("kept"),
        "calibration": measure_calibration(shared, rows),
    }


def measure_record(shared: Path, rows: Sequence[Row], certain: float | None) -> Row:
    """The shared scorer's figures for the development records, from text alone."""
    scorer = load_scorer("score_record", shared)
    reader = Reader(certain=certain)
    records = list(read_jsonl(shared / "record/dev.jsonl"))
    wanted = {r["id"] for r in records}
    made = [reader.read(to_article(row)) for row in rows if row["id"] in wanted]
    result = scorer.score({r["id"]: r for r in rows}, records, {str(r.article.ref): r.to_json() for r in made})
    named, right, nameable = _named(shared, rows, records, made)
    coverage = round(100 * named / nameable, 2)
    return {key: result[key] for key in FIGURES} | {"named": named, "named right": right, "coverage": coverage}


def _named(shared: Path, rows: Sequence[Row], records: Sequence[Row], made: Iterable[Record]) -> tuple[int, int, int]:
    """Found statements that name a person or organisation; how many of them rightly; and how many have one in gold."""
    named = right = nameable = 0
    by_id = {str(r.article.ref): r for r in made}
    for gold, record, one in _pairs(shared, rows, records, by_id):
        speaker = record.speaker(one)
        nameable += gold["kind"] in ("person", "organisation")
        if speaker and speaker.kind in ("person", "organisation"):
            named += 1
            right += is_right(load_scorer("score_record", shared).same_name, gold, speaker)
    return named, right, nameable


def _pairs(shared: Path, rows: Sequence[Row], records: Sequence[Row], made: dict[str, Record]) -> Iterable[Any]:
    """(gold speaker, record, statement) of the statements that were found."""
    attributions, scorer = load_scorer("score_attributions", shared), load_scorer("score_record", shared)
    items = {r["id"]: r for r in rows}
    for record in records:
        item, said = items[record["id"]], made[record["id"]]
        page = attributions.Article(item["text"])
        marked = item["annotations"][0]["attributions"]
        gold = [{**s, "tokens": page.covered(marked[s["n"]]["content"])} for s in record["statements"]]
        found = [{"tokens": page.covered(s.content), "is": s} for s in said.statements if s.parent is None]
        for one, other in scorer.pair_up([g for g in gold if g["tokens"]], [f for f in found if f["tokens"]]):
            yield one["speaker"], said, other["is"]


def measure_given(shared: Path, part: str, *, rules: bool = False) -> Row:
    """The shared scorer's figures for speakers where the attributions are given, everybody named."""
    scorer = load_scorer("score_record", shared)
    items, records = read_part(shared, part)
    model = Model(rules)
    outputs = {}
    for record in records:
        item = items[record["id"]]
        article = Article(item["text"], ref=item["id"], title=item["title"], published=item["date"])
        attributions = gold_attributions(item, record)
        outputs[record["id"]] = output(article, attributions, model.resolve(article, attributions))
    result = scorer.score(items, records, outputs)
    return {key: result[key] for key in FIGURES}


def measure_gap(shared: Path) -> Row:
    """GAP's F1 on its validation part, by the model and by the rules alone."""
    pairs = read_pairs(shared, "validation")
    model = gap.Linked()
    by = {"f1": model.read_pronoun, "f1, rules alone": gap.read_pronoun}
    made: Row = {}
    for name, read in by.items():
        figures = score(pairs, {pair.id: read(pair).answer for pair in pairs})
        made[name] = round(100 * figures.overall.f1, 2)
        made[name.replace("f1", "bias")] = round(figures.bias, 3)
    return made


def measure_names(shared: Path) -> Row:
    """F1 of names by kind, exact spans, in the documents of GUM that were kept."""
    documents = [d for d in read_documents(shared) if d.id in KEPT]
    found = mentions.measure(documents, mentions.find_names(documents), "three kinds", exact=True)
    return {kind: round(100 * scored.f1, 2) for kind, scored in found.items()}


def measure_news(shared: Path) -> Row:
    """Speakers of world news that was labelled to measure on: every source that a model found and that is one."""
    same_name = load_scorer("score_record", shared).same_name
    items = {r["id"]: r for r in read_jsonl(shared / "data/news/rss2016.jsonl.gz")}
    tagger, resolver, bold = Tagger(), Resolver(), Resolver(certain=0.0)
    right: list[bool] = []
    named: list[bool] = []
    for row in read_jsonl(LABELS / "news-dev.jsonl"):
        item = items[row["id"]]
        article = Article(item["text"], title=item["title"], published=item["published"][:10])
        attributions = [Attribution(*(tuple(Span(*s) for s in part) for part in a[:3])) for a in row["attributions"]]  # type: ignore[arg-type]
        labels = party_labels(row, item["text"])
        analysis = tagger.analyse(article.text)
        cautious, free = (r.resolve(article, attributions, analysis) for r in (resolver, bold))
        for k, label in enumerate(row["speakers"]):
            gold = labels.sources[k]
            if label["who"] == ["skip"] or gold["kind"] == "none":
                continue
            said = [_speaker(found.speakers, found.chosen[label["n"]]) for found in (cautious, free)]
            right.append(is_right(same_name, gold, said[1]))
            if said[0] and said[0].kind in ("person", "organisation"):
                named.append(is_right(same_name, gold, said[0]))
    return {
        "sources": len(right),
        "party": round(100 * float(np.mean(right)), 2),
        "named": len(named),
        "misattributed": round(100 * (1 - float(np.mean(named))), 2),
    }


def _speaker(speakers: Sequence[Speaker], name: str | None) -> Speaker | None:
    return next((s for s in speakers if s.id == name), None)


def measure_cases(half: str) -> Row:
    """Our own invented articles (`tests/cases/invented.jsonl`): of the sayings that are found, how many have the right
    speaker, everybody named; and how many persons and bodies are named wrongly at the default threshold.
    """
    same_name = load_scorer("score_record").same_name
    cautious, bold = Reader(), Reader(certain=0.0)
    found = right = named = wrong = said = 0
    for case in map(json.loads, INVENTED.read_text(encoding="utf-8").splitlines()):
        if case["half"] != half:
            continue
        records = [reader.read(Article(case["text"], language="en")) for reader in (cautious, bold)]
        for words, name, kind in case["says"]:
            said += 1
            for record, free in zip(records, (False, True), strict=True):
                one = next((s for s in record.statements if words in record.words(s.content) and not s.parent), None)
                if one is None:
                    continue
                speaker = record.speaker(one)
                good = speaker is None if kind is None else is_right(same_name, {"name": name, "kind": kind}, speaker)
                found, right = found + free, right + (free and good)
                sure = not free and speaker is not None and speaker.kind in ("person", "organisation")
                named, wrong = named + sure, wrong + (sure and not good)
    return {"said": said, "found": found, "right": right, "named": named, "named wrongly": wrong}


def measure_calibration(shared: Path, rows: Sequence[Row]) -> Row:
    """Expected calibration error in ten bins: of the attributions' own confidence on PolNeAR's development articles,
    and of the statements' on the development records, where right means content, source and speaker.
    """
    scorer, record = load_scorer("score_attributions", shared), load_scorer("score_record", shared)
    tagger, reader = Tagger(), Reader(certain=0.0)
    sure: list[float] = []
    right: list[bool] = []
    records = {r["id"]: r for r in read_jsonl(shared / "record/dev.jsonl")}
    stated: list[float] = []
    held: list[bool] = []
    for row in rows:
        page = scorer.Article(row["text"])
        analysis = tagger.analyse(row["text"])
        said = [
            {**page.read([_plain(a)])[0][0], "sure": a.confidence}
            for a in analysis.attributions
            if a.parent is None and page.read([_plain(a)])[0]
        ]
        gold = page.read(row["annotations"][0]["attributions"])[0]
        hits = {id(p) for _, p, hit in scorer.match(gold, said) if hit["attributed"]}
        sure += [s["sure"] for s in said]
        right += [id(s) in hits for s in said]
        if row["id"] in records:
            a, b = _statements(record, page, row, records[row["id"]], reader.read(to_article(row)))
            stated += a
            held += b
    return {
        "attributions": round(calibration_error(np.array(sure), np.array(right, float)), 4),
        "statements": round(calibration_error(np.array(stated), np.array(held, float)), 4),
        "statements counted": len(held),
    }


def _plain(attribution: Attribution) -> Row:
    return {role: [list(s) for s in getattr(attribution, role)] for role in ("source", "cue", "content")}


def _statements(scorer: Any, page: Any, row: Row, gold: Row, said: Record) -> tuple[list[float], list[bool]]:
    marked = row["annotations"][0]["attributions"]
    golds = [
        {**s, "tokens": page.covered(marked[s["n"]]["content"]), "source": page.covered(marked[s["n"]]["source"])}
        for s in gold["statements"]
    ]
    scored = {s["n"] for s in gold["statements"]}
    unscored = [page.covered(a["content"]) for n, a in enumerate(marked) if n not in scored]
    found = [
        {"tokens": page.covered(s.content), "source": page.covered(s.source), "is": s}
        for s in said.statements
        if s.parent is None
    ]
    found = [f for f in found if f["tokens"]]
    pairs = {id(p): g for g, p in scorer.pair_up([g for g in golds if g["tokens"]], found)}
    sure, right = [], []
    for one in found:
        match = pairs.get(id(one))
        if match is None and any(scorer.jaccard(one["tokens"], u) >= 0.5 for u in unscored):
            continue
        sure.append(one["is"].confidence)
        right.append(
            match is not None
            and is_same_source(match["source"], one["source"])
            and is_right(scorer.same_name, match["speaker"], said.speaker(one["is"]))
        )
    return sure, right


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    print(json.dumps(measure(parser.parse_args().shared), indent=1))


if __name__ == "__main__":
    main()
