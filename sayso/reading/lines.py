"""JSON Lines: one article on each line, its text taken character for character, but for lone halves of them."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from sayso.errors import ReadError
from sayso.model import Article
from sayso.reading.build import build_article
from sayso.reading.hints import Hints, Input, Item, Outcome
from sayso.reading.sniff import find_codec
from sayso.reading.streams import MAX_DOCUMENT

UTF8_MARK = b"\xef\xbb\xbf"


def read_stream(given: Input) -> Iterator[Outcome]:
    """The articles of a JSON Lines file of any size; each bad line is an error of its own."""
    for item in cut_stream(given.stream, given.ref):
        yield from read_item(item, given.hints, fast=given.fast)


def cut_stream(stream: BinaryIO, ref: str) -> Iterator[Item]:
    """The lines of a JSON Lines file that are not empty."""
    number = 0
    while line := stream.readline(MAX_DOCUMENT + 1):
        number += 1
        if number == 1:
            _check_first(line, ref)
            line = line.removeprefix(UTF8_MARK)
        where = f"{ref}:{number}"
        if len(line) > MAX_DOCUMENT:
            yield Item(where, b"", f"the line is longer than {MAX_DOCUMENT // 1_000_000} MB")
            _skip_line(stream)
        elif not line.isspace():
            yield Item(where, line)


def read_item(item: Item, hints: Hints, *, fast: bool) -> Iterator[Outcome]:
    """The article of a line, or why there is none."""
    del fast
    if item.problem:
        yield ReadError(item.where, item.problem)
    else:
        yield _read_line(item.data, item.where, hints)


def _check_first(line: bytes, ref: str) -> None:
    if find_codec(line) not in (None, "utf-8-sig"):
        raise ReadError(ref, "is UTF-16 or UTF-32; JSON Lines are UTF-8")
    if line.strip() in (b"{", b"["):
        raise ReadError(ref, "is JSON over several lines; JSON Lines have one article on each line")


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(MAX_DOCUMENT)) and not rest.endswith(b"\n"):
        pass


def _read_line(line: bytes, where: str, hints: Hints) -> Outcome:
    try:
        return _build(_parse_object(line, where), where, hints)
    except ReadError as problem:
        return problem


def _parse_object(line: bytes, where: str) -> dict[str, Any]:
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise ReadError(where, "is not UTF-8") from None
    except (ValueError, RecursionError):
        raise ReadError(where, "is not JSON") from None
    if not isinstance(value, dict):
        raise ReadError(where, "is JSON, but not an object")
    return value


def _build(value: dict[str, Any], where: str, hints: Hints) -> Article:
    text = value.get("text")
    if text is None:
        raise ReadError(where, 'has no "text"')
    if not isinstance(text, str):
        raise ReadError(where, '"text" is not a string')
    ref = value.get("id")
    byline = value.get("byline")
    names = [byline] if isinstance(byline, str) else byline if isinstance(byline, list) else []
    return build_article(
        text,
        str(ref) if isinstance(ref, str | int) and ref not in ("", True, False) else where,
        hints,
        url=_string(value.get("url")),
        outlet=_string(value.get("outlet")),
        title=_string(value.get("title")),
        byline=[name for name in names if isinstance(name, str)],
        published=value.get("published"),
        where=where,
    )


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None
