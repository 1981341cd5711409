"""Fit what turns the model's probabilities into a statement's confidence, on articles kept from training.

A logistic regression (Platt 1999) over the log-odds of tags, links and source: does the attribution match a
gold one in content and source? `python -m lab.train.calibrate --shared ../shared` writes the weights.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from lab.corpora import read_jsonl
from lab.judge import calibration_error
from lab.scorers import load_scorer
from lab.train.evaluate import spans_of
from lab.train.train import held_out
from sayso.attribute.tagger import DATA, LEVELS, Tagger, evidence

Floats = npt.NDArray[np.float64]


def collect(shared: Path, level: int) -> tuple[Floats, Floats]:
    """(evidence [n, 4], right [n]) of what is found in the held-out articles."""
    scorer = load_scorer("score_attributions", shared)

    tagger = Tagger()
    nested = {r["id"]: r["nested"] for r in read_jsonl(shared / "record" / "train.jsonl")}
    rows, right = [], []
    for row in read_jsonl(shared / "data" / "polnear" / "train.jsonl.gz"):
        if not held_out(row["id"]) or (level and row["id"] not in nested):
            continue
        gold = nested[row["id"]] if level else row["annotations"][0]["attributions"]
        tokens, levels = tagger.find_spans(row["text"])
        page = scorer.Article(row["text"])
        said: list[dict[str, Any]] = []
        for found in levels[level]:
            read = page.read([spans_of(found, tokens)])[0]
            said += [{**item, "evidence": evidence(found)} for item in read]
        hits = {id(p) for _, p, hit in scorer.match(page.read(gold)[0], said) if hit["attributed"]}
        rows += [s["evidence"] for s in said]
        right += [id(s) in hits for s in said]
    return np.array(rows), np.array(right, dtype=float)


def fit(x: Floats, y: Floats, towards: Floats, pull: float) -> Floats:
    """Logistic regression by Newton's method with shortened steps, the weights pulled towards given ones."""

    def cost(w: Floats) -> float:
        z = x @ w
        return float((np.logaddexp(0, z) - y * z).sum() + pull / 2 * ((w - towards) ** 2).sum())

    w = towards.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - y) + pull * (w - towards)
        curvature = (x * (p * (1 - p))[:, None]).T @ x + pull * np.eye(len(w))
        step = np.linalg.solve(curvature, gradient)
        while cost(w - step) > cost(w) and np.abs(step).max() > 1e-9:
            step = step / 2
        w = w - step
    return w


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    args = parser.parse_args()
    card = DATA / "attribute.json"
    settings = json.loads(card.read_text(encoding="utf-8")) if card.exists() else {}
    settings["calibration"] = [[0.0, 1.0, 0.0, 0.0]] * LEVELS
    card.write_text(json.dumps(settings), encoding="utf-8")
    weights = np.array([0.0, 1.0, 0.0, 0.0])
    for level in range(LEVELS):
        x, y = collect(args.shared, level)
        # Few nested ones are held out, so their weights stay near those of the first level.
        weights = fit(x, y, weights, 1.0 if level == 0 else 10.0)
        error = calibration_error(1 / (1 + np.exp(-x @ weights)), y)
        print(
            f"level {level}: {len(y)} found, {y.mean():.3f} right, calibration error {error:.3f}",
            weights.round(3),
        )
        settings["calibration"][level] = weights.round(4).tolist()
    card.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
