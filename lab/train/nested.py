"""Nested attributions of articles that nobody has marked for them, found by the model itself.

PolNeAR marks only the outermost attribution. A content read alone, as if it were an article, has
the nested one as its outermost: so a model of the first level labels the second, for the articles
without a record. `python -m lab.train.nested --help`.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from lab.corpora import read_jsonl
from lab.scorers import load_scorer
from lab.train.checkpoint import load_checkpoint
from lab.train.evaluate import predict_together, spans_of
from lab.train.labels import ROLES, Attribution, Labelled, load_polnear, unknown
from lab.train.tagger import Tagger
from sayso.attribute.decode import find_attributions
from sayso.attribute.tokens import Ints, Tokenizer, Tokens

SHORTEST = 6  # subwords of a content that can hold another statement


def alone(article: Labelled, at: Ints) -> Labelled:
    """Some tokens of an article as an article of their own, out of the outer quotation."""
    tokens = article.tokens
    edges = np.zeros(len(at), np.int32)
    edges[-1], edges[0] = 2, 1
    made = Tokens(
        tokens.ids[at],
        tokens.starts[at],
        tokens.ends[at],
        tokens.cases[at],
        np.zeros(len(at), np.int32),
        edges,
        np.zeros(len(at), np.int32),
    )
    tags, pointers = unknown(made)
    return Labelled(article.name, article.text, made, [tags, tags], [pointers, pointers])


def contents(article: Labelled) -> list[Ints]:
    """The token numbers of each gold content, by the anchor that its pieces share."""
    is_content, anchors = article.tags[0] >= 5, article.pointers[0][0]
    groups = [np.flatnonzero(is_content & (anchors == anchor)) for anchor in np.unique(anchors[is_content])]
    return [g.astype(np.int32) for g in groups if len(g) >= SHORTEST]


def find_nested(models: Sequence[Tagger], articles: Sequence[Labelled], likely: float) -> dict[str, list[Attribution]]:
    """{article name: nested attributions as character spans}."""
    parts = [alone(article, at) for article in articles for at in contents(article)]
    said: dict[str, list[Attribution]] = {a.name: [] for a in articles}
    for number, levels in predict_together(models, parts):
        for found in find_attributions(levels[0]):
            if found.cue and found.tag_probability * found.link_probability > likely:
                said[parts[number].name].append(spans_of(found, parts[number].tokens))
    return said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--models", type=Path, nargs="+", required=True)
    parser.add_argument("--likely", type=float, default=0.4, help="keep what is at least so probable")
    parser.add_argument("--out", type=Path, help="write the labels here as JSON Lines")
    args = parser.parse_args()
    torch.set_num_threads(1)
    articles = load_polnear(args.shared, "train", Tokenizer(Path("sayso/data/tokenizer.json")))
    marked = {
        r["id"]: [n for n in r["nested"] if not isinstance(n["in"], str)]
        for r in read_jsonl(args.shared / "record" / "train.jsonl")
    }
    if args.out is None:
        articles = [a for a in articles if a.name in marked][:60]
    said = find_nested([load_checkpoint(path) for path in args.models], articles, args.likely)
    report(said, marked, articles, args.shared)
    if args.out:
        args.out.write_text(
            "".join(json.dumps({"id": k, "nested": v}) + "\n" for k, v in said.items()), encoding="utf-8"
        )


def report(
    said: dict[str, list[Attribution]],
    marked: dict[str, list[Attribution]],
    articles: Sequence[Labelled],
    shared: Path,
) -> None:
    """Precision and recall against the records, whose nested statements no first level has seen."""
    scorer = load_scorer("score_attributions", shared)
    hits = gold = pred = 0
    for article in articles:
        if article.name in marked:
            page = scorer.Article(article.text)
            g, p = (
                page.read([{r: a[r] for r in ROLES} for a in rows])[0]
                for rows in (marked[article.name], said[article.name])
            )
            hits += sum(hit["attributed"] for _, _, hit in scorer.match(g, p))
            gold, pred = gold + len(g), pred + len(p)
    precision, recall = hits / max(pred, 1), hits / max(gold, 1)
    print(f"content read alone: gold {gold}, found {pred}, right {hits}: P {precision:.3f} R {recall:.3f}")


if __name__ == "__main__":
    main()
