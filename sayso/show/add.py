"""`sayso add`: read articles and keep them in the ledger, each whole or not at all."""

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from importlib import import_module
from itertools import chain, groupby
from pathlib import Path
from typing import Any, NamedTuple, cast

from sayso.errors import LedgerError, ModelError, ReadError, UsageError
from sayso.ledger.ledger import Ledger
from sayso.ledger.relating import relate_article
from sayso.ledger.store import (
    REREAD,
    UNCHANGED,
    VERSION,
    Kept,
    count_kept,
    find_article,
    keep_record,
    list_read_otherwise,
    note_ref,
    read_facts,
)
from sayso.model import Article, Json
from sayso.show.complaints import DONE, INCOMPLETE, complain, drop_output, explain_error
from sayso.show.jsonl import write_json
from sayso.show.ledgers import now, open_ledger
from sayso.show.plain import clean_line, fit_encoding
from sayso.show.progress import Progress
from sayso.show.records import Engine, Given, find_articles


class Outcome(NamedTuple):
    """What became of an article."""

    article: Article
    kept: Kept


def execute(arguments: Namespace, engine: Engine | None = None) -> int:
    """Keep the articles of the sources; return the exit status."""
    if not arguments.sources and not arguments.again:
        raise UsageError("give a source to add, or --again")
    engine = engine or cast(Engine, import_module("sayso.show.engine"))
    given = Given(**{name: getattr(arguments, name) for name in Given.__slots__})
    teller = _Teller(as_json=arguments.json)
    with open_ledger(arguments, writing=True) as ledger, Progress(sys.stderr, sys.stdout) as progress:
        keeper = _Keeper(ledger, given, engine, again=arguments.again)
        for outcome in _keep_all(keeper, arguments.sources, engine):
            with progress.aside():
                teller.tell(outcome)
    teller.sum_up()
    return teller.status


def _keep_all(keeper: "_Keeper", sources: Sequence[str], engine: Engine) -> Iterator[Outcome | ReadError]:
    """What becomes of the articles of the sources, in their order; datasets come without being read again."""
    for is_read, some in groupby(sources, _is_dataset):
        if not is_read:
            yield from keeper.keep_all(list(some))
            continue
        keep_dataset = import_module("sayso.show.add_dataset").keep_dataset
        for source in some:
            for one in keep_dataset(keeper.ledger, source, engine):
                yield one if isinstance(one, ReadError) else Outcome(*one)
    if not sources:
        yield from keeper.keep_all(())


def _is_dataset(source: str) -> bool:
    """Whether `sayso bulk` has written a folder, or has begun to."""
    folder = Path(source)
    is_whole = (folder / "manifest.json").is_file() and (folder / "statements").is_dir()
    return is_whole or (folder / "_work" / "plan.json").is_file()


class _Keeper:
    """Reads articles and keeps them in a ledger; `again` reads again what another version of Sayso had read."""

    def __init__(self, ledger: Ledger, given: Given, engine: Engine, *, again: bool) -> None:
        self.ledger, self._given, self._engine, self._again = ledger, given, engine, again
        self._name = engine.name_reader(given)
        self._load = cache(lambda: engine.load_reader(given))
        self._load_judge = cache(engine.load_judge)

    def keep_all(self, sources: Sequence[str]) -> Iterator[Outcome | ReadError]:
        """What becomes of the articles of the sources, in their order; without any, of those that are read again.

        While one article is stored the next is read.
        """
        found = [find_articles(source, self._given, self._engine) for source in sources]
        with ThreadPoolExecutor(1, "sayso-keep") as aside:
            stored: Future[Outcome | ReadError] | None = None
            for article in chain.from_iterable(found or [self._find_read_otherwise()]):
                read = article if isinstance(article, ReadError) else self._read(article)
                if stored:
                    yield stored.result()
                    stored = None
                if isinstance(read, _Read):
                    stored = aside.submit(self._store, read)
                else:
                    yield read
            if stored:
                yield stored.result()

    def _find_read_otherwise(self) -> Iterator[Article]:
        with self.ledger.read() as connection:
            numbers = list_read_otherwise(connection, self._name)
        for n in numbers:
            yield self._stored(n)

    def _stored(self, n: int) -> Article:
        """An article as the ledger has it: what the first input told of it stays."""
        with self.ledger.read() as connection:
            facts = read_facts(connection, n)
        del facts["id"]
        return Article(**facts | {"byline": tuple(facts["byline"])})

    def _read(self, article: Article) -> "_Read | Outcome | ReadError":
        """Read an article, unless the ledger has it."""
        try:
            known = article.to_json()
            with self.ledger.read() as connection:
                found = find_article(connection, known)
            if found is not None:
                if not self._again or found.reader == self._name:
                    return Outcome(article, self._leave(found, known))
                article = self._stored(found.n)
            record = self._load().read(article)
            return _Read(article, record.to_json(), record.vectors)
        except (UsageError, ModelError, LedgerError):
            raise
        except Exception as error:
            return _as_read_error(article, error)

    def _store(self, read: "_Read") -> Outcome | ReadError:
        try:
            with self.ledger.write() as connection:
                kept = keep_record(connection, read.record, self._name, now(), again=self._again)
                if kept.outcome != UNCHANGED:
                    relate_article(connection, kept.n, self._load_judge(), read.vectors)
            return Outcome(read.article, kept)
        except LedgerError:
            raise
        except Exception as error:
            return _as_read_error(read.article, error)

    def _leave(self, found: Any, known: Json) -> Kept:
        """An article that is there stays as it is; under which further name it came is noted."""
        if known["ref"] not in (None, found.ref):
            with self.ledger.write() as connection:
                note_ref(connection, found.n, known)
        with self.ledger.read() as connection:
            return Kept(UNCHANGED, found.n, found.id, *count_kept(connection, found.n))


class _Read(NamedTuple):
    """An article with its record, which is to be stored, and what the encoder read of its statements."""

    article: Article
    record: Json
    vectors: Mapping[str, Any]


def _as_read_error(article: Article, error: Exception) -> ReadError:
    name = article.ref or article.url or "article"
    return error if isinstance(error, ReadError) else ReadError(name, explain_error(error))


class _Teller:
    """Tells what became of the articles; adding goes on when nobody listens any more."""

    def __init__(self, *, as_json: bool) -> None:
        self.status = DONE
        self._show = _show_json if as_json else _show_line
        self._as_json = as_json
        self._counts: Counter[str] = Counter()
        self._is_heard = True

    def tell(self, outcome: Outcome | ReadError) -> None:
        """One article's line."""
        if isinstance(outcome, ReadError):
            complain(outcome.ref, outcome.reason)
            self.status = INCOMPLETE
            return
        self._counts[outcome.kept.outcome] += 1
        self._say(lambda: self._show(outcome))

    def sum_up(self) -> None:
        """How many of each, for people and more than one."""
        if not self._as_json and sum(self._counts.values()) > 1:
            told = ", ".join(f"{count:,} {outcome}" for outcome, count in self._counts.most_common())
            self._say(lambda: print(told, flush=True))

    def _say(self, write: Callable[[], None]) -> None:
        if self._is_heard:
            try:
                write()
            except BrokenPipeError:
                self._is_heard = False
                drop_output()


def _show_json(outcome: Outcome) -> None:
    kept = outcome.kept
    made = {"article": kept.id, "ref": outcome.article.ref, "outcome": kept.outcome}
    write_json(made | {"statements": kept.statements, "versions": kept.versions}, sys.stdout)


def _show_line(outcome: Outcome) -> None:
    kept, article = outcome.kept, outcome.article
    title = clean_line(article.title or article.ref or article.url or kept.id)
    told = f"{kept.outcome:<10}{title}"
    if kept.outcome != UNCHANGED:
        told += f" · {kept.statements} statement{'s' * (kept.statements != 1)}"
    if kept.outcome in (VERSION, REREAD) and kept.versions > 1:
        told += f" · {kept.versions} versions of this page"
    print(fit_encoding(told, sys.stdout.encoding), flush=True)
