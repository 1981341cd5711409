"""From entries to a file or folder in the format that was asked for."""

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from sayso.errors import UsageError
from sayso.export.entry import Entry

#: Where each format lives; its `write(entries, out)` returns the count of articles.
FORMATS: dict[str, str] = {
    "jsonl": "sayso.export.jsonl",
    "csv": "sayso.export.table",
    "parquet": "sayso.export.parquet",
    "jsonld": "sayso.export.jsonld",
    "webannotation": "sayso.export.webannotation",
    "ftm": "sayso.export.ftm",
    "brat": "sayso.export.brat",
}
#: Those that make two files of an article.
_IN_FOLDERS = frozenset({"brat"})


def write_entries(entries: Iterable[Entry], format_: str, out: Path | BinaryIO) -> int:
    """Write the articles in a format, one after the other as they come, and return how many there were.

    `out` is a file that will be overwritten or an open binary stream, which is left open; for `brat` a folder, which
    is made. Raises `UsageError` if the format is unknown or lacks its library, or `out` is not what it needs.
    """
    write = _load_writer(format_)
    if format_ in _IN_FOLDERS:
        return write(entries, _check_folder(out, format_))
    if not isinstance(out, Path):
        return write(entries, out)
    try:
        stream = out.open("wb")
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({error.strerror})") from None
    with stream:
        return write(entries, stream)


def _load_writer(format_: str) -> Callable[[Iterable[Entry], Any], int]:
    if format_ not in FORMATS:
        raise UsageError(f"there is no format {format_!r}; there are {', '.join(FORMATS)}")
    try:
        write: Callable[[Iterable[Entry], Any], int] = import_module(FORMATS[format_]).write
    except ModuleNotFoundError as error:
        raise UsageError(f"the format {format_} needs the library {error.name}, which is not installed") from None
    return write


def _check_folder(out: Path | BinaryIO, format_: str) -> Path:
    if not isinstance(out, Path):
        raise UsageError(f"the format {format_} makes two files of each article: name a folder for them")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{out}: cannot be a folder ({error.strerror})") from None
    return out
