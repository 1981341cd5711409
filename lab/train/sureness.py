"""Fit the probabilities of speakers on articles that no model was trained on, and choose the default of `--certain`.

    python -m lab.train.sureness --shared ../shared

The articles are the held-out ones of PolNeAR's training part that have labelled speakers. Two logistic regressions
(Platt 1999): is the speaker right, where the content is a gold attribution's; and are content, source and speaker all
right. `certain` is the least threshold at which at most 2 % of the named persons and organisations are wrong.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from lab.bench.attributions import to_article
from lab.corpora import read_jsonl
from lab.judge import calibration_error, is_right, is_same_source
from lab.own_labels import LABELS, read_own_labels
from lab.scorers import load_scorer
from lab.train.calibrate import Floats, fit
from lab.train.scenes import party_labels
from lab.train.train import held_out
from sayso.attribute.tagger import Tagger
from sayso.resolve.confidence import EVIDENCE, evidence
from sayso.resolve.speakers import MODEL, NAMED, Resolver

Row = dict[str, Any]
#: The share of wrong names that the default threshold allows; a margin below the 2 % that are promised.
WRONG = 0.02
#: What the weights are pulled towards, and how strongly (least log loss in ten folds among 0.3 to 30).
PRIOR = {
    "log-odds of the walks": 0.8,
    "the rule's party": 0.5,
    "log-odds of the rule": 0.5,
    "log-odds of the attribution": 0.1,
    "log-odds of its links": 0.1,
}
PULL = 5.0


class Case(NamedTuple):
    """One predicted attribution: its evidence, whether its content is a gold one's, whether its source and its
    speaker are right, and whether it names a person or organisation.
    """

    evidence: list[float]
    matched: bool
    source: bool
    speaker: bool
    named: bool


def gold_speakers(shared: Path) -> Iterator[tuple[Row, dict[int, Row]]]:
    """(PolNeAR article, speaker by number of the attribution) of the held-out articles."""
    items = {r["id"]: r for r in read_jsonl(shared / "data/polnear/train.jsonl.gz")}
    found: dict[str, dict[int, Row]] = {}
    for row in read_jsonl(LABELS / "parties.jsonl"):
        labels = party_labels(row, items[row["id"]]["text"])
        found[row["id"]] = {s["n"]: labels.sources[k] for k, s in enumerate(row["speakers"])}
    for row in [*read_own_labels("speakers", items), *read_jsonl(shared / "record/train.jsonl")]:
        found[row["id"]] = {s["n"]: s["speaker"] for s in row["statements"]}
    for name in sorted(found):
        if held_out(name):
            yield items[name], found[name]


def cases(shared: Path, tagger: Tagger, resolver: Resolver) -> Iterator[Case]:
    """Every outermost attribution that is found in the held-out articles and is either matched by content or wrong."""
    scorer, record = load_scorer("score_attributions", shared), load_scorer("score_record", shared)
    for item, speakers in gold_speakers(shared):
        article, page = to_article(item), scorer.Article(item["text"])
        analysis = tagger.analyse(article.text)
        _, choices = resolver.choose(article, analysis.attributions, analysis)
        marked = item["annotations"][0]["attributions"]
        gold = [{"n": n, "tokens": page.covered(a["content"]), "source": page.covered(a["source"])}
                for n, a in enumerate(marked)]  # fmt: skip
        gold = [g for g in gold if g["tokens"]]
        said = [{"at": n, "tokens": page.covered(a.content), "source": page.covered(a.source)}
                for n, a in enumerate(analysis.attributions) if a.parent is None]  # fmt: skip
        said = [s for s in said if s["tokens"]]
        pairs = {p["at"]: g for g, p in record.pair_up(gold, said)}
        for one in said:
            match = pairs.get(one["at"])
            choice = choices[one["at"]]
            party = choice.found.party
            known = speakers.get(match["n"]) if match else None
            if match and known is None:
                continue
            shared_source = match is not None and is_same_source(match["source"], one["source"])
            named = party is not None and party.kind in NAMED
            right = known is not None and is_right(record.same_name, known, party)
            values = evidence(choice, analysis.attributions[one["at"]])
            yield Case(values, match is not None, shared_source, right, named)


def main() -> None:
    """Write the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--attributions", type=Path, help="another attribution model than the shipped one")
    args = parser.parse_args()
    card = args.model.with_suffix(".json")
    zero = [0.0] * len(EVIDENCE)
    card.write_text(json.dumps({"speaker": zero, "statement": zero, "certain": 0.0}), encoding="utf-8")
    tagger = Tagger(args.attributions) if args.attributions else Tagger()
    found = list(cases(args.shared, tagger, Resolver(certain=0.0, model=args.model)))
    towards = np.array([PRIOR.get(name, 0.0) for name in EVIDENCE])
    matched = [c for c in found if c.matched]
    x, y = np.array([c.evidence for c in matched]), np.array([c.speaker for c in matched], float)
    speaker = fit(x, y, towards, PULL)
    xs = np.array([c.evidence for c in found])
    ys = np.array([c.matched and c.source and c.speaker for c in found], float)
    statement = fit(xs, ys, towards, PULL)
    for name, weights, values, right in (("speaker", speaker, x, y), ("statement", statement, xs, ys)):
        sure = 1 / (1 + np.exp(-values @ weights))
        print(f"{name}: {len(right)}, {right.mean():.3f} right, calibration error {calibration_error(sure, right):.3f}")
        print({n: round(float(w), 2) for n, w in zip(EVIDENCE, weights, strict=True)})
    certain = threshold([c for c in matched if c.named], speaker)
    print("certain", certain)
    made = {"speaker": speaker.round(4).tolist(), "statement": statement.round(4).tolist(), "certain": certain}
    card.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


def threshold(named: list[Case], weights: Floats) -> float:
    """The least probability above which, with all that are plain names, at most `WRONG` of the named are wrong."""
    plain = [c for c in named if c.evidence[EVIDENCE.index("anchored")]]
    linked = [c for c in named if not c.evidence[EVIDENCE.index("anchored")]]
    sure = 1 / (1 + np.exp(-np.array([c.evidence for c in linked]) @ weights))
    order = np.argsort(-sure)
    wrong = sum(not c.speaker for c in plain) + np.cumsum([not linked[n].speaker for n in order])
    kept = np.flatnonzero(wrong <= WRONG * (len(plain) + np.arange(1, len(linked) + 1)))
    last = int(kept[-1]) if len(kept) else 0
    print(f"named {len(named)}, wrong {int(wrong[-1])}; kept {len(plain) + last + 1}, wrong {int(wrong[last])}")
    return round(float(sure[order[last]]), 3)


if __name__ == "__main__":
    main()
