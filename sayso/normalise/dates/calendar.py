"""Stretches of the calendar: days, weeks, months, quarters, seasons, years, decades, with their TIMEX3 values.

Values are those of TIMEX3 (ISO 8601 with the additions of TimeML): "1998-02-13", "1998-W07", "1998-Q3", "1998-SU".
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon", "tuesday tue tues", "wednesday wed weds", "thursday thu thur thurs", "friday fri",
            "saturday sat", "sunday sun",
        )
    )
    for name in names.split()
}  # fmt: skip
#: The meteorological seasons, by their first month.
SEASONS = {"spring": ("SP", 3), "summer": ("SU", 6), "autumn": ("FA", 9), "fall": ("FA", 9), "winter": ("WI", 12)}


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both within it, with the TIMEX3 `value` and the unit it is counted in."""

    first: date
    last: date
    value: str
    unit: str

    def __post_init__(self) -> None:
        """A period never ends before it begins."""
        if self.last < self.first:
            raise ValueError(f"{self.value} ends before it begins")


def day(when: date) -> Period:
    """One day."""
    return Period(when, when, when.isoformat(), "day")


def week(when: date) -> Period:
    """The week from Monday to Sunday that a day lies in."""
    first = when - timedelta(when.weekday())
    year_, number, _ = when.isocalendar()
    return Period(first, first + timedelta(6), f"{year_}-W{number:02}", "week")


def weekend(when: date) -> Period:
    """Saturday and Sunday of the week that a day lies in."""
    whole = week(when)
    return Period(whole.first + timedelta(5), whole.last, f"{whole.value}-WE", "weekend")


def month(year_: int, number: int) -> Period:
    """A month; the number may lie outside 1 to 12, as the months before and after."""
    year_, number = year_ + (number - 1) // 12, (number - 1) % 12 + 1
    return Period(
        date(year_, number, 1), date(year_, number, monthrange(year_, number)[1]), f"{year_:04}-{number:02}", "month"
    )


def quarter(year_: int, number: int) -> Period:
    """A quarter of a year."""
    year_, number = year_ + (number - 1) // 4, (number - 1) % 4 + 1
    return Period(month(year_, 3 * number - 2).first, month(year_, 3 * number).last, f"{year_:04}-Q{number}", "quarter")


def half(year_: int, number: int) -> Period:
    """A half of a year."""
    return Period(month(year_, 6 * number - 5).first, month(year_, 6 * number).last, f"{year_:04}-H{number}", "half")


def season(year_: int, name: str) -> Period:
    """A season by its English name; a winter bears the year in which it begins."""
    code, first = SEASONS[name]
    return Period(month(year_, first).first, month(year_, first + 2).last, f"{year_:04}-{code}", "season")


def year(number: int) -> Period:
    """A year."""
    return Period(date(number, 1, 1), date(number, 12, 31), f"{number:04}", "year")


def decade(first: int) -> Period:
    """The ten years from a year that ends in 0."""
    return Period(date(first, 1, 1), date(first + 9, 12, 31), f"{first // 10:03}", "decade")


def century(number: int) -> Period:
    """A century by its ordinal: the 20th begins with 1900, as papers count."""
    first = 100 * (number - 1)
    return Period(date(max(first, 1), 1, 1), date(first + 99, 12, 31), f"{number - 1:02}", "century")


def shift(when: date, unit: str, count: int) -> Period:
    """The period of a unit that lies `count` of them after the one that a day lies in."""
    if unit == "day":
        return day(when + timedelta(count))
    if unit in ("week", "fortnight"):
        return week(when + timedelta((14 if unit == "fortnight" else 7) * count))
    if unit == "weekend":
        return weekend(when + timedelta(7 * count))
    if unit == "month":
        return month(when.year, when.month + count)
    if unit == "quarter":
        return quarter(when.year, (when.month - 1) // 3 + 1 + count)
    if unit == "year":
        return year(when.year + count)
    if unit == "decade":
        return decade(when.year // 10 * 10 + 10 * count)
    if unit == "century":
        return century(when.year // 100 + 1 + count)
    raise ValueError(f"{unit} is no unit of the calendar")


def add(when: date, unit: str, count: int) -> date:
    """The day that lies `count` units after a day; of a shorter month, the last."""
    if unit in ("day", "week", "fortnight"):
        return when + timedelta({"day": 1, "week": 7, "fortnight": 14}[unit] * count)
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit] * count
    target = month(when.year, when.month + months)
    return target.first.replace(day=min(when.day, target.last.day))


def last_weekday(when: date, weekday: int, *, same: bool = True) -> date:
    """The latest such weekday up to a day; with `same` the day itself counts."""
    back = (when.weekday() - weekday) % 7
    return when - timedelta(back if back or same else 7)


def next_weekday(when: date, weekday: int, *, same: bool = False) -> date:
    """The first such weekday after a day."""
    ahead = (weekday - when.weekday()) % 7
    return when + timedelta(ahead if ahead or same else 7)


def find_holiday(name: str, year_: int) -> date | None:
    """The day of a holiday in a year, by its name in small letters without apostrophes."""
    if name in _FIXED:
        return date(year_, *_FIXED[name])
    if name in _FLOATING:
        number, weekday, place = _FLOATING[name]
        first = next_weekday(date(year_, number, 1), weekday, same=True)
        if place > 0:
            return first + timedelta(7 * (place - 1))
        return last_weekday(month(year_, number).last, weekday)
    if name == "election day":  # the Tuesday after the first Monday
        return next_weekday(date(year_, 11, 1), 0, same=True) + timedelta(1)
    if name in _EASTER:
        return _easter(year_) + timedelta(_EASTER[name])
    return None


_FIXED = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "new years day": (1, 1),
    "new years eve": (12, 31), "boxing day": (12, 26),
    "valentines day": (2, 14), "st patricks day": (3, 17), "independence day": (7, 4), "fourth of july": (7, 4),
    "halloween": (10, 31), "veterans day": (11, 11),
    "armistice day": (11, 11), "bastille day": (7, 14), "may day": (5, 1), "earth day": (4, 22),
    "cinco de mayo": (5, 5), "juneteenth": (6, 19), "flag day": (6, 14),
}  # fmt: skip
_FLOATING = {
    "thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4), "labor day": (9, 0, 1), "memorial day": (5, 0, -1),
    "presidents day": (2, 0, 3),
    "martin luther king day": (1, 0, 3), "columbus day": (10, 0, 2), "mothers day": (5, 6, 2), "fathers day": (6, 6, 3),
}  # fmt: skip
_EASTER = {
    "easter": 0,
    "easter sunday": 0,
    "good friday": -2,
    "easter monday": 1,
    "ash wednesday": -46,
    "palm sunday": -7,
    "pentecost": 49,
}


def _easter(year_: int) -> date:
    """Gregorian Easter, by the rule of Meeus, Jones and Butcher."""
    a, b, c = year_ % 19, year_ // 100, year_ % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    number, rest = divmod(h + m - 7 * n + 114, 31)
    return date(year_, number, rest + 1)
