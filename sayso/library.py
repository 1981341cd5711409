"""The Python library: `sayso.read` for one article, `sayso.Reader` for many."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from sayso.errors import ReadError, UsageError
from sayso.model import Article, Record
from sayso.pipeline import Reader as ArticleReader
from sayso.reading import Hints, read_articles, read_text


class Reader:
    """Reads articles into records; holds the model, so make one and use it for many articles."""

    def __init__(self, actors: str | Path | None = None, certain: float | None = None) -> None:
        """`actors` is a CSV file of offices to know beside the shipped ones (docs/offices.md); `certain` the
        probability below which a statement's speaker is left open where it would be a person or organisation
        (default: the model's own).
        """
        self._inner = ArticleReader(actors=Path(actors) if actors else None, certain=certain)

    def read(self, article: Article | str | Path) -> Record:
        """The record of an article, or of the one article at a path or URL; raises `ReadError`."""
        return self._inner.read(article if isinstance(article, Article) else _find_article(article, Hints(), False))

    def read_many(self, articles: Iterable[Article | str | Path]) -> Iterator[Record]:
        """The records of a stream of articles, paths or URLs, one by one as they are asked for."""
        return map(self.read, articles)


def read(
    source: str | Path | None = None,
    *,
    text: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    published: str | None = None,
    allow_private: bool = False,
) -> Record:
    """The record of one article: a path, a URL, or a text by keyword.

    The other keywords give what the source does not say; `published` is an ISO date. Raises `ReadError` where
    there is no article (or, for a source of several, more than one), `UsageError` without source or text.

    >>> record = read(text="“It rained,” the mayor said.")
    """
    hints = Hints(url=url, outlet=outlet, title=title, published=published)
    if (source is None) == (text is None):
        raise UsageError("give either a source (path or URL) or text=")
    article = read_text(text, hints) if text is not None else _find_article(source or "", hints, allow_private)
    return _reader().read(article)


@cache
def _reader() -> Reader:
    """The one that `read` uses, made when it is first called."""
    return Reader()


def _find_article(source: str | Path, hints: Hints, allow_private: bool) -> Article:
    found = read_articles(source, hints, allow_private=allow_private)
    first = next(found, None)
    if isinstance(first, Article) and next(found, None) is None:
        return first
    if isinstance(first, ReadError):
        raise first
    raise ReadError(
        str(source), "holds no article" if first is None else "holds several articles; use Reader.read_many"
    )
