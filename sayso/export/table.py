"""CSV after RFC 4180: a row a statement, a header, UTF-8 without a mark, lines ended by CR LF.

Unknown is an empty cell, as is an empty text; lists are JSON. Two things make the cells differ from the record:

* A cell that a spreadsheet may run as a formula, one whose first character after blanks and controls is = + - or @,
  also in full width, or that begins with a tab or a line break, has an apostrophe put before it (the advice of OWASP,
  "CSV Injection"). A cell that begins with an apostrophe of its own gets another one. So whoever reads the file
  with a program drops one apostrophe from the beginning of every cell that has one, and has what was printed.
* A half surrogate is U+FFFD, since UTF-8 has no place for it.
"""

import csv
import json
import re
from collections.abc import Iterable
from typing import Any, BinaryIO

from sayso.export.entry import Entry
from sayso.export.rows import COLUMNS, each_row
from sayso.scalars import to_scalars

_RISKY = re.compile(r"['\t\r\n]|[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]")


def write(entries: Iterable[Entry], out: BinaryIO) -> int:
    """Write a row for each statement and return the count of articles; one without statements has no row."""
    writer = csv.writer(_Encoded(out), lineterminator="\r\n")
    writer.writerow(COLUMNS)
    count = 0
    for entry in entries:
        for row in each_row(entry):
            writer.writerow([_to_cell(value) for value in row.values()])
        count += 1
    return count


class _Encoded:
    """Takes text and passes it on in UTF-8, without the buffer of a text stream that would have to be detached."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, text: str) -> int:
        return self._out.write(text.encode("utf-8"))


def _to_cell(value: Any) -> str:
    if value is None:
        return ""
    text = to_scalars(value) if isinstance(value, str) else json.dumps(to_scalars(value), ensure_ascii=False)
    return f"'{text}" if _RISKY.match(text) else text
