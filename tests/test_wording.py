"""How acts, relations and days are told to people."""

import pytest

from sayso.wording import name_unit


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ("job", "jobs"),
        ("Syrian refugee", "Syrian refugees"),
        ("person", "people"),
        ("young child", "young children"),
        ("country", "countries"),
        ("day", "days"),
        ("church", "churches"),
        ("percent", "percent"),
        ("USD", "USD"),
    ],
)
def test_units_are_told_in_the_plural_where_there_is_one(unit: str, told: str) -> None:
    assert name_unit(unit, is_one=False) == told
    assert name_unit(unit, is_one=True) == unit
