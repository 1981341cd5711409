"""Which reader reads what: every kind of SOURCE of the command line, told apart here."""

import io
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, cast

from sayso.errors import ReadError
from sayso.model import Article
from sayso.reading.hints import NO_HINTS, Hints, Input, Outcome, Reader
from sayso.reading.members import holds_records, open_members
from sayso.reading.sniff import Kind, find_kind
from sayso.reading.streams import open_stream

ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
#: Loaded when the first input of the kind is met: a JSON Lines file needs no HTML parser.
READERS: dict[Kind, str] = {
    "jsonl": "sayso.reading.lines",
    "text": "sayso.reading.plain",
    "html": "sayso.reading.page",
    "feed": "sayso.reading.feed",
    "warc": "sayso.reading.archive",
}


def read_articles(
    source: str | Path,
    hints: Hints = NO_HINTS,
    *,
    allow_private: bool = False,
    fast: bool = False,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | ReadError]:
    """The articles of a file, folder, http(s) address or `-`, in order; nothing is raised.

    What cannot be read comes as a `ReadError` that names the input or its member. `hints` fill
    what the source does not say, `fast` trades some accuracy on HTML for speed, `allow_private`
    lets an address lead into a private network, and `stdin` stands in for the standard input.
    """
    ref = str(source)
    try:
        if ref == "-":
            yield from _read_opened(Input(stdin or sys.stdin.buffer, "-", hints, fast))
        elif isinstance(source, str) and ADDRESS.match(source):
            yield from _read_address(source, hints, fast=fast, allow_private=allow_private)
        else:
            yield from _read_path(Path(source), hints, fast=fast)
    except Exception as problem:
        yield _as_read_error(ref, problem)


def read_text(text: str, hints: Hints = NO_HINTS, *, ref: str | None = None) -> Article:
    """The article that a plain text is, with the page's noise around it taken off.

    Raises `ReadError` where nothing is left, `LanguageError` where it is not English.
    """
    article: Article = import_module(READERS["text"]).build_plain(text, ref, hints)
    return article


def _read_address(url: str, hints: Hints, *, fast: bool, allow_private: bool) -> Iterator[Outcome]:
    fetched = import_module("sayso.reading.web").fetch(url, allow_private=allow_private)
    given = Input(io.BytesIO(fetched.data), url, hints, fast, url=fetched.url, charset=fetched.charset)
    yield from _read_opened(given, name=fetched.name)


def _read_path(path: Path, hints: Hints, *, fast: bool) -> Iterator[Outcome]:
    if not path.is_dir():
        yield from _read_file(path, hints, fast=fast)
        return
    empty = True
    for member in _find_files(path):
        empty = False
        try:
            yield from _read_file(member, hints, fast=fast)
        except Exception as problem:
            yield _as_read_error(str(member), problem)
    if empty:
        raise ReadError(str(path), "the folder holds no files")


def _find_files(folder: Path) -> Iterator[Path]:
    # Sorting both lists in place gives the same order everywhere, and keeps out hidden folders.
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if not name.startswith("."))


def _read_file(path: Path, hints: Hints, *, fast: bool) -> Iterator[Outcome]:
    # Opening a pipe or a device could wait for ever.
    if path.exists() and not path.is_file():
        raise ReadError(str(path), "is neither a file nor a folder")
    with path.open("rb") as stream:
        yield from _read_opened(Input(stream, str(path), hints, fast))


def _read_opened(given: Input, name: str | None = None) -> Iterator[Outcome]:
    if given.stream.seekable() and holds_records(given.stream):
        kind: Kind = "warc"
        stream = open_members(given.stream)
    else:
        stream, head = open_stream(given.stream, given.ref)
        kind = find_kind(head, name or given.ref, given.ref)
    read = cast(Reader, import_module(READERS[kind]).read_stream)
    yield from read(replace(given, stream=stream))


def _as_read_error(ref: str, problem: Exception) -> ReadError:
    """Any failure as one line; what nobody foresaw is named by its type, for a report."""
    match problem:
        case ReadError():
            return problem
        case FileNotFoundError():
            return ReadError(ref, "there is no such file or folder")
        case PermissionError():
            return ReadError(ref, "may not be opened (permission denied)")
        case OSError():
            return ReadError(ref, f"cannot be opened ({problem.strerror or type(problem).__name__})")
        case _:
            return ReadError(ref, f"cannot be read ({type(problem).__name__})")
