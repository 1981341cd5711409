"""The record of an article as a person reads it on a terminal."""

import shutil
from collections.abc import Iterator
from datetime import date
from typing import TextIO

from rich.console import Console
from rich.text import Text

from sayso.model import Article, Record
from sayso.show.paper import Paper
from sayso.show.statements import set_statements

_NARROWEST, _WIDEST, _USUAL = 40, 100, 80


class TerminalView:
    """Shows records one below the other; in colour where the stream is a terminal that has any."""

    def __init__(self, stream: TextIO, width: int | None = None, *, why: bool = False) -> None:
        self._stream = stream
        columns = width or shutil.get_terminal_size((_USUAL, 24)).columns
        paper = Paper(max(_NARROWEST, min(columns, _WIDEST)), stream.encoding)
        self._console = Console(file=stream, width=paper.width, highlight=False, legacy_windows=False)
        self._paper = paper
        self._why = why
        self._is_first = True

    def show(self, record: Record) -> None:
        """Print one record, below a rule if it is not the first."""
        # Captured and written at once: rich would end the whole program at a closed pipe.
        with self._console.capture() as capture:
            for line in self._set_all(record):
                self._console.print(line, soft_wrap=True)
        self._stream.write(capture.get())
        self._stream.flush()
        self._is_first = False

    def _set_all(self, record: Record) -> Iterator[Text]:
        if not self._is_first:
            yield from (Text(), self._paper.rule(), Text())
        yield from set_record(record, self._paper, why=self._why)


def set_record(record: Record, paper: Paper, *, why: bool = False) -> Iterator[Text]:
    """The lines of a record: what the article is, its statements (with `why`, the reasons too), and their count."""
    yield from _set_heading(record.article, paper)
    yield Text()
    if not record.statements:
        yield from paper.wrap(paper.ink("No statements were found in this article.", "dim"))
        return
    yield from set_statements(record, paper, why=why)
    yield Text()
    yield from paper.wrap(paper.ink(_count(record), "dim"))


def _set_heading(article: Article, paper: Paper) -> Iterator[Text]:
    yield from paper.wrap(paper.ink(article.title or article.ref or article.url or "untitled", "bold"))
    facts = [article.outlet, _format_day(article.published), ", ".join(article.byline), article.url]
    known = [paper.ink(fact, "dim") for fact in facts if fact]
    line = paper.mark(" · ", "dim").join(known)
    if article.url and len(known) > 1 and line.cell_len > paper.width:  # an address is best copied whole
        yield from paper.wrap(paper.mark(" · ", "dim").join(known[:-1]))
        line = known[-1]
    if known:
        yield from paper.wrap(line)


def _format_day(published: str | None) -> str | None:
    try:
        day = date.fromisoformat(published or "")
    except ValueError:
        return published
    return f"{day.day} {day:%B %Y}"


def _count(record: Record) -> str:
    kinds = {speaker.id: speaker.kind for speaker in record.speakers}
    said = [statement.speaker for statement in record.statements]
    named = {speaker for speaker in said if speaker in kinds and kinds[speaker] != "unknown"}
    nobody = sum(kinds.get(speaker or "") == "unknown" for speaker in said)
    unclear = sum(speaker not in kinds for speaker in said)
    counts = [_plural(len(said), "statement"), _plural(len(named), "speaker")]
    counts += [f"{nobody} unattributed"] if nobody else []
    counts += [f"{unclear} unclear"] if unclear else []
    return " · ".join(counts)


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
