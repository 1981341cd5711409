"""The figures that the README promises have not fallen (`../shared` only; CI has it)."""

from pathlib import Path
from typing import Any

import pytest

from lab.bench.attributions import measure

#: A point or two below what was measured, so that only a real loss trips it.
FLOORS = {"attributed": 75.5, "strict_attributed": 60.5}
SPEAKERS = {"speaker_exact": 69.0, "speaker_party": 70.0, "coverage_at_2": 60.0}
BEHIND = {"said_on": 63.5, "venue": 37.5, "addressee": 49.5, "hedged": 69.0, "figures": 83.0}
ACT = 68.0
#: Of the persons and bodies named by default, in per cent.
WRONG = 2.0


@pytest.fixture(scope="module")
def figures(shared: Path) -> dict[str, Any]:
    return measure(shared, "dev")


def test_attribution_on_the_development_articles_has_not_fallen(figures: dict[str, Any]) -> None:
    found = figures["attributions"]
    assert {name: found[name]["f1"] >= floor for name, floor in FLOORS.items()} == dict.fromkeys(FLOORS, True)


def test_speakers_of_the_development_records_have_not_fallen(figures: dict[str, Any]) -> None:
    found = figures["record"]
    assert {name: found[name] >= floor for name, floor in SPEAKERS.items()} == dict.fromkeys(SPEAKERS, True)


def test_what_stands_behind_the_development_statements_has_not_fallen(figures: dict[str, Any]) -> None:
    found = figures["record"]
    assert {name: found[name]["f1"] >= floor for name, floor in BEHIND.items()} == dict.fromkeys(BEHIND, True)
    assert found["act"] >= ACT


def test_hardly_anybody_is_named_wrongly_by_default(figures: dict[str, Any]) -> None:
    assert figures["record"]["misattributed"] <= WRONG
