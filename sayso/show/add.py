"""`sayso add`: read articles and keep them in the ledger, each whole or not at all."""

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import NamedTuple, cast

from sayso.errors import LedgerError, ModelError, ReadError, UsageError
from sayso.ledger.ledger import Ledger
from sayso.ledger.store import REREAD, UNCHANGED, VERSION, Kept, find_article, keep_record, list_outdated, note_ref
from sayso.model import Article, Json
from sayso.show.complaints import DONE, INCOMPLETE, complain, explain_error
from sayso.show.jsonl import write_json
from sayso.show.ledgers import now, open_ledger
from sayso.show.plain import clean_line, fit_encoding
from sayso.show.progress import Progress
from sayso.show.records import Engine, Given, RecordReader, find_articles


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
    show = _show_json if arguments.json else _show_line
    status, counts = DONE, Counter[str]()
    with open_ledger(arguments, writing=True) as ledger, Progress(sys.stderr, sys.stdout) as progress:
        for outcome in _keep_all(ledger, arguments, given, engine):
            with progress.aside():
                if isinstance(outcome, ReadError):
                    complain(outcome.ref, outcome.reason)
                    status = INCOMPLETE
                else:
                    counts[outcome.kept.outcome] += 1
                    show(outcome)
    if not arguments.json and sum(counts.values()) > 1:
        print(", ".join(f"{count:,} {outcome}" for outcome, count in counts.most_common()))
    return status


def _keep_all(ledger: Ledger, arguments: Namespace, given: Given, engine: Engine) -> Iterator[Outcome | ReadError]:
    reader_name = engine.name_reader(given)
    load_reader = cache(lambda: engine.load_reader(given))
    sources: list[Iterator[Article | ReadError]] = []
    if arguments.again:
        sources.append(_find_outdated(ledger, reader_name))
    sources += [find_articles(source, given, engine) for source in arguments.sources]
    for source in sources:
        for article in source:
            yield article if isinstance(article, ReadError) else _keep(ledger, article, reader_name, load_reader)


def _find_outdated(ledger: Ledger, reader_name: str) -> Iterator[Article]:
    """The articles of the ledger that another version of Sayso read."""
    with ledger.read() as connection:
        known = list_outdated(connection, reader_name)
    for one in known:
        yield Article(**one | {"byline": tuple(one["byline"])})


def _keep(ledger: Ledger, article: Article, reader_name: str, load: Callable[[], RecordReader]) -> Outcome | ReadError:
    """Read an article, unless the ledger has it as this version reads it, and keep it."""
    try:
        known = article.to_json()
        if (kept := _find_kept(ledger, known, reader_name)) is not None:
            return Outcome(article, kept)
        record = load().read(article).to_json()
        with ledger.write() as connection:
            return Outcome(article, keep_record(connection, record, reader_name, now()))
    except (UsageError, ModelError, LedgerError):
        raise
    except Exception as error:
        name = article.ref or article.url or "article"
        return error if isinstance(error, ReadError) else ReadError(name, explain_error(error))


def _find_kept(ledger: Ledger, known: Json, reader_name: str) -> Kept | None:
    with ledger.read() as connection:
        found = find_article(connection, known)
    if found is None or found.reader != reader_name:
        return None
    if known["ref"] != found.ref:
        with ledger.write() as connection:
            note_ref(connection, found.n, known)
    return Kept(UNCHANGED, found.id)


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
