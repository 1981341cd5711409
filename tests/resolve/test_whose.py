"""Whose say-so, from the text to the record: invented articles, each with what its statements must stand on.

A case has `says`: words of a content, with the name and the kind of its speaker; None is a speaker left open. A
speaker may always be left open for doubt rather than named wrongly, unless the case is `sure`.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.model import Article, Record
from sayso.pipeline import Reader

CASES = Path(__file__).parents[1] / "cases" / "speakers.jsonl"


def read_cases() -> list[Any]:
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    return [
        pytest.param(row, id=row["case"], marks=[pytest.mark.xfail(strict=True)] if row.get("known_failure") else [])
        for row in rows
    ]


def speakers_of(record: Record, words: str) -> list[tuple[str | None, str | None]]:
    """Name and kind behind each outermost statement whose content has these words."""
    found = []
    for statement in record.statements:
        if statement.parent is None and words in record.words(statement.content):
            speaker = record.speaker(statement)
            found.append((speaker.name, speaker.kind) if speaker else (None, None))
    return found


@pytest.fixture(scope="module")
def bold() -> Reader:
    """A reader that names whoever is likeliest."""
    return Reader(certain=0.0)


@pytest.mark.parametrize("case", read_cases())
def test_statements_stand_on_whom_they_should(bold: Reader, case: dict[str, Any]) -> None:
    record = bold.read(Article(case["text"], language="en"))
    wanted = {words: [(name, kind)] for words, name, kind in case["says"] if kind is not None}
    assert {words: speakers_of(record, words) for words in wanted} == wanted


@pytest.mark.parametrize("case", [row for row in read_cases() if not row.marks])
def test_by_default_nobody_is_named_wrongly(reader: Reader, case: dict[str, Any]) -> None:
    record = reader.read(Article(case["text"], language="en"))
    for words, name, kind in case["says"]:
        named = {said for said in speakers_of(record, words) if said[1] in ("person", "organisation")}
        assert named <= {(name, kind)}


def test_a_text_too_long_for_vectors_names_its_names_and_leaves_pronouns_open(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.attribute.tagger.KEPT", 0)
    text = (
        "Karl Osten wants to sell the shipyard. “We cannot go on like this,” Karl Osten said. He said that it was late."
    )
    record = reader.read(Article(text, language="en"))
    assert speakers_of(record, "We cannot go on like this") == [("Karl Osten", "person")]
    assert speakers_of(record, "it was late") == [(None, None)]
