"""A teacher's beliefs about articles, kept small: tag probabilities and the likeliest pointers.

Distillation (Hinton, Vinyals and Dean 2015) teaches the student what the teacher believes of every token,
of gold articles and of news that nobody has annotated.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lab.train.labels import LEVELS, NONE, Labelled
from sayso.attribute.decode import Reading

TOP = 4  # pointers kept of each token
POINTERS = 2
TAGS = 7


@dataclass(slots=True)
class Beliefs:
    """Of one article: tags [levels, t, 7]; pointer goals [levels, 2, t, 4] and their shares.

    A goal is a token's number in the article, or NONE.
    """

    tags: npt.NDArray[np.float16]
    goals: npt.NDArray[np.int32]
    shares: npt.NDArray[np.float16]


def gather(readings: Sequence[Sequence[Reading]], length: int) -> Beliefs:
    """The beliefs of one article from its windows' readings of each level."""
    made = Beliefs(
        np.zeros((LEVELS, length, TAGS), np.float16),
        np.full((LEVELS, POINTERS, length, TOP), NONE, np.int32),
        np.zeros((LEVELS, POINTERS, length, TOP), np.float16),
    )
    for level, windows in enumerate(readings):
        for tags, pointers, window in ((r.tags, r.pointers, r.window) for r in windows):
            keep = slice(window.keep_start - window.start, window.keep_end - window.start)
            to = slice(window.keep_start, window.keep_end)
            made.tags[level, to] = tags[keep]
            best = np.argsort(-pointers[:, keep], axis=-1)[..., :TOP]
            found = best.shape[-1]
            made.goals[level, :, to, :found] = np.where(best == 0, NONE, best - 1 + window.start)
            made.shares[level, :, to, :found] = np.take_along_axis(pointers[:, keep], best, -1)
    return made


def save(path: Path, names: Sequence[str], beliefs: Sequence[Beliefs]) -> None:
    """One file for a corpus."""
    np.savez(
        path,
        names=np.array(names),
        lengths=np.array([b.tags.shape[1] for b in beliefs]),
        tags=np.concatenate([b.tags for b in beliefs], axis=1),
        goals=np.concatenate([b.goals for b in beliefs], axis=2),
        shares=np.concatenate([b.shares for b in beliefs], axis=2),
    )


def load(path: Path) -> Iterator[tuple[str, Beliefs]]:
    """(article name, beliefs) of a file that `save` wrote."""
    with np.load(path) as stored:
        data = {key: stored[key] for key in stored.files}
    ends = np.cumsum(data["lengths"])
    for name, end, length in zip(data["names"], ends, data["lengths"], strict=True):
        here = slice(end - length, end)
        yield str(name), Beliefs(data["tags"][:, here], data["goals"][:, :, here], data["shares"][:, :, here])


def attach(articles: Sequence[Labelled], paths: Sequence[Path]) -> None:
    """Give each article the beliefs stored under its name, if any."""
    stored = {name: beliefs for path in paths for name, beliefs in load(path)}
    for article in articles:
        found = stored.get(article.name)
        if found is not None and found.tags.shape[1] == len(article.tokens):
            article.beliefs = found
