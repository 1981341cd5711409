"""Where a dataset is written: whole files only, at any address that fsspec knows.

OUT/articles/part-….parquet, and so for every table; OUT/manifest.json
OUT/_work/    parts, sketches and marks of the shards that are done, until all are
"""

import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

import pyarrow.parquet as pq
from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from sayso.errors import UsageError
from sayso.model import Json

try:
    import fcntl
except ImportError:  # Windows has none: there nobody is kept out
    fcntl = None  # type: ignore[assignment]

MANIFEST, WORK = "manifest.json", "_work"


class Store:
    """A folder of files that are there whole, or not at all."""

    def __init__(self, address: str) -> None:
        """Raises `UsageError` for an address that nothing knows."""
        self.address = address
        try:
            self._fs, self._root = url_to_fs(address)
        except (ValueError, ImportError) as error:
            raise UsageError(f"{address}: cannot be written ({error})") from None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other runs of this machine out of a local folder meanwhile; raises `UsageError` where one is there."""
        if fcntl is None or not self._is_here():
            yield
            return
        with self._telling():
            self._fs.makedirs(self._root, exist_ok=True)
            folder = os.open(self._root, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError:
            raise UsageError(f"{self.address}: another run is writing there") from None
        finally:
            os.close(folder)

    def write(self, path: str, data: bytes) -> None:
        """Put a file there, in place of one that was: written under another name, then renamed.

        Raises `UsageError` where nothing can be written.
        """
        whole, part = self._at(path), self._at(f"{WORK}/new/{uuid4().hex}")
        with self._telling():
            for place in (whole, part):
                self._fs.makedirs(place.rsplit("/", 1)[0], exist_ok=True)
            with self._fs.open(part, "wb") as file:
                file.write(data)
                if self._is_here():  # or a power cut could leave the name without the bytes
                    file.flush()
                    os.fsync(file.fileno())
            self._fs.mv(part, whole)

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        found: bytes = self._fs.cat_file(self._at(path))
        return found

    def exists(self, path: str) -> bool:
        """Whether a file or folder is there."""
        return bool(self._fs.exists(self._at(path)))

    def names(self, folder: str) -> list[str]:
        """The names of the whole files of a folder, in order."""
        self._fs.invalidate_cache()
        if not self.exists(folder):
            return []
        return sorted(one.rsplit("/", 1)[-1] for one in self._fs.ls(self._at(folder).rstrip("/"), detail=False))

    def move(self, old: str, new: str) -> None:
        """Give a file another place."""
        with self._telling():
            self._fs.makedirs(self._at(new).rsplit("/", 1)[0], exist_ok=True)
            self._fs.mv(self._at(old), self._at(new))

    def remove(self, folder: str) -> None:
        """Remove a folder with all that is in it."""
        with suppress(FileNotFoundError):
            self._fs.rm(self._at(folder), recursive=True)

    def write_json(self, path: str, value: Json) -> None:
        """Put JSON there."""
        self.write(path, json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8", "replace"))

    def read_json(self, path: str) -> Json:
        """The JSON of a file."""
        found: Json = json.loads(self.read(path))
        return found

    def write_table(self, path: str, table: Any) -> None:
        """Put a table there, as Parquet."""
        made = io.BytesIO()
        pq.write_table(table, made, compression="zstd")
        self.write(path, made.getvalue())

    def read_table(self, path: str, columns: list[str] | None = None) -> Any:
        """The table of a Parquet file."""
        return pq.read_table(io.BytesIO(self.read(path)), columns=columns)

    def _is_here(self) -> bool:
        return isinstance(self._fs, LocalFileSystem)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Let what the place of the dataset refuses be told with its address."""
        try:
            yield
        except OSError as error:
            raise UsageError(f"{self.address}: cannot be written ({error.strerror or error})") from None

    def _at(self, path: str) -> str:
        return f"{self._root.rstrip('/')}/{path}"
