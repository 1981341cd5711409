"""Sayso's own reading parts, as the commands want them; importing this is slow."""

from collections.abc import Iterator

from sayso.errors import ReadError
from sayso.model import Article
from sayso.pipeline import Reader
from sayso.reading import Hints, read_articles
from sayso.show.records import Given


def find_articles(source: str, given: Given) -> Iterator[Article | ReadError]:
    """The articles of a source, and an error for each of its inputs that is none."""
    hints = Hints(url=given.url, outlet=given.outlet, title=given.title, published=given.published)
    return read_articles(source, hints, allow_private=given.allow_private)


def load_reader(given: Given) -> Reader:
    """A reader with its model."""
    return Reader(actors=given.actors, certain=given.certain)
