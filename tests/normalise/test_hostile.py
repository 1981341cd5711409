"""Texts that are made to take for ever, or to be very many of something, are read in the time of their length."""

import pytest

from sayso.normalise.dates import find_dates
from sayso.normalise.figures import find_figures

UNITS = """
one hundred and |1,|two and |twenty-|5 to |between 1 and |half a |the end of |Monday, |$|9
""".strip().split("|")


@pytest.mark.parametrize("unit", UNITS)
def test_endless_repetitions_end(unit: str) -> None:
    # With a pattern that looks ahead without an end, these took minutes: the test's own time limit is enough.
    text = unit * 4000
    find_dates(text, "2024-03-05")
    find_figures(text)
