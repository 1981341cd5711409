"""Pairs of statements of news with a teacher's answers, from which the comparer learns what news sounds like.

    python -m lab.train.news_pairs --records build/records.jsonl --weights build/weights \
        --teacher build/teacher.pt --out build/pairs.jsonl

The records are the product's own readings of PolNeAR's training set. How alike two contents are is told by the
sentence vectors of MPNet (all-mpnet-base-v2, as pretrained), what follows from what by the teacher of
`lab.train.compare --teacher`.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch.nn import functional

from lab.corpora import read_jsonl
from lab.train import compare
from lab.train.encoder import Encoder, load_mpnet
from lab.train.lessons import sides_apart
from sayso.attribute.tokens import CLS, SEP, Tokenizer
from sayso.relate.keys import statement_keys
from sayso.relate.sides import Side
from sayso.relate.terms import weight_of

Floats = npt.NDArray[np.float32]
#: So many pairs are drawn within articles, and across.
WITHIN, ACROSS = 26_000, 22_000
#: What two statements of an article share that are drawn, if they do not follow each other.
SHARED = 0.8
#: Statements across articles share so many keys, and a key has so few statements.
KEYS, COMMON = 2, 60


class Texts(NamedTuple):
    """A pair of contents."""

    earlier: str
    later: str


def draw_pairs(articles: Sequence[Sequence[Side]], rng: random.Random) -> list[Texts]:
    """Pairs that may have something to do with each other."""
    near = [
        Texts(sides[i].said, sides[j].said)
        for sides in articles
        for j in range(len(sides))
        for i in range(j)
        if j - i <= 2 or weight_of(sides[i].terms & sides[j].terms) >= SHARED
    ]
    far = list(_across(articles))
    return rng.sample(near, min(WITHIN, len(near))) + rng.sample(far, min(ACROSS, len(far)))


def _across(articles: Sequence[Sequence[Side]]) -> Iterator[Texts]:
    by_key: dict[int, list[tuple[int, int]]] = {}
    for n, sides in enumerate(articles):
        for m, side in enumerate(sides):
            for key in statement_keys(side.terms):
                by_key.setdefault(key, []).append((n, m))
    counts = Counter(
        (a, b)
        for places in by_key.values()
        if len(places) <= COMMON
        for b in places
        for a in places
        if a[0] < b[0]  # an earlier article of the file
    )
    for (a, b), count in sorted(counts.items()):
        one, other = articles[a[0]][a[1]].said, articles[b[0]][b[1]].said
        if count >= KEYS and one != other:
            yield Texts(one, other)


@torch.inference_mode()
def embed(encoder: Encoder, texts: Sequence[str], tokenizer: Tokenizer) -> Floats:
    """Sentence vectors [texts, width] of length one: the mean of the last layer's."""
    encoder.eval()
    ids = [[CLS, *tokenizer.split(text).ids[: compare.LONGEST].tolist(), SEP] for text in texts]
    found = np.zeros((len(texts), encoder.width), np.float32)
    order = sorted(range(len(texts)), key=lambda n: len(ids[n]))
    for start in range(0, len(order), 64):
        some = order[start : start + 64]
        lengths = torch.tensor([len(ids[n]) for n in some])
        longest = int(lengths.max())
        rows = torch.tensor([ids[n] + [0] * (longest - len(ids[n])) for n in some])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = encoder(rows, torch.zeros(3, len(some), longest, dtype=torch.long), lengths).float()
        there = (torch.arange(longest) < lengths[:, None]).float()[..., None]
        found[some] = functional.normalize((states * there).sum(1) / there.sum(1), dim=-1).numpy()
    return found


def ask(path: Path, pairs: Sequence[Texts], tokenizer: Tokenizer) -> Floats:
    """The teacher's shares [pairs, 3]."""
    teacher = compare.Comparer(Encoder("mpnet", 12, 768, 12, 3072, 30522, 514))
    teacher.load_state_dict({k: v.float() for k, v in torch.load(path, weights_only=True).items()}, strict=False)
    order = sorted(range(len(pairs)), key=lambda n: len(pairs[n].earlier) + len(pairs[n].later))
    asked = [compare.Pair(*pairs[n], (0,)) for n in order]
    found = np.zeros((len(pairs), len(compare.LABELS)), np.float32)
    found[order] = compare.measure(teacher, asked, tokenizer)[1].numpy()
    return found


def main() -> None:
    """Draw the pairs and write them with the teacher's answers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("records", "weights", "teacher", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer = Tokenizer(Path("sayso/data/tokenizer.json"))
    articles = [list(sides_apart(record).values()) for record in read_jsonl(args.records)]
    pairs = draw_pairs(articles, random.Random(1))
    texts = sorted({text for pair in pairs for text in pair})
    vectors = dict(zip(texts, embed(load_mpnet(args.weights / "mpnet"), texts, tokenizer), strict=True))
    shares = ask(args.teacher, pairs, tokenizer)
    with args.out.open("w", encoding="utf-8") as file:
        for pair, share in zip(pairs, shares.tolist(), strict=True):
            alike = float(vectors[pair.earlier] @ vectors[pair.later])
            row = {**pair._asdict(), "alike": round(alike, 3), "shares": [round(p, 4) for p in share]}
            file.write(json.dumps(row) + "\n")
    print(len(pairs), "pairs")


if __name__ == "__main__":
    main()
