"""Reads brat's standoff back into attributions with what was annotated of them."""

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sayso.errors import ReadError
from sayso.export.fragments import join_fragments, split_spans
from sayso.model import Json, Span, Spans

_MARK = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t.*)?", re.S | re.A)
_RELATION = re.compile(r"R\d+\t(\S+) Arg1:(T\d+) Arg2:(T\d+)\s*", re.A)
_ATTRIBUTE = re.compile(r"A\d+\t(\S+) (T\d+) (\S+)\s*", re.A)
_NOTE = re.compile(r"#\d+\tAnnotatorNotes (T\d+)\t(.*)", re.S | re.A)
_OWN = frozenset({"SaidBy", "CuedBy", "ReportedIn"})


@dataclass(frozen=True, slots=True)
class Annotated:
    """A statement as it stands in brat; spans are of the text's code points, what was not annotated is None.

    `id` is the statement's, or that of the annotation if somebody added it in brat; so is `parent`.
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    form: str | None = None
    act: str | None = None
    hedged: bool | None = None
    speaker: str | None = None
    kind: str | None = None
    party: str | None = None
    parent: str | None = None


class Document(NamedTuple):
    """An article's text, its statements in the order of the file, and their relations as (from, to, kind)."""

    text: str
    statements: tuple[Annotated, ...]
    relations: tuple[tuple[str, str, str], ...]


@dataclass(slots=True)
class _File:
    """The lines of a file, sorted."""

    marks: dict[str, tuple[str, Spans]] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    attributes: defaultdict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    notes: dict[str, Json] = field(default_factory=dict)


def read_brat(path: Path) -> Document:
    """The document of an .ann file and the .txt beside it.

    Types of annotation that Sayso does not write are passed over. Raises `ReadError` for a file that cannot be read,
    and for a line that is no annotation, with its number.
    """
    text = _read_text(path.with_suffix(".txt"))
    file = _sort_lines(path)
    links: defaultdict[tuple[str, str], Spans] = defaultdict(tuple)
    parents: dict[str, str] = {}
    for kind, start, end in file.relations:
        if kind == "ReportedIn":
            parents[start] = end
        elif kind in _OWN:
            links[start, kind] += _find_spans(file, text, end)
    contents = [mark for mark, (kind, _) in file.marks.items() if kind == "Content"]
    names = {mark: str(file.notes.get(mark, {}).get("statement") or mark) for mark in contents}
    statements = tuple(
        _to_statement(
            file,
            mark,
            (links[mark, "SaidBy"], links[mark, "CuedBy"], _find_spans(file, text, mark)),
            (names[mark], names.get(parents.get(mark, ""))),
        )
        for mark in contents
    )
    others = (one for one in file.relations if one[0] not in _OWN and one[1] in names and one[2] in names)
    return Document(text, statements, tuple((names[start], names[end], kind) for kind, start, end in others))


def _to_statement(
    file: _File, mark: str, spans: tuple[Spans, Spans, Spans], names: tuple[str, str | None]
) -> Annotated:
    note, attributes = file.notes.get(mark, {}), file.attributes[mark]
    return Annotated(
        names[0],
        *spans,
        form=attributes.get("Form"),
        act=attributes.get("Act"),
        hedged={"yes": True, "no": False}.get(attributes.get("Hedged", "")),
        speaker=note.get("speaker"),
        kind=note.get("kind"),
        party=note.get("party"),
        parent=names[1] or note.get("parent"),
    )


def _find_spans(file: _File, text: str, mark: str) -> Spans:
    """The spans of an annotation: its note's, unless it was moved since that was written."""
    fragments = file.marks[mark][1] if mark in file.marks else ()
    exact = _read_spans(file.notes.get(mark, {}))
    if exact is not None and split_spans(text, exact) == tuple(s for s in fragments if s.start < s.end):
        return exact
    return join_fragments(text, fragments)


def _read_spans(note: Json) -> Spans | None:
    try:
        return tuple(Span(int(start), int(end)) for start, end in note["spans"])
    except (KeyError, TypeError, ValueError):
        return None


def _sort_lines(path: Path) -> _File:
    file = _File()
    # Not by splitlines(), which ends lines at characters that stand inside of texts.
    for number, line in enumerate(_read_text(path).split("\n"), 1):
        if not _sort_line(file, line.removesuffix("\r")):
            raise ReadError(str(path), f"line {number} is no annotation of brat")
    return file


def _sort_line(file: _File, line: str) -> bool:
    """Put a line where it belongs; False if it is malformed."""
    if found := _MARK.fullmatch(line):
        spans = tuple(Span(*map(int, pair.split(" "))) for pair in found[3].split(";"))
        file.marks[found[1]] = found[2], spans
    elif found := _RELATION.fullmatch(line):
        file.relations.append((found[1], found[2], found[3]))
    elif found := _ATTRIBUTE.fullmatch(line):
        file.attributes[found[2]][found[1]] = found[3]
    elif found := _NOTE.fullmatch(line):
        file.notes[found[1]] = _read_note(found[2])
    else:
        # Other kinds of line (events, equivalences, normalisations, notes on them) are for others.
        return line[:1] not in ("T", "R")
    return True


def _read_note(note: str) -> Json:
    """The note's JSON; what somebody wrote over it in brat is for people."""
    try:
        value = json.loads(note)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _read_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise ReadError(str(path), f"cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise ReadError(str(path), "is not UTF-8") from None
