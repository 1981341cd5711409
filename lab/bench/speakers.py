"""Measure how well sources are resolved to speakers, given the gold attributions.

The outputs are the gold attributions of PolNeAR (first annotator) and the nested ones of the record,
with the speakers that the resolver finds; the scorer of the shared folder judges them.

    python -m lab.bench.speakers --shared SHARED [--part PART] [--half 0|1] [--errors N] [--rules] [--without-model]

PART is `train` or `dev`, the hand-made records; `own`, our labels of other training articles, which no rule was made
with; or `pronouns`, 150 pronouns of the development set. Both are in `lab/labels`.
"""

import argparse
import gzip
import hashlib
import importlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from lab.own_labels import read_own_labels
from sayso.attribute.tagger import Tagger
from sayso.model import Article, Attribution, Reason, Span, Spans
from sayso.resolve import Resolution, Resolver, resolve_speakers

Json = dict[str, Any]
#: How many statements of average sureness every rule is given when its own are counted.
WEIGHT = 4
FIGURES = ("speaker_exact", "speaker_party", "misattributed", "coverage_at_2")


def read_lines(path: Path) -> list[Json]:
    """The rows of a JSON Lines file, gzipped or not."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return [json.loads(line) for line in text.splitlines() if line]


def half_of(name: str) -> int:
    """The half, 0 or 1, in which an article of this id falls."""
    return hashlib.sha256(name.encode()).digest()[0] % 2


def read_part(shared: Path, part: str) -> tuple[dict[str, Json], list[Json]]:
    """PolNeAR's articles by id, and the records of a part."""
    polnear = "dev" if part in ("dev", "pronouns") else "train"
    items = {a["id"]: a for a in read_lines(shared / "data/polnear" / f"{polnear}.jsonl.gz")}
    if part in ("train", "dev"):
        return items, read_lines(shared / "record" / f"{part}.jsonl")
    return items, list(read_own_labels("speakers" if part == "own" else "pronouns-dev", items))


def gold_attributions(item: Json, record: Json) -> list[Attribution]:
    """The record's statements as attributions, then its nested ones, then what the record leaves out."""
    marked = item["annotations"][0]["attributions"]
    place = {s["n"]: k for k, s in enumerate(record["statements"])}
    found = [_attribution(marked[s["n"]], None) for s in record["statements"]]
    for nested in record.get("nested", []):
        parent = nested["in"]
        inside = len(place) + int(parent.split(":")[1]) if isinstance(parent, str) else place.get(parent)
        found.append(_attribution(nested, inside))
    return found + [_attribution(a, None) for n, a in enumerate(marked) if n not in place and a["content"]]


def _attribution(marked: Json, parent: int | None) -> Attribution:
    return Attribution(_spans(marked["source"]), _spans(marked["cue"]), _spans(marked["content"]), parent)


def _spans(pairs: Sequence[Sequence[int]]) -> Spans:
    return tuple(Span(*pair) for pair in pairs)


def output(article: Article, attributions: Sequence[Attribution], resolution: Resolution) -> Json:
    """What the scorer reads of a record."""
    rows = [
        {"id": str(n), "speaker": speaker, "source": a.source, "content": a.content, "confidence": sure,
         "parent": None if a.parent is None else str(a.parent)}
        for n, (a, speaker, sure) in enumerate(
            zip(attributions, resolution.chosen, resolution.confidences, strict=True)
        )
    ]  # fmt: skip
    return {
        "article": article.to_json(),
        "speakers": [s.to_json() for s in resolution.speakers],
        "statements": rows,
        "relations": [],
    }


class Case:
    """One gold statement with what was made of it."""

    def __init__(self, same_name: Any, gold: Json, speaker: Any, reason: Reason, source: str, nested: bool) -> None:
        self.gold, self.speaker, self.rule, self.source, self.nested = gold, speaker, reason.rule, source, nested
        self.sure = reason.confidence
        kind = speaker.kind if speaker else "unknown"
        if gold["kind"] in ("unknown", "author"):
            self.right = "exact" if kind in ("unknown", "author") else ""
        else:
            self.right = same_name(gold["name"], speaker.name if speaker else "", gold["kind"] == "person")

    def line(self) -> str:
        """The case in one line."""
        said = f"{self.speaker.kind}:{self.speaker.name}" if self.speaker else "-"
        gold = f"{self.gold['kind']}:{self.gold['name']}"
        where = "nested" if self.nested else "outer"
        mark = self.right or "WRONG"
        return f"{mark:6} {where:6} {self.sure:.2f} {self.rule:22} {self.source[:70]!r} -> {said!r} (gold {gold!r})"


def cases(
    same_name: Any, article: Article, record: Json, attributions: Sequence[Attribution], found: Resolution
) -> Iterator[Case]:
    """Every gold statement and nested statement of an article."""
    speakers = {s.id: s for s in found.speakers}
    golds = [s["speaker"] for s in record["statements"]] + [s["speaker"] for s in record.get("nested", [])]
    for n, (gold, a) in enumerate(zip(golds, attributions, strict=False)):
        source = " … ".join(article.text[s:e] for s, e in a.source)
        speaker, reason = speakers.get(found.chosen[n] or ""), found.reasons[n]
        yield Case(same_name, gold, speaker, reason, source, n >= len(record["statements"]))


class Model:
    """The resolver with its model, on attributions that are given; or without it, the rules alone."""

    def __init__(self, rules: bool = False, certain: float = 0.0) -> None:
        self._tagger = None if rules else Tagger()
        self._resolver = None if rules else Resolver(certain=certain)

    def resolve(self, article: Article, attributions: Sequence[Attribution]) -> Resolution:
        """The speakers of an article's attributions."""
        if self._tagger is None or self._resolver is None:
            return resolve_speakers(article, attributions)
        return self._resolver.resolve(article, attributions, self._tagger.analyse(article.text))


def report_rules(done: Sequence[Case]) -> None:
    """How often each rule is right, on the outer statements and on the nested ones."""
    for nested in (False, True):
        rows: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for case in done:
            if case.nested == nested:
                rows[case.rule][case.right] += 1
        total: Counter[str] = sum(rows.values(), Counter())
        print("nested" if nested else "outer", dict(total))
        for rule, count in sorted(rows.items(), key=lambda row: -sum(row[1].values())):
            n = sum(count.values())
            print(f"  {rule:24} n {n:5}  exact {count['exact'] / n:.3f}  party {1 - count[''] / n:.3f}")


def report_confidence(done: Sequence[Case]) -> None:
    """The figures of `sayso/resolve/confidence.py`: the share right by rule, shrunk towards the share of all."""
    rows: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for case in done:
        rows[case.rule][bool(case.right)] += 1
    mean = sum(row[True] for row in rows.values()) / len(done)
    figures = {rule: (row[True] + WEIGHT * mean) / (row.total() + WEIGHT) for rule, row in rows.items()}
    for rule, figure in sorted(figures.items(), key=lambda item: -item[1]):
        print(f'    "{rule}": {figure:.3f},')


def main() -> None:
    """Print the scorer's figures for speakers, and the milliseconds per article."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder with bench, data and record")
    parser.add_argument("--part", choices=("train", "dev", "own", "pronouns"), default="train")
    parser.add_argument(
        "--half", type=int, choices=(0, 1), help="one half of the articles, divided by the hash of their id"
    )
    parser.add_argument("--errors", type=int, default=0, help="print every Nth error")
    parser.add_argument("--rules", action="store_true", help="print how often each rule is right")
    parser.add_argument("--without-model", action="store_true", help="resolve by the rules alone (an ablation)")
    parser.add_argument("--certain", type=float, default=0.0, help="leave open what is less likely than this")
    args = parser.parse_args()
    sys.path.insert(0, str(args.shared / "bench"))
    scorer = importlib.import_module("score_record")
    items, records = read_part(args.shared, args.part)
    records = [r for r in records if args.half is None or half_of(r["id"]) == args.half]
    outputs: dict[str, Json] = {}
    done: list[Case] = []
    spent = 0.0
    model = Model(args.without_model, args.certain)
    for record in records:
        item = items[record["id"]]
        article = Article(item["text"], ref=item["id"], title=item["title"])
        attributions = gold_attributions(item, record)
        begun = perf_counter()
        resolution = model.resolve(article, attributions)
        spent += perf_counter() - begun
        outputs[record["id"]] = output(article, attributions, resolution)
        done += cases(scorer.same_name, article, record, attributions, resolution)
    if args.rules:
        report_rules(done)
        report_confidence(done)
    wrong = [case for case in done if case.right != "exact"]
    for case in wrong[:: args.errors] if args.errors else []:
        print(case.line())
    result = scorer.score(items, records, outputs)
    print({key: result[key] for key in FIGURES}, f"{1000 * spent / len(records):.2f} ms per article")


if __name__ == "__main__":
    main()
