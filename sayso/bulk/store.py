"""Where a dataset is written: whole files only, at any address that fsspec knows.

OUT/articles/part-….parquet, and so for every table; OUT/manifest.json
OUT/_work/    parts, sketches and marks of the shards that are done, until all are
"""

import io
import json
from contextlib import suppress
from typing import Any
from uuid import uuid4

import pyarrow.parquet as pq
from fsspec.core import url_to_fs

from sayso.errors import UsageError
from sayso.model import Json

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

    def write(self, path: str, data: bytes) -> None:
        """Put a file there, in place of one that was: written under another name, then renamed."""
        whole = self._at(path)
        self._fs.makedirs(whole.rsplit("/", 1)[0], exist_ok=True)
        part = f"{whole}.{uuid4().hex[:8]}.part"
        with self._fs.open(part, "wb") as file:
            file.write(data)
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
        found = [one.rsplit("/", 1)[-1] for one in self._fs.ls(self._at(folder), detail=False)]
        return sorted(name for name in found if not name.endswith(".part"))

    def move(self, old: str, new: str) -> None:
        """Give a file another place."""
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

    def _at(self, path: str) -> str:
        return f"{self._root.rstrip('/')}/{path}"
