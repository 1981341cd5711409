"""CSV, read back with the csv module and with DuckDB."""

import csv
import io
import json
from pathlib import Path

import duckdb
import pytest
from export_samples import export, make_hostile, make_silent, make_usual, statements_of, words_of
from hypothesis import given
from hypothesis import strategies as st

from sayso.export import Entry
from sayso.export.rows import COLUMNS
from sayso.model import Article, Record, Span, Speaker, Statement

PARTS = ("source", "cue", "content")


def strip_guard(cell: str) -> str:
    """The rule of the format: one apostrophe at the beginning of a cell is no part of it."""
    return cell.removeprefix("'")


def read_csv(data: bytes) -> list[dict[str, str]]:
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
    assert header == list(COLUMNS)
    return [dict(zip(header, map(strip_guard, row), strict=True)) for row in rows]


def read_duckdb(path: Path) -> list[dict[str, str]]:
    rows = duckdb.sql(f"from read_csv('{path}', all_varchar=true, header=true, quote='\"', escape='\"', delim=',')")
    return [
        {key: strip_guard(value or "") for key, value in zip(rows.columns, row, strict=True)} for row in rows.fetchall()
    ]


def test_statements_offsets_and_speakers_come_back() -> None:
    usual, hostile = make_usual(), make_hostile()
    rows = read_csv(export("csv", usual, make_silent(), hostile))
    assert [row["statement"] for row in rows] == list(statements_of(usual, hostile))
    for row, statement in zip(rows, statements_of(usual, hostile).values(), strict=True):
        entry = usual if row["statement"].startswith("s") else hostile
        for part in PARTS:
            assert json.loads(row[f"{part}_spans"]) == statement[part]
            assert row[part] == words_of(entry, statement[part])
        assert row["article"] == entry.record["article"]["id"]
        assert float(row["confidence"]) == statement["confidence"]
        assert row["form"] == statement["form"]


def test_a_row_tells_all_that_is_known() -> None:
    first, second, third, fourth = read_csv(export("csv", make_usual()))
    assert (first["party"], first["speaker"], first["kind"]) == ("p1f0c2", "Maria Lindqvist", "person")
    assert (first["addressee"], first["venue"], first["act"]) == ("reporters", "the pier", "promise")
    assert (first["said_from"], first["said_to"], first["published"]) == ("2024-03-04", "2024-03-04", "2024-03-05")
    assert (first["hedged"], second["hedged"], third["hedged"]) == ("false", "true", "")
    assert json.loads(second["hedge"]) == ["about"]
    (figure,) = json.loads(second["figures"])
    assert (figure["low"], figure["high"], figure["unit"]) == (2_000_000, None, "crown")
    assert (third["parent"], third["party"]) == ("s2", "p77aa")
    assert fourth["party"] == fourth["speaker"] == fourth["kind"] == fourth["source"] == ""


def test_duckdb_reads_the_same(tmp_path: Path) -> None:
    data = export("csv", make_usual(), make_hostile())
    (tmp_path / "out.csv").write_bytes(data)
    assert read_duckdb(tmp_path / "out.csv") == read_csv(data)


def test_lines_end_as_the_standard_says() -> None:
    assert export("csv", make_silent()) == ",".join(COLUMNS).encode() + b"\r\n"


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "\t=", "\r", "\n", " =", "\x00=", "\ufeff@", "＝", "＋", "'", "'="]
)
def test_no_cell_is_run_by_a_spreadsheet(sign: str) -> None:
    words = f"{sign}HYPERLINK(1)"
    row = write_words(words)
    assert row["title"] == row["content"] == row["speaker"] == f"'{words}"
    assert strip_guard(row["title"]) == words


@pytest.mark.parametrize("words", ["Ada = Bo", "a@b.example", "“=x”", " plain", "1-2", ""])
def test_harmless_cells_are_as_printed(words: str) -> None:
    assert write_words(words)["title"] == words


def write_words(words: str) -> dict[str, str]:
    entry = make_entry(words)
    header, row = csv.reader(io.StringIO(export("csv", entry).decode("utf-8"), newline=""), strict=True)
    return dict(zip(header, row, strict=True))


def make_entry(words: str) -> Entry:
    statement = Statement("s", "p1", (), (), (Span(0, len(words)),), "direct", None, 1.0)
    return Entry(Record(Article(words, title=words), (Speaker("p1", words, "person"),), (statement,)).to_json(), {})


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_comes_back(words: str) -> None:
    (row,) = read_csv(export("csv", make_entry(words)))
    assert row["title"] == row["content"] == row["speaker"] == words
