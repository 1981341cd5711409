"""Dates as sources write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.dates import parse_date


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2016-01-10", "2016-01-10"),
        ("2016-01-10 12:00:32", "2016-01-10"),
        ("2016-01-10T23:59:59-08:00", "2016-01-10"),
        ("2016-01-10T12:00:00.000Z", "2016-01-10"),
        ("20160110", "2016-01-10"),
        ("2016/1/9", "2016-01-09"),
        ("Sun, 10 Jan 2016 12:00:32 GMT", "2016-01-10"),
        ("January 10, 2016", "2016-01-10"),
        ("10 January 2016", "2016-01-10"),
        ("Sept. 3rd, 2016 at noon", "2016-09-03"),
        ("03/04/2016", None),
        ("2016-13-40", None),
        ("yesterday", None),
        ("", None),
        ("0000-00-00", None),
        (None, None),
        (1452427200, None),
    ],
)
def test_dates_are_parsed_or_left_unknown(written: object, day: str | None) -> None:
    assert parse_date(written) == day


@given(st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    parse_date(text)
