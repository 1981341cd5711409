"""Noise goes, every sentence of the story stays: the cases are data, one JSON object on a line.

`noise.jsonl` was written along with the rules, `noise_heldout.jsonl` before they were tried on it.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.noise import clean_text

CASES = Path(__file__).parent / "cases"


def read_cases() -> list[Any]:
    lines = [
        line
        for name in ("noise.jsonl", "noise_heldout.jsonl")
        for line in (CASES / name).read_text(encoding="utf-8").splitlines()
    ]
    return [pytest.param(case, id=case["name"]) for case in map(json.loads, lines)]


@pytest.mark.parametrize("case", read_cases())
def test_noise_goes_and_sentences_stay(case: dict[str, Any]) -> None:
    cleaned = clean_text(case["input"])
    assert cleaned.text == case["text"]
    assert list(cleaned.byline) == case["byline"]


def test_noise_rules_leave_a_text_without_noise_as_it_is() -> None:
    text = "  The vote was close.\n\n\n\tNobody, the clerk said, had expected it.  "
    assert clean_text(text).text == text


def test_noise_rules_drop_a_first_line_that_repeats_the_title() -> None:
    text = "Harbour wall breaks\n\nThe harbour wall of Lorne broke on Monday, the port said."
    assert clean_text(text, title="Harbour Wall Breaks").text.startswith("The harbour")


def test_noise_rules_leave_a_text_of_very_many_lines_alone() -> None:
    text = "Advertisement\n" * 30_000
    assert clean_text(text).text == text


@given(st.text())
def test_noise_rules_only_ever_take_whole_lines(text: str) -> None:
    kept = iter(text.split("\n"))
    assert all(line in kept for line in clean_text(text).text.split("\n") if line)
