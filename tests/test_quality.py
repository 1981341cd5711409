"""The figures that the README promises have not fallen (`../shared` only; CI has it)."""

from pathlib import Path

from lab.bench.attributions import measure

#: A point or two below what was measured, so that only a real loss trips it.
FLOORS = {"attributed": 75.5, "strict_attributed": 60.5}


def test_attribution_on_the_development_articles_has_not_fallen(shared: Path) -> None:
    figures = measure(shared, "dev")["attributions"]
    assert {name: figures[name]["f1"] >= floor for name, floor in FLOORS.items()} == dict.fromkeys(FLOORS, True)
