"""Byte streams: gzip taken off, the head looked at, nothing read without a limit."""

import gzip
import io
import zlib
from typing import BinaryIO, cast

from sayso.errors import ReadError

#: Bytes that tell the kind of an input.
HEAD = 8192
#: The largest single document, in bytes; a long newspaper page has a hundredth of it.
MAX_DOCUMENT = 20_000_000
#: Text packs about 5 : 1. Far above that, past a size that does no harm, it is a bomb.
MAX_RATIO, HARMLESS = 200, 50_000_000
GZIP = b"\x1f\x8b"


def open_stream(raw: BinaryIO, ref: str) -> tuple[BinaryIO, bytes]:
    """The stream with gzip taken off, still at its start, and its first bytes.

    Reading from it raises `ReadError` where the gzip data is broken, cut short or a bomb.
    """
    head = raw.read(HEAD)
    stream = _rewind(raw, head)
    if head.startswith(GZIP):
        unpacked = cast(BinaryIO, io.BufferedReader(_Unpacked(stream, ref)))
        # As far as it goes at once: data cut short further on must not hide what comes before.
        head = unpacked.read1(HEAD)  # type: ignore[attr-defined]
        stream = _rewind(unpacked, head)
    return stream, head


def read_document(stream: BinaryIO, ref: str, limit: int | None = None) -> bytes:
    """All of a stream that holds one document; `ReadError` above `limit` (else `MAX_DOCUMENT`) bytes."""
    limit = limit or MAX_DOCUMENT
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise ReadError(ref, f"is larger than {limit // 1_000_000} MB, too large for one document")
    return data


def put_back(head: bytes, stream: BinaryIO) -> BinaryIO:
    """The stream with bytes in front of it that were already taken."""
    return cast(BinaryIO, io.BufferedReader(_Prefixed(head, stream)))


def _rewind(stream: BinaryIO, head: bytes) -> BinaryIO:
    if stream.seekable():
        stream.seek(0)
        return stream
    return put_back(head, stream)


class _Prefixed(io.RawIOBase):
    """A stream that cannot go back, with the bytes already taken from it put back in front."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._read_some = getattr(rest, "read1", rest.read)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] if self._head else self._read_some(len(buffer))
        self._head = self._head[len(data) :] if self._head else b""
        buffer[: len(data)] = data
        return len(data)


class _Counted(io.RawIOBase):
    """Passes a stream on and counts its bytes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data


class _Unpacked(io.RawIOBase):
    """A gzip stream unpacked, of any number of members, that raises `ReadError` by name."""

    def __init__(self, packed: BinaryIO, ref: str) -> None:
        self._packed = _Counted(packed)
        self._file = gzip.GzipFile(fileobj=cast(BinaryIO, self._packed))
        self._count = 0
        self._ref = ref

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._file.read1(len(buffer))
        except EOFError:
            raise ReadError(self._ref, "the gzip data is cut short") from None
        except (gzip.BadGzipFile, zlib.error):
            raise ReadError(self._ref, "the gzip data is damaged") from None
        self._count += len(data)
        if self._count > max(HARMLESS, MAX_RATIO * self._packed.count):
            raise ReadError(self._ref, f"the gzip data unpacks to more than {MAX_RATIO} times its size")
        buffer[: len(data)] = data
        return len(data)
