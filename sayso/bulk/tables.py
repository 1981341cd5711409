"""The tables of a dataset: their columns, their types, and the rows of a record."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from sayso.export.days import to_day
from sayso.export.entry import Entry
from sayso.export.parquet import SCHEMA as STATEMENT_ROWS
from sayso.export.parquet import SPAN, to_span, to_typed
from sayso.export.rows import each_row
from sayso.model import Json
from sayso.scalars import to_scalars

#: The version of the tables; it is told by the manifest and by each file.
VERSION = 1
_TEXT, _TEXTS, _SPANS = pa.string(), pa.list_(pa.string()), pa.list_(SPAN)


def _schema(columns: Sequence[tuple[str, Any, str]]) -> Any:
    fields = [pa.field(name, kind, metadata={"description": told}) for name, kind, told in columns]
    return pa.schema(fields, metadata={"sayso_bulk": str(VERSION)})


_KEPT = [STATEMENT_ROWS.field(n) for n in range(len(STATEMENT_ROWS)) if STATEMENT_ROWS.field(n).name != "party"]
_MORE = [
    ("speaker_id", _TEXT, "id of the speaker in the article (table speakers); null where it is left open"),
    ("addressee_span", SPAN, "the words that tell the addressee"),
    ("venue_span", SPAN, "the words that tell the venue"),
    ("said_span", SPAN, "the words that tell when it was said"),
    ("place", pa.int32(), "place of the statement in its article, from 0"),
]
SCHEMAS: dict[str, Any] = {
    "articles": _schema(
        [
            ("article", _TEXT, "id of the article: SHA-256 of its address and text"),
            ("ref", _TEXT, "id, file name or record that the input gave"),
            ("url", _TEXT, "address of the article"),
            ("outlet", _TEXT, "newspaper, agency or site that published it"),
            ("title", _TEXT, "headline"),
            ("byline", _TEXTS, "who wrote it"),
            ("published", pa.date32(), "day of publication"),
            ("language", _TEXT, "ISO 639-1 code"),
            ("text", _TEXT, "the text, to which all spans point: half-open, in Unicode code points"),
            ("input", _TEXT, "file that it came from"),
            ("statements", pa.int32(), "how many statements it has"),
            ("copy", _TEXT, "smallest id among its near-duplicates in the dataset; its own where it has none"),
        ]
    ),
    "statements": pa.schema(
        [*_KEPT, *_schema(_MORE)], metadata={"sayso_bulk": str(VERSION)}
    ),
    "speakers": _schema(
        [
            ("article", _TEXT, "id of the article"),
            ("speaker_id", _TEXT, "id of the speaker in the article"),
            ("name", _TEXT, "fullest name that the article gives"),
            ("kind", _TEXT, "person, organisation, group, document, unnamed, author or unknown"),
            ("offices", _TEXTS, "offices as the article gives them"),
            ("wikidata", _TEXT, "Wikidata's id, where a table of offices knows it"),
            ("mentions", _SPANS, "where the article speaks of it"),
        ]
    ),
    "relations": _schema(
        [
            ("article", _TEXT, "id of the article in which both statements stand"),
            ("from", _TEXT, "id of the statement that bears on the other"),
            ("to", _TEXT, "id of the other"),
            ("kind", _TEXT, "disputes, supports, reverses, responds or repeats"),
            ("basis", _TEXT, "reported (the article's words say so) or inferred (they were compared)"),
            ("evidence", _SPANS, "the words that say so"),
            ("confidence", pa.float64(), "calibrated probability that the relation is right"),
        ]
    ),
    "skipped": _schema(
        [
            ("input", _TEXT, "file that it stands in"),
            ("ref", _TEXT, "record, line or file that was passed over"),
            ("reason", _TEXT, "why"),
        ]
    ),
}  # fmt: skip

Rows = dict[str, list[Json]]


def empty_rows() -> Rows:
    """No rows, of any table."""
    return {name: [] for name in SCHEMAS}


def add_record(rows: Rows, record: Json, source: str) -> None:
    """Put a record (the contract's) of an article of an input into the rows."""
    told = to_scalars(record)
    article = told["article"]
    known = {"article": article["id"], "input": to_scalars(source), "statements": len(told["statements"]), "copy": None}
    facts = {key: value for key, value in article.items() if key != "id"}
    rows["articles"].append(known | facts | {"published": to_day(article["published"])})
    for place, (row, statement) in enumerate(zip(each_row(Entry(told, {})), told["statements"], strict=True)):
        own = {"speaker_id": statement["speaker"], "place": place}
        for column, field in (("addressee_span", "addressee"), ("venue_span", "venue"), ("said_span", "said_on")):
            own[column] = to_span(statement[field]["span"]) if statement[field] else None
        rows["statements"].append(to_typed(row) | own)
    for speaker in told["speakers"]:
        own = {
            "article": article["id"],
            "speaker_id": speaker["id"],
            "mentions": list(map(to_span, speaker["mentions"])),
        }
        rows["speakers"].append({key: speaker[key] for key in ("name", "kind", "offices", "wikidata")} | own)
    for relation in told["relations"]:
        rows["relations"].append(
            relation | {"article": article["id"], "evidence": list(map(to_span, relation["evidence"]))}
        )


def build_table(name: str, rows: Sequence[Json]) -> Any:
    """A table of the rows."""
    schema = SCHEMAS[name]
    return pa.Table.from_pylist([{column: row.get(column) for column in schema.names} for row in rows], schema)
