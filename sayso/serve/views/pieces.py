"""An article's text cut where anything begins or ends that is shown, so that every field points at its words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.model import Json
from sayso.serve.views.fields import list_spans

#: Colours that tell an article's speakers apart; one who is left open has none.
COLOURS = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """Text from `start`, in code points; the `statements` whose content it is part of, the outer ones first, and those
    whose source or cue it is. `first` are those whose content begins with it.
    """

    start: int
    text: str
    statements: tuple[str, ...]
    sources: tuple[str, ...]
    cues: tuple[str, ...]
    first: tuple[str, ...]

    @property
    def inner(self) -> str | None:
        """The statement that it stands in, the innermost."""
        return self.statements[-1] if self.statements else None


def cut_text(record: Json) -> list[Piece]:
    """The pieces of a record's article, which together are its text."""
    text, statements = record["article"]["text"], record["statements"]
    edges = {0, len(text)}
    for told in statements:
        edges.update(edge for spans in list_spans(told) for span in spans for edge in span)
    for speaker in record["speakers"]:
        edges.update(edge for span in speaker["mentions"] for edge in span)
    cuts = sorted(edge for edge in edges if 0 <= edge <= len(text))
    order = sorted(statements, key=lambda told: (told["parent"] is not None, told["content"][:1]))
    parts = {part: _Cover([(told["id"], told[part]) for told in order]) for part in ("content", "source", "cue")}
    begins: dict[int, list[str]] = {}
    for told in order:
        if told["content"]:
            begins.setdefault(min(start for start, _ in told["content"]), []).append(told["id"])
    made = []
    for start, end in pairwise(cuts):
        content, source, cue = (tuple(parts[part].at(start)) for part in ("content", "source", "cue"))
        made.append(Piece(start, text[start:end], content, source, cue, tuple(begins.get(start, ()))))
    return made


class _Cover:
    """Whose spans cover a place; asked for places in order."""

    def __init__(self, owners: Sequence[tuple[str, Sequence[Sequence[int]]]]) -> None:
        self._spans = sorted(
            ((start, end, place, id_) for place, (id_, spans) in enumerate(owners) for start, end in spans),
            reverse=True,
        )
        self._open: list[tuple[int, int, str]] = []

    def at(self, place: int) -> Iterator[str]:
        """The owners, in their own order."""
        while self._spans and self._spans[-1][0] <= place:
            _, end, number, id_ = self._spans.pop()
            self._open.append((number, end, id_))
        self._open = sorted(one for one in self._open if one[1] > place)
        return (id_ for _, _, id_ in self._open)


def choose_colours(record: Json) -> dict[str, int]:
    """A colour (1 to `COLOURS`) for each speaker, in the order in which they first speak; who is left open has none."""
    found: dict[str, int] = {}
    known = {speaker["id"] for speaker in record["speakers"] if speaker["kind"] != "unknown"}
    for told in record["statements"]:
        if told["speaker"] in known:
            found.setdefault(told["speaker"], len(found) % COLOURS + 1)
    return found
