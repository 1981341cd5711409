"""A gzipped WARC as one stream, member by member (RFC 1952): a broken member costs its own records alone.

Archives pack each record into a member of its own, so the next one can be found where one is broken: by the mark with
which a member begins.
"""

import io
import re
import zlib
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, cast

from sayso.reading.frames import CUT_SHORT, DAMAGED, MARK
from sayso.reading.streams import GZIP, HARMLESS, MAX_RATIO

#: The head of a member: mark, way of packing, signs, time, effort, system.
_SIGN = b"\x1f\x8b\x08"
_HEADER, _HEAD = re.compile(rb"\x1f\x8b\x08.{5}[\0\2\4][\0-\x0d\xff]", re.DOTALL), 10
_CHUNK = 1 << 18
#: A member of more than so many bytes is passed on as it is unpacked; of a smaller one that is broken nothing is told.
_HELD = 32_000_000
#: So much of a file tells whether it holds records.
_LOOKED = 1 << 16


def open_members(raw: BinaryIO) -> BinaryIO:
    """The unpacked stream of a gzip file whose members hold WARC records; in place of a member that is broken stands a
    line that begins no record.
    """
    return cast(BinaryIO, io.BufferedReader(_Joined(_unpack_all(_Window(raw))), _CHUNK))


def holds_records(raw: BinaryIO) -> bool:
    """Whether a gzip file at its start holds WARC records, be the first ones broken; it is at its start again."""
    is_packed = raw.read(len(GZIP)) == GZIP
    raw.seek(0)
    begins = open_members(raw).read(_LOOKED) if is_packed else b""
    raw.seek(0)
    begins = begins.replace(DAMAGED, b"").replace(CUT_SHORT, b"")
    return begins.startswith(MARK) or b"\n" + MARK in begins


class _Joined(io.RawIOBase):
    """Pieces of bytes as a stream."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


class _Window:
    """What of a file is read and not done with yet."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw, self.data = raw, bytearray()

    def more(self) -> bool:
        """Read on; whether there was anything."""
        read = self._raw.read(_CHUNK)
        self.data += read
        return bool(read)

    def drop(self, count: int) -> None:
        """Be done with the first bytes."""
        del self.data[:count]

    def find_member(self, start: int) -> bool:
        """Be done with all before the next member, looked for from a place on; whether right before it stands another
        one, of which there is not even the head.
        """
        self.drop(start)
        while True:
            if found := _HEADER.search(self.data):
                before = self.data[max(found.start() - _HEAD, 0) : found.start()]
                self.drop(found.start())
                return _SIGN in before
            self.drop(max(len(self.data) - 2 * _HEAD, 0))
            if not self.more():
                is_cut = _SIGN in self.data
                self.data.clear()
                return is_cut


def _unpack_all(window: _Window) -> Iterator[bytes]:
    """The pieces of all members. Where each holds one record, one that begins otherwise is broken too."""
    whole = parts = 0
    ends = b"\n"
    while window.data or window.more():
        filling = len(window.data) - len(window.data.lstrip(b"\0"))  # a tape's
        if filling:
            window.drop(filling)
            continue
        pieces = _unpack(window)
        first = next(pieces, b"")
        if first not in (DAMAGED, CUT_SHORT):
            begins = first.lstrip().startswith(MARK)
            whole, parts = whole + begins, parts + (not begins)
            if not begins and whole > parts:
                first, pieces = DAMAGED, _nothing(pieces)
        if not ends.endswith(b"\n") and first.startswith(MARK):
            yield b"\r\n"  # what was cut short before it was packed must not swallow the next one's mark
        for piece in chain((first,), pieces):
            ends = piece or ends
            yield piece


def _nothing(pieces: Iterator[bytes]) -> Iterator[bytes]:
    for _ in pieces:
        yield b""


def _unpack(window: _Window) -> Iterator[bytes]:
    """One member; what is broken is told by a line, and passed over."""
    worker = zlib.decompressobj(31)
    held: list[bytes] = []
    size = at = dropped = 0
    while not worker.eof:
        if at == len(window.data) and not window.more():
            yield from _break_off(held, CUT_SHORT)
            if window.find_member(at if dropped else 1):
                yield DAMAGED
            return
        piece = bytes(window.data[at : at + _CHUNK])
        try:
            part = worker.decompress(piece, _CHUNK)
            size += len(part)
            _refuse_bomb(size, dropped + at + len(piece))
        except zlib.error:
            yield from _break_off(held, DAMAGED)
            if window.find_member(at if dropped else 1):
                yield DAMAGED
            return
        at += len(piece) - len(worker.unused_data if worker.eof else worker.unconsumed_tail)
        held.append(part)
        if size > _HELD:
            yield b"".join(held)
            held.clear()
            window.drop(at)
            dropped, at = dropped + at, 0
    yield b"".join(held)
    window.drop(at)


def _refuse_bomb(size: int, packed: int) -> None:
    if size > max(HARMLESS, MAX_RATIO * packed):
        raise zlib.error("unpacks to far more than text does")


def _break_off(held: list[bytes], told: bytes) -> Iterator[bytes]:
    """What a broken member gave: of one record nothing, of several those before the one that is broken."""
    given = b"".join(held)
    if sound := given[: given.rfind(b"\n" + MARK) + 1]:
        yield sound
    yield told
