"""JSON Lines: the contract's record of each article on a line of its own, the bytes that `sayso read --json` prints."""

import json
from collections.abc import Iterable
from typing import BinaryIO

from sayso.export.entry import Entry
from sayso.model import Json


def write(entries: Iterable[Entry], out: BinaryIO) -> int:
    """Write one line an article, and return how many; UTF-8, ended by a line feed."""
    count = 0
    for entry in entries:
        out.write(to_line(entry.record))
        count += 1
    return count


def to_line(value: Json) -> bytes:
    """One line of JSON in UTF-8; one that holds half surrogates is written in ASCII escapes."""
    try:
        line = json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:  # half surrogates, which UTF-8 cannot hold and escapes can
        line = json.dumps(value, ensure_ascii=True).encode("ascii")
    return line + b"\n"
