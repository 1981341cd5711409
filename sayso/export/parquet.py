"""Parquet: the rows of the CSV with real types, compressed with zstd, in groups that are written as they fill.

Spans are lists of {start, end}, figures lists of structures, days are dates. What each column means is in the
field's metadata under `description`, the version of the record under `sayso` in that of the file. A value that is
no day of the calendar is null, and a half surrogate U+FFFD, since Parquet's text is UTF-8.
"""

from collections.abc import Iterable
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from sayso.export.days import to_day
from sayso.export.entry import Entry
from sayso.export.rows import COLUMNS, each_row
from sayso.model import FORMAT, Json
from sayso.scalars import to_scalars

#: Rows of a group: enough to compress well, few enough to hold.
GROUP = 16_384

SPAN = pa.struct([pa.field("start", pa.int64(), False), pa.field("end", pa.int64(), False)])
_FIGURE = pa.struct(
    [
        pa.field("span", SPAN),
        pa.field("text", pa.string()),
        pa.field("low", pa.float64()),
        pa.field("high", pa.float64()),
        pa.field("unit", pa.string()),
        pa.field("per", pa.string()),
        pa.field("approx", pa.bool_()),
    ]
)
_DAYS = ("published", "said_from", "said_to")
_SPANS = tuple(column for column in COLUMNS if column.endswith("_spans"))
_TYPES: dict[str, Any] = {
    **dict.fromkeys(_DAYS, pa.date32()),
    **dict.fromkeys(_SPANS, pa.list_(SPAN)),
    "hedged": pa.bool_(),
    "hedge": pa.list_(pa.string()),
    "figures": pa.list_(_FIGURE),
    "confidence": pa.float64(),
}
SCHEMA = pa.schema(
    [
        pa.field(column, _TYPES.get(column, pa.string()), metadata={"description": meaning})
        for column, meaning in COLUMNS.items()
    ],
    metadata={"sayso": str(FORMAT)},
)


def write(entries: Iterable[Entry], out: BinaryIO) -> int:
    """Write a row for each statement and return the count of articles; at most one group of rows is held."""
    count = 0
    waiting: list[Json] = []
    with pq.ParquetWriter(out, SCHEMA, compression="zstd") as writer:
        for entry in entries:
            waiting += map(to_typed, each_row(entry))
            while len(waiting) >= GROUP:
                writer.write_table(pa.Table.from_pylist(waiting[:GROUP], SCHEMA))
                del waiting[:GROUP]
            count += 1
        if waiting:
            writer.write_table(pa.Table.from_pylist(waiting, SCHEMA))
    return count


def to_typed(row: Json) -> Json:
    typed: Json = to_scalars(row)
    typed |= {column: to_day(row[column]) for column in _DAYS}
    typed |= {column: [to_span(span) for span in row[column]] for column in _SPANS}
    typed["figures"] = [_to_figure(figure) for figure in typed["figures"]]
    return typed


def _to_figure(figure: Json) -> Json:
    bounds = {key: None if figure[key] is None else float(figure[key]) for key in ("low", "high")}
    return figure | bounds | {"span": to_span(figure["span"]) if figure["span"] else None}


def to_span(span: list[int]) -> Json:
    return {"start": span[0], "end": span[1]}
