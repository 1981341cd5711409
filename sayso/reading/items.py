"""Inputs cut into the raw parts that are read one by one, on this process or another."""

import io
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import BinaryIO, Literal

from sayso.errors import ReadError
from sayso.reading.columns import MARK
from sayso.reading.columns import cut_stream as cut_columns
from sayso.reading.hints import Hints, Input, Item, Outcome
from sayso.reading.members import holds_records, open_members
from sayso.reading.sniff import find_kind
from sayso.reading.sources import READERS
from sayso.reading.streams import MAX_DOCUMENT, open_stream

#: What an item is: a record of a WARC file, a line (or a row) with an article, or a whole document.
ItemKind = Literal["record", "line", "document"]
#: The kinds of inputs that hold many articles, and who cuts them.
_MANY: dict[str, tuple[ItemKind, str]] = {
    "warc": ("record", "sayso.reading.archive"),
    "jsonl": ("line", "sayso.reading.lines"),
}


def find_item_kind(stream: BinaryIO, ref: str) -> ItemKind:
    """What an input at its start will be cut into; the stream is at its start again. Raises `ReadError`."""
    if _has_columns(stream):
        return "line"
    kind, _ = _open(stream, ref)
    stream.seek(0)
    return _MANY.get(kind, ("document", ""))[0]


def cut_items(stream: BinaryIO, ref: str) -> Iterator[Item]:
    """The items of an input that can be read again from its start, in order; raises `ReadError` where it breaks off."""
    if _has_columns(stream):
        yield from cut_columns(stream, ref)
        return
    kind, unpacked = _open(stream, ref)
    if kind in _MANY:
        cut: Callable[[BinaryIO, str], Iterator[Item]] = import_module(_MANY[kind][1]).cut_stream
        yield from cut(unpacked, ref)
        return
    stream.seek(0)
    data = stream.read(MAX_DOCUMENT + 1)
    too_large = f"is larger than {MAX_DOCUMENT // 1_000_000} MB, too large for one document"
    yield Item(ref, b"", too_large) if len(data) > MAX_DOCUMENT else Item(ref, data)


def _has_columns(stream: BinaryIO) -> bool:
    head = stream.read(len(MARK))
    stream.seek(0)
    return head == MARK


def _open(stream: BinaryIO, ref: str) -> tuple[str, BinaryIO]:
    """The kind of an input at its start, and the stream that it is cut from."""
    if holds_records(stream):
        return "warc", open_members(stream)
    unpacked, inner = open_stream(stream, ref)
    return find_kind(inner, ref, ref), unpacked


def read_item(kind: ItemKind, item: Item, hints: Hints, *, fast: bool) -> Iterator[Outcome]:
    """The articles of an item, and an error in place of each that is none; nothing is raised."""
    try:
        if kind == "document":
            yield from _read_document(item, hints, fast=fast)
        else:
            module = next(place for known, place in _MANY.values() if known == kind)
            yield from import_module(module).read_item(item, hints, fast=fast)
    except ReadError as problem:
        yield problem
    except Exception as problem:
        yield ReadError(item.where, f"cannot be read ({type(problem).__name__})")


def _read_document(item: Item, hints: Hints, *, fast: bool) -> Iterator[Outcome]:
    if item.problem:
        yield ReadError(item.where, item.problem)
        return
    stream, head = open_stream(io.BytesIO(item.data), item.where)
    read = import_module(READERS[find_kind(head, item.where, item.where)]).read_stream
    yield from read(Input(stream, item.where, hints, fast))
