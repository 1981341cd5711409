"""Our own cases of what is hard to attribute, each read by the shipped model.

A case may be a `known_failure`: it is expected to fail, and turns the suite red when it no longer does.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sayso.attribute.tagger import Tagger
from sayso.model import Attribution, Spans

CASES = Path(__file__).parents[1] / "cases" / "attributions.jsonl"


@cache
def load_tagger() -> Tagger:
    return Tagger()


def load_cases() -> list[Any]:
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    return [
        pytest.param(
            row,
            id=f"{number}-{row['kind'].replace(' ', '-')}",
            marks=[pytest.mark.xfail(reason="a known failure of the model")] if row.get("known_failure") else [],
        )
        for number, row in enumerate(rows, 1)
    ]


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def is_like(found: Attribution, wanted: dict[str, Any], text: str) -> bool:
    """Contents share four fifths of their words; sources share one, or both are empty."""

    def of(spans: Spans) -> set[str]:
        return words(" ".join(text[s:e] for s, e in spans))

    content, source = words(" ".join(wanted["content"])), words(wanted["source"])
    said = of(found.content)
    near = len(content & said) >= 0.8 * len(content | said)
    return near and (bool(source & of(found.source)) or not (source or found.source))


@pytest.mark.parametrize("case", load_cases())
def test_case_is_attributed(case: dict[str, Any]) -> None:
    found = load_tagger().find_attributions(case["text"])
    outer = [a for a in found if a.parent is None]
    inner = [a for a in found if a.parent is not None]
    assert all(any(is_like(a, wanted, case["text"]) for a in outer) for wanted in case["expect"])
    assert all(any(is_like(a, wanted, case["text"]) for a in inner) for wanted in case.get("nested", []))
    assert case["expect"] or not found
