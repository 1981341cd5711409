"""brat's standoff: NAME.txt with the text and NAME.ann with its annotations for each article (Stenetorp et al. 2012).

NAME is the beginning of the article's id. A statement is a `Content`, with a `Source` and a `Cue` where it has them,
to which the relations `SaidBy` and `CuedBy` lead; `ReportedIn` leads to the content in which it is nested, and
relations between statements are relations of brat. `Act`, `Form` and `Hedged` are attributes. The note of a `Content`
is JSON with the statement's id and its speaker.

An annotation of brat never holds the end of a line: a span over several lines is one fragment a line, and fragments
with nothing but ends of lines between them are one span. Where that rule does not give the very spans, as with two
spans on two lines, the annotation's note has them as `spans`. A part that covers nothing but ends of lines is a
fragment of no width.

The text is UTF-8 and as it was read, but for half surrogates, which become U+FFFD; offsets stay true.
`annotation.conf` tells brat the names.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path

from sayso.export.entry import Entry, Said, each_statement
from sayso.export.fragments import join_fragments, split_spans, to_spans
from sayso.model import Json, Span, Spans
from sayso.scalars import to_scalars

CONFIGURATION = """\
[entities]
Source
Cue
Content

[relations]
SaidBy Arg1:Content, Arg2:Source
CuedBy Arg1:Content, Arg2:Cue
ReportedIn Arg1:Content, Arg2:Content
disputes Arg1:Content, Arg2:Content
supports Arg1:Content, Arg2:Content
reverses Arg1:Content, Arg2:Content
responds Arg1:Content, Arg2:Content
repeats Arg1:Content, Arg2:Content
<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
Act Arg:Content, Value:assert|deny|ask|urge|promise|predict|feel|mention
Form Arg:Content, Value:direct|mixed|indirect
Hedged Arg:Content, Value:yes|no
"""
_NAME_LENGTH = 16
_NO_NAME = re.compile(r"[^0-9A-Za-z_-]")
_PARTS = (("content", "Content"), ("source", "Source"), ("cue", "Cue"))
_LINKS = (("source", "SaidBy", 1), ("cue", "CuedBy", 2))


def write(entries: Iterable[Entry], folder: Path) -> int:
    """Write two files an article into a folder that exists, and return the count of articles."""
    (folder / "annotation.conf").write_text(CONFIGURATION, encoding="utf-8", newline="\n")
    articles = 0
    for entry in entries:
        article = entry.record["article"]
        # An id from elsewhere must not lead out of the folder.
        name = _NO_NAME.sub("_", article["id"][:_NAME_LENGTH])
        lines = "".join(f"{line}\n" for line in _each_line(entry))
        (folder / f"{name}.txt").write_bytes(to_scalars(article["text"]).encode("utf-8"))
        (folder / f"{name}.ann").write_bytes(to_scalars(lines).encode("utf-8"))
        articles += 1
    return articles


def _each_line(entry: Entry) -> Iterator[str]:
    text = entry.record["article"]["text"]
    statements = list(each_statement(entry))
    # Each statement has the numbers of three annotations, so that another can point to it before it is written.
    firsts = range(1, 3 * len(statements) + 1, 3)
    numbers = {said.statement["id"]: first for said, first in zip(statements, firsts, strict=True)}
    relations, attributes = count(1), count(1)
    for said, first in zip(statements, firsts, strict=True):
        yield from _mark_parts(said, text, first, is_nested=said.statement["parent"] in numbers)
        for kind, other in _each_link(said.statement, first, numbers):
            yield f"R{next(relations)}\t{kind} Arg1:T{first} Arg2:T{other}"
        for kind, value in _each_attribute(said.statement):
            yield f"A{next(attributes)}\t{kind} T{first} {value}"
    for one in entry.record["relations"]:
        # A relation with another article's statement has no place in this article's file.
        if one["from"] in numbers and one["to"] in numbers:
            ends = f"Arg1:T{numbers[one['from']]} Arg2:T{numbers[one['to']]}"
            yield f"R{next(relations)}\t{_to_label(one['kind'])} {ends}"


def _mark_parts(said: Said, text: str, first: int, is_nested: bool) -> Iterator[str]:
    for place, (part, kind) in enumerate(_PARTS):
        number, spans = first + place, to_spans(said.statement[part])
        if not spans and part != "content":
            continue
        fragments = split_spans(text, spans)
        shown = fragments or (Span(*[min((s.start for s in spans), default=0)] * 2),)
        offsets = ";".join(f"{start} {end}" for start, end in shown)
        yield f"T{number}\t{kind} {offsets}\t{' '.join(text[start:end] for start, end in shown)}"
        note = _tell_speaker(said, is_nested) if part == "content" else {}
        if note := note | _tell_spans(text, spans, fragments):
            yield f"#{number}\tAnnotatorNotes T{number}\t{_to_json(note)}"


def _tell_speaker(said: Said, is_nested: bool) -> Json:
    note = {"statement": said.statement["id"]}
    if said.speaker and said.party:
        note |= {"speaker": said.speaker["name"], "kind": said.speaker["kind"], "party": said.party.id}
    elsewhere = said.statement["parent"] if not is_nested else None
    return note | ({"parent": elsewhere} if elsewhere else {})


def _tell_spans(text: str, spans: Spans, fragments: Sequence[Span]) -> Json:
    return {} if join_fragments(text, fragments) == spans and spans else {"spans": spans}


def _each_link(statement: Json, first: int, numbers: dict[str, int]) -> Iterator[tuple[str, int]]:
    for part, kind, place in _LINKS:
        if statement[part]:
            yield kind, first + place
    if statement["parent"] in numbers:
        yield "ReportedIn", numbers[statement["parent"]]


def _each_attribute(statement: Json) -> Iterator[tuple[str, str]]:
    hedged = {True: "yes", False: "no"}.get(statement["hedged"])
    for kind, value in (("Form", statement["form"]), ("Act", statement["act"]), ("Hedged", hedged)):
        if value:
            yield kind, _to_label(value)


def _to_label(value: str) -> str:
    return _NO_NAME.sub("_", value)


def _to_json(note: Json) -> str:
    """JSON on one line, also for brat, which takes more characters for its end than JSON escapes."""
    line = json.dumps(note, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", line)
