"""The record of an article as a person reads it on a terminal."""

from collections.abc import Iterator
from typing import TextIO

from rich.text import Text

from sayso.model import Article, Record
from sayso.show.lines import Printer
from sayso.show.paper import Paper
from sayso.show.statements import set_statements, told_statements
from sayso.wording import format_day


class TerminalView:
    """Shows records one below the other; in colour where the stream is a terminal that has any."""

    def __init__(self, stream: TextIO, width: int | None = None, *, why: bool = False, all_: bool = False) -> None:
        self._printer = Printer(stream, width)
        self._why = why
        self._all = all_

    def show(self, record: Record) -> None:
        """Print one record, below a rule if it is not the first."""
        self._printer.show(set_record(record, self._printer.paper, why=self._why, all_=self._all))


def set_record(record: Record, paper: Paper, *, why: bool = False, all_: bool = False) -> Iterator[Text]:
    """The lines of a record: what the article is, its statements (with `why`, the reasons too), and their count.

    Bare mentions are only counted, unless `all_`.
    """
    yield from _set_heading(record.article, paper)
    yield Text()
    if not record.statements:
        yield from paper.wrap(paper.ink("No statements were found in this article.", "dim"))
        return
    yield from set_statements(record, paper, why=why, all_=all_)
    yield Text()
    yield from paper.wrap(paper.ink(_count(record, all_=all_), "dim"))


def _set_heading(article: Article, paper: Paper) -> Iterator[Text]:
    yield from paper.wrap(paper.ink(article.title or article.ref or article.url or "untitled", "bold"))
    facts = [article.outlet, format_day(article.published), ", ".join(article.byline), article.url]
    known = [paper.ink(fact, "dim") for fact in facts if fact]
    line = paper.mark(" · ", "dim").join(known)
    if article.url and len(known) > 1 and line.cell_len > paper.width:  # an address is best copied whole
        yield from paper.wrap(paper.mark(" · ", "dim").join(known[:-1]))
        line = known[-1]
    if known:
        yield from paper.wrap(line)


def _count(record: Record, *, all_: bool) -> str:
    kinds = {speaker.id: speaker.kind for speaker in record.speakers}
    said = [statement.speaker for statement in record.statements]
    named = {speaker for speaker in said if speaker in kinds and kinds[speaker] != "unknown"}
    nobody = sum(kinds.get(speaker or "") == "unknown" for speaker in said)
    unclear = sum(speaker not in kinds for speaker in said)
    counts = [_plural(len(said), "statement"), _plural(len(named), "speaker")]
    counts += [f"{nobody} unattributed"] if nobody else []
    counts += [f"{unclear} unclear"] if unclear else []
    hidden = 0 if all_ else len(said) - len(told_statements(record.statements))
    counts += [f"{_plural(hidden, 'bare mention')} not shown (--all shows them)"] if hidden else []
    return " · ".join(counts)


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
