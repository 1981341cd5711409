"""Relations in texts of our own, a case for each kind and each trap; `known_failure` are those that are still wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.model import Article, Record
from sayso.pipeline import Reader

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases/relations.jsonl").read_text(encoding="utf-8").splitlines()
]


def params() -> list[Any]:
    return [
        pytest.param(case, id=case["case"], marks=[pytest.mark.xfail(strict=True)] * bool(case.get("known_failure")))
        for case in CASES
    ]


def related(record: Record) -> set[tuple[str, str, str]]:
    """(later content, kind, earlier content) of the relations."""
    words = {s.id: record.words(s.content) for s in record.statements}
    return {(words[r.source], r.kind, words[r.target]) for r in record.relations}


def kinds(record: Record, later: str, earlier: str) -> set[str]:
    """How a statement with some words bears on one with others."""
    return {kind for one, kind, other in related(record) if later in one and earlier in other}


@pytest.mark.parametrize("case", params())
def test_statements_are_related_as_a_reader_would_sign(case: dict[str, Any], reader: Reader) -> None:
    record = reader.read(Article(case["text"], published="2024-08-02"))
    for later, kind, earlier in case.get("related", ()):
        assert kind in kinds(record, later, earlier)
    for later, earlier in case.get("apart", ()):
        assert not kinds(record, later, earlier)
    for later, earlier in case.get("undisputed", ()):
        assert not kinds(record, later, earlier) & {"disputes", "reverses"}
