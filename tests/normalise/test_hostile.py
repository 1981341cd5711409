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


@pytest.mark.parametrize("text", ["9" * 400 + " people left", "9" * 29 + " trillion people left", "9" * 5000 + " left"])
def test_digits_without_end_are_no_figure(text: str) -> None:
    assert not find_figures(f"The town said that {text}.")


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_what_lies_outside_the_calendar_is_no_date(published: str) -> None:
    text = "Last week, yesterday, next month, in ten years and on Friday; next week, 20 centuries ago."
    assert all(when.first is None or when.first <= when.last for when in find_dates(text, published) if when.last)
