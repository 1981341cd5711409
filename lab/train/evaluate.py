"""Decode a torch model's scores as the product does, and score them with the shared scorer."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch

from lab.corpora import read_jsonl
from lab.scorers import SHARED, load_scorer
from lab.train.batches import batches
from lab.train.labels import LEVELS, Labelled
from lab.train.tagger import Tagger
from sayso.attribute.decode import Found, Reading, find_attributions
from sayso.attribute.tokens import Tokens


def predict(
    model: Tagger, articles: Sequence[Labelled], budget: int = 6200
) -> Iterator[tuple[int, list[list[Reading]]]]:
    """(article number, its readings of each level), windows in order."""
    rows: dict[int, list[list[Reading]]] = {n: [[] for _ in range(LEVELS)] for n in range(len(articles))}
    model.eval()
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for batch in batches(articles, budget):
            tags, pointers = model(batch.ids, batch.features, batch.lengths)
            for level in range(LEVELS):
                t = tags[level].softmax(-1).numpy()
                p = np.stack([x.softmax(-1).numpy() for x in pointers[level]])
                for row, (number, window) in enumerate(batch.places):
                    end = window.end - window.start + 1
                    rows[number][level].append(Reading(window, t[row, 1:end], p[:, row, 1:end, :end]))
    for at, read in rows.items():
        for windows in read:
            windows.sort(key=lambda r: r.window.start)
        yield at, read


def predict_together(
    models: Sequence[Tagger], articles: Sequence[Labelled], weights: Sequence[float] | None = None
) -> Iterator[tuple[int, list[list[Reading]]]]:
    """As `predict`, of several models at once: the mean, weighed where told, of what they say of each window."""
    for said in zip(*(predict(model, articles) for model in models), strict=True):
        number = said[0][0]
        levels = zip(*(readings for _, readings in said), strict=True)
        yield number, [[_mean(same, weights) for same in zip(*level, strict=True)] for level in levels]


def _mean(readings: Sequence[Reading], weights: Sequence[float] | None) -> Reading:
    tags = np.average([r.tags for r in readings], axis=0, weights=weights)
    return Reading(readings[0].window, tags, np.average([r.pointers for r in readings], axis=0, weights=weights))


def spans_of(found: Found, tokens: Tokens) -> dict[str, list[list[int]]]:
    """An attribution's token spans as character spans."""
    return {
        role: [[int(tokens.starts[a]), int(tokens.ends[b - 1])] for a, b in getattr(found, role)]
        for role in ("source", "cue", "content")
    }


def evaluate(model: Tagger, articles: Sequence[Labelled], part: str = "train") -> dict[str, Any]:
    """The scorer's main figures on PolNeAR articles, first level."""
    names = {a.name for a in articles}
    gold = [row for row in read_jsonl(SHARED / "data/polnear" / f"{part}.jsonl.gz") if row["id"] in names]
    said = {
        articles[n].name: [spans_of(f, articles[n].tokens) for f in find_attributions(levels[0])]
        for n, levels in predict(model, articles)
    }
    result = load_scorer("score_attributions").score(gold, said, resamples=1)
    return {
        "attributed": result["attributed"],
        "strict": result["strict_attributed"]["f1"],
        "content": result["tokens"]["content"]["f1"],
        "cue": result["tokens"]["cue"]["f1"],
        "source": result["tokens"]["source"]["f1"],
        "direct": result["classes"]["direct"]["attributed"]["r"],
    }
