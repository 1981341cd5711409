"""What the reading room stands on: one ledger, and the parts that read an article, loaded when first wanted."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from threading import BoundedSemaphore, Lock
from time import monotonic
from typing import Protocol, TypeVar, cast

from sqlalchemy import Connection

from sayso.errors import LedgerError, ReadError, SaysoError
from sayso.ledger.ledger import Ledger
from sayso.ledger.relating import relate_article
from sayso.ledger.store import UNCHANGED, Kept, keep_record
from sayso.model import Article, Record
from sayso.relate.judge import Judge

Answer = TypeVar("Answer")
#: For how many seconds what takes long to count is shown as it was.
FRESH = 60.0
#: So many answers are remembered, the last that were asked for.
REMEMBERED = 200


#: So many may read or wait to, fewer than requests are worked on at once; characters of a text that is read.
WAITING, LONGEST_TEXT = 2, 200_000


class BusyError(SaysoError):
    """Too many want the same at once."""


class RecordReader(Protocol):
    """Makes the record of an article."""

    def read(self, article: Article) -> Record:
        """The record of one article."""


class Engine(Protocol):
    """The reading parts; loading them is slow."""

    def name_reader(self) -> str:
        """Which version reads."""

    def load_reader(self) -> RecordReader:
        """What reads articles."""

    def load_judge(self) -> Judge:
        """What relates statements of several articles."""


@dataclass(slots=True)
class _Kept:
    """What was made, of which state of the ledger, until when it is fresh, and who makes it anew."""

    answer: object = None
    mark: str = ""
    until: float = 0
    turn: Lock = field(default_factory=Lock)


@dataclass
class Room:
    """A ledger that is open, and what reads articles for it.

    Reading is never held up by writing, and needs no right to write; one request writes at a time.
    """

    address: str
    engine: Engine
    _turn: Lock = field(default_factory=Lock, repr=False)
    _waiting: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(WAITING), repr=False)
    _memory: Lock = field(default_factory=Lock, repr=False)
    _made: "dict[str, _Kept]" = field(default_factory=dict, repr=False)

    @cached_property
    def _ledger(self) -> Ledger:
        return Ledger(self.address)

    @cached_property
    def _written(self) -> Ledger:
        return Ledger(self.address, writing=True, create=False)

    @cached_property
    def _reader(self) -> RecordReader:
        return self.engine.load_reader()

    @cached_property
    def _judge(self) -> Judge:
        return self.engine.load_judge()

    def open(self) -> None:
        """Open the ledger, brought up to date if it can be written; raises `LedgerError` where there is none."""
        with suppress(LedgerError):  # what is wrong with it is told by the second try
            _ = self._written
        _ = self._ledger

    def warm(self) -> None:
        """Load what reads articles, so that the first who brings one does not wait for it."""
        with self._turn:
            _ = self._reader

    def close(self) -> None:
        """Let go of the ledger."""
        for name in ("_ledger", "_written"):
            if ledger := self.__dict__.pop(name, None):
                ledger.close()

    def mark(self) -> str:
        """A mark that changes whenever the ledger does."""
        return self._ledger.mark()

    def read(self) -> AbstractContextManager[Connection]:
        """A connection that sees one state of the ledger."""
        return self._ledger.read()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection whose changes are all kept at the end, or none; what is remembered is forgotten."""
        with self._written.write() as connection:
            yield connection
        with self._memory:
            self._made.clear()

    def recall(self, name: str, make: Callable[[], Answer]) -> Answer:
        """What was made under this name within the last `FRESH` seconds, or since the ledger changed; older, it is made
        anew by one who asks, while others are shown it as it was.
        """
        with self._memory:
            kept = self._made.pop(name, None) or _Kept()
            self._made[name] = kept  # the last that was asked for stands last
            for old in list(self._made)[: max(0, len(self._made) - REMEMBERED)]:
                del self._made[old]
        if kept.until >= monotonic():
            return cast(Answer, kept.answer)
        if not kept.turn.acquire(blocking=kept.until == 0):
            return cast(Answer, kept.answer)
        try:
            if kept.until < monotonic():
                mark = self.mark()
                if not kept.until or kept.mark != mark:
                    kept.answer, kept.mark = make(), mark
                kept.until = monotonic() + FRESH
            return cast(Answer, kept.answer)
        finally:
            kept.turn.release()

    def read_article(self, find: Callable[[], Article]) -> Record:
        """The record of an article that is found first, which is not kept; the model reads one article at a time.

        Raises `BusyError` where too many wait already, `ReadError` for an article that is too long.
        """
        if not self._waiting.acquire(blocking=False):
            raise BusyError("others are reading; try again in a moment")
        try:
            article = find()
            if len(article.text) > LONGEST_TEXT:
                raise ReadError(article.ref or "the article", f"is longer than {LONGEST_TEXT:,} characters")
            with self._turn:
                return self._reader.read(article)
        finally:
            self._waiting.release()

    def keep(self, record: Record, now: str) -> Kept:
        """Keep a record in the ledger, and relate its statements with the others."""
        with self.write() as connection:
            kept = keep_record(connection, record.to_json(), self.engine.name_reader(), now)
            if kept.outcome != UNCHANGED:
                relate_article(connection, kept.n, self._judge, record.vectors)
        return kept
