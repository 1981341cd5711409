"""What is to be read: files, folders and patterns, on this machine or at any address that fsspec knows."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import fsspec
from fsspec.core import url_to_fs

from sayso.errors import ReadError, UsageError


class Source(NamedTuple):
    """A file that is read: its address, and what tells that it was changed."""

    address: str
    size: int
    changed: str


def find_sources(address: str, out: str) -> list[Source]:
    """The files of an address, in the order of their names, but for those of the dataset that is made of them; raises
    `UsageError` where there are none.
    """
    try:
        fs, path = url_to_fs(address)
        own = f"{url_to_fs(out)[1].rstrip('/')}/"
        found = sorted(one for one in _list_files(fs, path) if not one.startswith(own))
        sources = [_describe(fs, one, address) for one in found]
    except (OSError, ValueError, ImportError) as error:
        raise UsageError(f"{address}: cannot be listed ({_reason(error)})") from None
    if not sources:
        raise UsageError(f"{address}: there is nothing to read")
    return sources


def _list_files(fs: Any, path: str) -> Sequence[str]:
    if any(sign in path for sign in "*?[") and not fs.exists(path):
        return [one for one in fs.glob(path) if not fs.isdir(one)]
    if fs.isdir(path):
        inner = fs.find(path)
        return [one for one in inner if not any(part[:1] in "._" for part in one[len(path) :].strip("/").split("/"))]
    if not fs.exists(path):
        raise FileNotFoundError(2, "there is no such file or folder")
    return [path]


def _describe(fs: Any, path: str, asked: str) -> Source:
    try:
        info = fs.info(path)
    except FileNotFoundError:  # a link to nothing: whoever opens it is told
        info = {}
    told = next(
        (str(info[key]) for key in ("ETag", "etag", "mtime", "LastModified", "last_modified") if key in info), ""
    )
    address = path if "://" not in asked else fs.unstrip_protocol(path)
    return Source(address, int(info.get("size") or 0), told)


def require_unchanged(source: Source) -> None:
    """Raise `ReadError` where a file is no longer what it was when it was listed."""
    try:
        fs, path = url_to_fs(source.address)
        fs.invalidate_cache()
        now = _describe(fs, path, source.address)
    except OSError as error:
        raise ReadError(source.address, f"cannot be read ({_reason(error)})") from None
    if now[1:] != source[1:]:
        raise ReadError(source.address, "was changed while it was read: give another folder, and read it again")


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


@contextmanager
def open_source(source: Source) -> Iterator[BinaryIO]:
    """The bytes of a file; raises `ReadError` where it cannot be opened."""
    if "://" not in source.address and (place := Path(source.address)).exists() and not place.is_file():
        # A pipe would be waited for; a link to a folder may lead round in a ring.
        told = "is a link to a folder: give the folder itself" if place.is_dir() else "is neither a file nor a folder"
        raise ReadError(source.address, told)
    try:
        with fsspec.open(source.address, "rb") as stream:
            yield stream
    except OSError as error:
        raise ReadError(source.address, f"cannot be read ({_reason(error)})") from None
