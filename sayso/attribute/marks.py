"""Quotation marks: which stretches of a paragraph stand inside them.

Curly marks and guillemets carry their direction, straight ones and doubled backticks alternate. A
quotation left open ends with its paragraph: newspapers open every paragraph of a long quotation
and close only the last.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

#: Two characters that stand for one mark (TeX style, doubled single quotes) come first.
MARK = re.compile(r"``|''|‘‘|’’|[\"“”„«»]")
OPENING = frozenset({"“", "„", "«", "``", "‘‘"})
CLOSING = frozenset({"”", "»", "’’"})
PARAGRAPH = re.compile(r"[^\n]+")


class Quoted(NamedTuple):
    """A stretch between quotation marks, marks included; `closed` is False where none closes it."""

    start: int
    end: int
    closed: bool


def find_quoted(text: str) -> Iterator[Quoted]:
    """The quoted stretches of a text, in order, as code point offsets; never across paragraphs."""
    for paragraph in PARAGRAPH.finditer(text):
        opened: int | None = None
        for mark in MARK.finditer(text, *paragraph.span()):
            sign = mark.group()
            if opened is None:
                if sign not in CLOSING:
                    opened = mark.start()
            elif sign not in OPENING:
                yield Quoted(opened, mark.end(), True)
                opened = None
        if opened is not None:
            yield Quoted(opened, paragraph.end(), False)
