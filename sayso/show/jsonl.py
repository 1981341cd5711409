"""JSON Lines, the same bytes in every locale."""

from typing import TextIO

from sayso.export.jsonl import to_line
from sayso.model import Json


def write_json(value: Json, stream: TextIO) -> None:
    """Write one line of JSON and hand it on at once: UTF-8, ended by a line feed."""
    stream.flush()
    stream.buffer.write(to_line(value))
    stream.buffer.flush()
