"""Articles -> batches of windows, padded to the longest, with labels or a teacher's beliefs."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from lab.train.labels import IGNORE, LEVELS, NONE, Labelled
from lab.train.soft import TAGS, TOP
from sayso.attribute.tokens import CLS, SEP, Tokens
from sayso.attribute.windows import LENGTH, Window, cut_windows


@dataclass(slots=True)
class Batch:
    """Tensors of some windows; position 0 of each is the special token, tokens follow."""

    ids: Tensor
    features: Tensor
    lengths: Tensor
    tags: list[Tensor]
    pointers: list[Tensor]
    places: list[tuple[int, Window]]
    beliefs: tuple[Tensor, Tensor, Tensor] | None = None


def windows_of(articles: Sequence[Labelled], rng: random.Random | None = None) -> list[tuple[int, Window]]:
    """(article number, window) of all; with `rng` of varied lengths, so that no place is learnt."""
    found = []
    for number, article in enumerate(articles):
        length = LENGTH if rng is None else rng.choice((LENGTH, LENGTH, LENGTH, 300, 200, 120))
        found += [(number, w) for w in cut_windows(article.tokens, article.text, length)]
    return found


def batches(
    articles: Sequence[Labelled],
    budget: int,
    rng: random.Random | None = None,
    weights: Sequence[int] | None = None,
) -> Iterator[Batch]:
    """Batches of at most `budget` padded tokens; shuffled where `rng` is given."""
    places = windows_of(articles, rng)
    if weights is not None:
        places = [p for p in places for _ in range(weights[p[0]])]
    noise = (lambda: rng.random() * 60) if rng else (lambda: 0.0)
    places.sort(key=lambda place: place[1].end - place[1].start + noise())
    groups: list[list[tuple[int, Window]]] = [[]]
    longest = 0
    for place in places:
        longest = max(longest, place[1].end - place[1].start + 2)
        if groups[-1] and longest * (len(groups[-1]) + 1) > budget:
            groups.append([])
            longest = place[1].end - place[1].start + 2
        groups[-1].append(place)
    if rng:
        rng.shuffle(groups)
    for group in groups:
        if group:
            yield build_batch(articles, group)


def build_batch(articles: Sequence[Labelled], group: list[tuple[int, Window]]) -> Batch:
    """The tensors of these windows."""
    lengths = [w.end - w.start + 2 for _, w in group]
    longest = max(lengths)
    ids = np.zeros((len(group), longest), np.int64)
    features = np.zeros((3, len(group), longest), np.int64)
    tags = np.full((LEVELS, len(group), longest), IGNORE, np.int64)
    pointers = np.full((LEVELS, 2, len(group), longest), IGNORE, np.int64)
    for row, (number, window) in enumerate(group):
        article, here = articles[number], slice(window.start, window.end)
        count = window.end - window.start
        ids[row, 0], ids[row, count + 1] = CLS, SEP
        ids[row, 1 : count + 1] = article.tokens.ids[here]
        features[:, row, 1 : count + 1] = feature_rows(article.tokens, here)
        for level in range(LEVELS):
            tags[level, row, 1 : count + 1] = article.tags[level][here]
            pointers[level, :, row, 1 : count + 1] = _inside(article.pointers[level][:, here], window)
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(features),
        torch.tensor(lengths),
        list(torch.from_numpy(tags)),
        list(torch.from_numpy(pointers)),
        group,
        _beliefs(articles, group, longest),
    )


def _beliefs(
    articles: Sequence[Labelled], group: list[tuple[int, Window]], longest: int
) -> tuple[Tensor, Tensor, Tensor] | None:
    """A teacher's tags [levels, b, t, 7], pointer goals and shares [levels, 2, b, t, 4] as window positions."""
    if any(articles[number].beliefs is None for number, _ in group):
        return None
    tags = np.zeros((LEVELS, len(group), longest, TAGS), np.float32)
    goals = np.zeros((LEVELS, 2, len(group), longest, TOP), np.int64)
    shares = np.zeros((LEVELS, 2, len(group), longest, TOP), np.float32)
    for row, (number, window) in enumerate(group):
        known, here = articles[number].beliefs, slice(window.start, window.end)
        to = slice(1, window.end - window.start + 1)
        tags[:, row, to] = known.tags[:, here]
        goal, share = known.goals[:, :, here], known.shares[:, :, here].astype(np.float32)
        outside = (goal != NONE) & ((goal < window.start) | (goal >= window.end))
        shares[:, :, row, to] = np.where(outside, 0, share)
        goals[:, :, row, to] = np.where(outside | (goal == NONE), 0, goal - window.start + 1)
    return torch.from_numpy(tags), torch.from_numpy(goals), torch.from_numpy(shares)


def feature_rows(tokens: Tokens, here: slice) -> np.ndarray:
    """The three features [3, t] in the order of the encoder's tables."""
    return np.stack([tokens.cases[here], tokens.quoted[here], tokens.edges[here]])


def _inside(pointers: np.ndarray, window: Window) -> np.ndarray:
    """Article token numbers as window positions: 0 for none, what lies outside is not learnt."""
    moved = pointers - window.start + 1
    moved[(pointers >= 0) & ((pointers < window.start) | (pointers >= window.end))] = IGNORE
    moved[pointers == NONE] = 0
    moved[pointers == IGNORE] = IGNORE
    return moved
