"""JSON Lines, the same bytes in every locale."""

import json
from typing import TextIO

from sayso.model import Json


def write_json(value: Json, stream: TextIO) -> None:
    """Write one line of JSON and hand it on at once: UTF-8, ended by a line feed."""
    stream.flush()
    stream.buffer.write(_to_bytes(value))
    stream.buffer.flush()


def _to_bytes(value: Json) -> bytes:
    try:
        line = json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:  # half surrogates, which UTF-8 cannot hold and escapes can
        line = json.dumps(value, ensure_ascii=True).encode("ascii")
    return line + b"\n"
