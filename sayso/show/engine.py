"""Sayso's own reading parts, as the commands want them; importing this is slow."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from importlib.resources import files

from sayso import __version__
from sayso.errors import ReadError
from sayso.model import Article
from sayso.pipeline import Reader, load_encoder
from sayso.reading import Hints, read_articles
from sayso.relate.comparer import Comparer
from sayso.relate.judge import Judge
from sayso.show.records import Given

__all__ = ["find_articles", "load_encoder", "load_judge", "load_reader", "name_reader"]


def find_articles(source: str, given: Given) -> Iterator[Article | ReadError]:
    """The articles of a source, and an error for each of its inputs that is none."""
    hints = Hints(url=given.url, outlet=given.outlet, title=given.title, published=given.published)
    return read_articles(source, hints, allow_private=given.allow_private)


def name_reader(given: Given) -> str:
    """The version with a hash of the model's files, and the settings that change what is read."""
    made = hashlib.sha256()
    for part in sorted(files("sayso").joinpath("data").iterdir(), key=lambda part: part.name):
        if part.is_file() and not part.name.endswith((".py", ".md")):
            made.update(part.read_bytes())
    named = f"sayso {__version__} {made.hexdigest()[:12]}"
    if given.certain is not None:
        named += f" certain={given.certain}"
    if given.actors is not None:
        with suppress(OSError):  # loading the reader says what is wrong with it
            named += f" actors={hashlib.sha256(given.actors.read_bytes()).hexdigest()[:12]}"
    return named


def load_reader(given: Given) -> Reader:
    """A reader with its model."""
    return Reader(actors=given.actors, certain=given.certain)


def load_judge() -> Judge:
    """The model of relations."""
    return Comparer()
