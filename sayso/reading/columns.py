"""Parquet: one article on each row, in the columns that a line of JSON Lines has."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from sayso.errors import ReadError
from sayso.reading.hints import Item

#: What a file begins with.
MARK = b"PAR1"
#: The columns that are read; only the first must be there.
_COLUMNS = ("text", "id", "url", "outlet", "title", "byline", "published")
_ROWS = 256


def cut_stream(stream: BinaryIO, ref: str) -> Iterator[Item]:
    """The rows of a Parquet file, each as a line of JSON Lines; raises `ReadError` where there is no text in it."""
    try:
        file = pq.ParquetFile(stream)
        names = [name for name in _COLUMNS if name in file.schema_arrow.names]
        if "text" not in names:
            raise ReadError(ref, 'is Parquet without a column "text"')
        number = 0
        for batch in file.iter_batches(_ROWS, columns=names):
            for row in range(batch.num_rows):
                number += 1
                yield _build_item(batch.slice(row, 1), f"{ref}: row {number}")
    except (pa.ArrowException, OSError) as error:
        raise ReadError(ref, "is damaged or no Parquet") from error


def _build_item(row: Any, where: str) -> Item:
    """A row as a line; one that cannot be read costs itself."""
    try:
        (values,) = row.to_pylist()
        return Item(where, json.dumps(values, default=_plain).encode("ascii"))
    except UnicodeDecodeError:
        return Item(where, b"", "is not UTF-8")
    except Exception as error:
        return Item(where, b"", f"cannot be read ({type(error).__name__})")


def _plain(value: Any) -> str:
    if isinstance(value, bytes):  # older writers do not say that it is text
        return value.decode("utf-8")
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
