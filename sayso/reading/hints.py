"""What the caller knows of an input, and an input ready to be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple, Protocol

from sayso.errors import ReadError
from sayso.model import Article

Outcome = Article | ReadError


@dataclass(frozen=True, slots=True)
class Hints:
    """What the command line says of an article; it counts only where the source itself is silent."""

    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Input:
    """One opened input: its bytes (no longer gzipped), its name as given, and what is known of it.

    `url` and `charset` are facts from whoever delivered the bytes; `fast` asks for quick extraction.
    """

    stream: BinaryIO
    ref: str
    hints: Hints = NO_HINTS
    fast: bool = False
    url: str | None = None
    charset: str | None = None


class Item(NamedTuple):
    """One raw part of an input that holds an article, or several: a record, a line, a document.

    `where` names it, `problem` says why it cannot be read.
    """

    where: str
    data: bytes
    problem: str | None = None


class Reader(Protocol):
    """What each module of a kind of input offers under the name `read_stream`."""

    def __call__(self, given: Input) -> Iterator[Outcome]:
        """The articles of the input; a failure of one member is yielded, of the whole raised."""
