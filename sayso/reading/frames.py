"""A WARC stream cut into its records, by the lengths that they announce (ISO 28500).

A record whose length lies does not take others with it: the cut goes on at the next record's mark.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from sayso.reading.streams import put_back

MARK = b"WARC/1."
LINE, HEADERS = 1 << 16, 1 << 18
LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
CHUNK = 1 << 20
#: What stands in a stream for a record that could not be unpacked.
DAMAGED, CUT_SHORT = b"\r\nWARC/1.0 damaged\r\n", b"\r\nWARC/1.0 cut short\r\n"
_LOST = {DAMAGED.strip(): "is damaged", CUT_SHORT.strip(): "is cut short"}


class Frame(NamedTuple):
    """The bytes of one record, headers and content, or the reason why there are none."""

    data: bytes
    problem: str | None = None


def read_frames(stream: BinaryIO, limit: int) -> Iterator[Frame]:
    """The records of a WARC stream in order; one of more than `limit` bytes is passed over."""
    while mark := _next_line(stream):
        if lost := _LOST.get(mark.strip()):
            yield Frame(b"", lost)
            continue
        if not mark.startswith(MARK):
            yield Frame(b"", "is damaged")
            stream = _find_mark(stream)
            continue
        head, stream = _read_head(stream, mark)
        length = LENGTH.search(head)
        if not head.endswith(b"\n") or not length:
            yield Frame(b"", "is damaged")
            stream = _find_mark(stream)
        elif int(length[1]) > limit:
            stream = _skip(stream, int(length[1]))
            yield Frame(b"", f"is larger than {limit // 1_000_000} MB, too large for one page")
        else:
            frame, stream = _read_content(stream, head, int(length[1]))
            yield frame


def _next_line(stream: BinaryIO) -> bytes:
    while (line := stream.readline(LINE)) and line.isspace():
        pass
    return line


def _read_head(stream: BinaryIO, mark: bytes) -> tuple[bytes, BinaryIO]:
    """The head that begins with a mark, nothing where it has no end, and the stream behind it."""
    head = [mark]
    size = 0
    while size < HEADERS and (line := stream.readline(LINE)):
        if line.startswith(MARK):
            return b"", put_back(line, stream)
        head.append(line)
        size += len(line)
        if not line.strip():
            return b"".join(head), stream
    return b"", stream


def _read_content(stream: BinaryIO, head: bytes, length: int) -> tuple[Frame, BinaryIO]:
    content = stream.read(length)
    tail = stream.read(4)
    if len(content) == length and not tail.strip():
        return Frame(head + content + b"\r\n\r\n"), stream
    problem = "is cut short" if len(content) < length else "is damaged"
    rest = content + tail
    swallowed = rest.find(b"\n" + MARK)
    again = put_back(rest[swallowed + 1 :] if swallowed >= 0 else tail, stream)
    return Frame(b"", problem), _find_mark(again)


def _find_mark(stream: BinaryIO) -> BinaryIO:
    while line := stream.readline(LINE):
        if line.startswith(MARK):
            return put_back(line, stream)
    return stream


def _skip(stream: BinaryIO, size: int) -> BinaryIO:
    """The stream behind so many bytes, or at the next record's mark where the length lied."""
    before = b""
    while size > 0 and (chunk := stream.read(min(size, CHUNK))):
        size -= len(chunk)
        seen = before + chunk
        mark = seen.find(b"\n" + MARK)
        if mark >= 0:
            return put_back(seen[mark + 1 :], stream)
        before = seen[-len(MARK) :]
    return stream
