"""Parquet, read back with pyarrow and with DuckDB."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from export_samples import export, make_hostile, make_silent, make_usual, statements_of, words_of

pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow, which writes Parquet, is not installed")
parquet = pytest.importorskip("sayso.export.parquet", reason="pyarrow, which writes Parquet, is not installed")

PARTS = ("source", "cue", "content")


def to_lists(spans: list[dict[str, int]]) -> list[list[int]]:
    return [[span["start"], span["end"]] for span in spans]


def read_duckdb(path: Path) -> list[dict[str, Any]]:
    rows = duckdb.sql(f"from read_parquet('{path}')")
    return [dict(zip(rows.columns, row, strict=True)) for row in rows.fetchall()]


@pytest.mark.parametrize("reader", ["pyarrow", "duckdb"])
def test_statements_offsets_and_speakers_come_back(reader: str, tmp_path: Path) -> None:
    usual, hostile = make_usual(), make_hostile()
    data = export("parquet", usual, make_silent(), hostile)
    (tmp_path / "out.parquet").write_bytes(data)
    read = pq.read_table(io.BytesIO(data)).to_pylist() if reader == "pyarrow" else read_duckdb(tmp_path / "out.parquet")
    assert [row["statement"] for row in read] == list(statements_of(usual, hostile))
    for row, statement in zip(read, statements_of(usual, hostile).values(), strict=True):
        entry = usual if row["statement"].startswith("s") else hostile
        for part in PARTS:
            assert to_lists(row[f"{part}_spans"]) == statement[part]
            assert row[part] == words_of(entry, statement[part])
        assert (row["confidence"], row["hedged"]) == (statement["confidence"], statement["hedged"])
    first, second, _, fourth, *_, last = read
    assert (first["published"], first["said_from"]) == (date(2024, 3, 5), date(2024, 3, 4))
    assert (first["party"], first["speaker"], first["kind"]) == ("p1f0c2", "Maria Lindqvist", "person")
    assert fourth["party"] is fourth["speaker"] is fourth["hedged"] is None
    assert last["published"] is None  # the 30th of February
    (figure,) = second["figures"]
    assert (figure["low"], figure["high"], figure["per"]) == (2e6, None, None)
    assert second["hedge"] == ["about"]


def test_columns_have_real_types_and_tell_what_they_mean() -> None:
    file = pq.ParquetFile(io.BytesIO(export("parquet", make_usual())))
    schema = file.schema_arrow
    assert schema.metadata[b"sayso"] == b"1"
    assert all(field.metadata[b"description"] for field in schema)
    types = {field.name: str(field.type) for field in schema}
    assert (types["published"], types["hedged"], types["confidence"]) == ("date32[day]", "bool", "double")
    assert types["content_spans"].startswith("list<element: struct<start: int64 not null, end: int64 not null>")
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"


def test_groups_are_written_as_they_fill(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP", 3)
    file = pq.ParquetFile(io.BytesIO(export("parquet", make_usual(), make_hostile())))
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [3, 3, 3]
    assert file.read()["statement"].to_pylist() == list(statements_of(make_usual(), make_hostile()))


def test_a_pipe_is_enough() -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            self.data += bytes(data)
            return len(data)

    pipe = Pipe()
    assert parquet.write([make_usual()], pipe) == 1
    assert not pipe.closed
    assert pq.read_table(io.BytesIO(pipe.data)).num_rows == 4
