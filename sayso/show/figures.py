"""`sayso read --figures`: every figure of an article, with the statement that it stands in or none."""

from collections.abc import Iterator
from typing import TextIO

from rich.text import Text

from sayso.model import Figure, Json, Record, Statement
from sayso.show.jsonl import write_json
from sayso.show.lines import Printer
from sayso.show.paper import Paper

_IRREGULAR = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "foot": "feet", "life": "lives",
    "half": "halves", "penny": "pence",
}  # fmt: skip
_UNCHANGED = frozenset({"percent", "celsius", "fahrenheit", "horsepower", "hertz", "series", "species", "personnel"})
_VOWELS = frozenset("aeiou")
_CONTEXT = 60  # characters shown on each side of a figure


class FiguresView:
    """Shows the figures of records, one a line; as JSON Lines with `as_json`."""

    def __init__(self, stream: TextIO, width: int | None = None, *, as_json: bool = False) -> None:
        self._stream = stream
        self._as_json = as_json
        self._printer = Printer(stream, width)

    def show(self, record: Record) -> None:
        """Print the figures of one record."""
        if self._as_json:
            for figure in record.figures:
                write_json(to_json(record, figure), self._stream)
            return
        self._printer.show(set_figures(record, self._printer.paper))


def to_json(record: Record, figure: Figure) -> Json:
    """A figure of the contract with its article and the innermost statement that it stands in, or null."""
    statement = find_statement(record, figure)
    return {
        "article": record.article.id,
        "ref": record.article.ref,
        **figure.to_json(),
        "statement": statement.id if statement else None,
    }


def find_statement(record: Record, figure: Figure) -> Statement | None:
    """The innermost statement that gives a figure."""
    giving = [s for s in record.statements if figure in s.saying.figures]
    return min(giving, key=lambda s: sum(end - start for start, end in s.content), default=None)


def set_figures(record: Record, paper: Paper) -> Iterator[Text]:
    """The lines: what is counted, then who says so, then the words around it."""
    article = record.article
    yield from paper.wrap(paper.ink(article.title or article.ref or article.url or "untitled", "bold"))
    yield Text()
    if not record.figures:
        yield from paper.wrap(paper.ink("No figures were found in this article.", "dim"))
    for figure in record.figures:
        statement = find_statement(record, figure)
        speaker = record.speaker(statement) if statement else None
        said = (
            "in the article's own voice" if statement is None else (speaker.name if speaker else "") or "unattributed"
        )
        head = Text.assemble(
            paper.ink(describe(figure), "bold"), paper.mark(" · ", "dim"), paper.ink(said, "cyan" if speaker else "dim")
        )
        yield from paper.wrap(head)
        for line in paper.wrap(_set_context(record, figure, paper), margin=2):
            yield Text.assemble("  ", line)


def describe(figure: Figure) -> str:
    """A figure in a few words: "about 300 refugees a week", "at least 200"."""
    low, high = figure.low, figure.high
    if low is None:
        value = f"up to {_number(high)}"
    elif high is None:
        value = f"at least {_number(low)}"
    else:
        value = _number(low) if low == high else f"{_number(low)} to {_number(high)}"
    many = (low, high) != (1, 1)
    unit = make_plural(figure.unit) if figure.unit and many else figure.unit or ""
    parts = ["about " + value if figure.approx and low == high else value, unit]
    return " ".join(p for p in parts if p) + (f" per {figure.per}" if figure.per else "")


def make_plural(unit: str) -> str:
    """A unit's plural as people read it; money codes and shares have none."""
    *rest, last = unit.split(" ")
    if last.isupper() or last in _UNCHANGED:
        return unit
    plural = _IRREGULAR.get(last)
    if plural is None and last.endswith(("s", "x", "ch", "sh")):
        plural = last + "es"
    elif plural is None:
        plural = last[:-1] + "ies" if last.endswith("y") and last[-2:-1] not in _VOWELS else last + "s"
    return " ".join([*rest, plural])


def _number(value: float | None) -> str:
    if value is None:
        return "?"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def _set_context(record: Record, figure: Figure, paper: Paper) -> Text:
    """The words around a figure in its line, cut at whole words."""
    text = record.article.text
    start, end = figure.span
    before = text[max(0, start - _CONTEXT) : start].split("\n")[-1]
    after = text[end : end + _CONTEXT].split("\n")[0]
    if len(before) == _CONTEXT:
        before = "… " + before.partition(" ")[2]
    if len(after) == _CONTEXT:
        after = after.rpartition(" ")[0] + " …"
    made = Text()
    for words, style in ((before, "dim"), (text[start:end], "bold"), (after, "dim")):
        # A page's own blanks are folded; those between the parts stay.
        gap = " " if made and words[:1].isspace() and not made.plain[-1:].isspace() else ""
        made = Text.assemble(made, gap, paper.ink(words, style), " " if words[-1:].isspace() else "")
    return made
