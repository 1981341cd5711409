"""From sources to records, one at a time; what cannot be read comes out as a `ReadError`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sayso.errors import ModelError, ReadError, UsageError
from sayso.model import Article, Record
from sayso.show.complaints import explain_error

if TYPE_CHECKING:  # these are slow to import, and `sayso --help` reads nothing
    from sayso.ledger.relating import Encode
    from sayso.relate.judge import Judge


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says about the sources: facts that they may lack, and what may be fetched."""

    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    allow_private: bool = False
    actors: Path | None = None
    certain: float | None = None


class RecordReader(Protocol):
    """Makes the record of an article, with a model that was loaded once."""

    def read(self, article: Article) -> Record:
        """The record of one article."""


class Engine(Protocol):
    """The reading parts that the commands stand on."""

    def find_articles(self, source: str, given: Given) -> Iterator[Article | ReadError]:
        """The articles of a source, and an error for each of its inputs that is none."""

    def name_reader(self, given: Given) -> str:
        """Which version reads, with which model and settings; the same name means the same records."""

    def load_reader(self, given: Given) -> RecordReader:
        """A reader; this is slow, and done once there is an article."""

    def load_judge(self) -> "Judge":
        """What tells how statements of several articles are related; this is slow too."""

    def load_encoder(self) -> "Encode":
        """What reads a text again, where only its statements are kept; this is slow too."""


def read_records(sources: Sequence[str], given: Given, engine: Engine) -> Iterator[Record | ReadError]:
    """The record of each article of the sources, or why there is none, in their order.

    Only what would fail for every article (`UsageError`, `ModelError`) is raised.
    """
    load_reader = cache(lambda: engine.load_reader(given))
    for source in sources:
        for article in find_articles(source, given, engine):
            if isinstance(article, ReadError):
                yield article
            else:
                yield _read_article(article, source, load_reader())


def find_articles(source: str, given: Given, engine: Engine) -> Iterator[Article | ReadError]:
    """The articles of a source; whatever goes wrong with one comes out as an error, and is not raised."""
    try:
        yield from engine.find_articles(source, given)
    except (UsageError, ModelError):
        raise
    except Exception as error:
        yield _as_read_error(source, error)


def _read_article(article: Article, source: str, reader: RecordReader) -> Record | ReadError:
    try:
        return reader.read(article)
    except (UsageError, ModelError):
        raise
    except Exception as error:
        return _as_read_error(article.ref or article.url or source, error)


def _as_read_error(name: str, error: Exception) -> ReadError:
    return error if isinstance(error, ReadError) else ReadError(name, explain_error(error))
