"""How acts, relations and days are told to people, on a terminal and on a page."""

from datetime import date

from sayso.model import RelationKind

#: Acts that are told; an assertion is what a reader takes a statement for anyway.
ACTS = {
    "deny": "denies",
    "ask": "asks",
    "urge": "urges",
    "promise": "promises",
    "predict": "predicts",
    "feel": "feels",
    "mention": "mentions",
}
#: How a relation is told between the one who makes it and the other.
RELATIONS: dict[RelationKind, str] = {
    "disputes": "disputes",
    "supports": "supports",
    "reverses": "goes back on",
    "responds": "responds to",
    "repeats": "repeats",
}
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

#: Units of which there are no two, and those whose plural is a word of its own.
_UNCOUNTED = frozenset(("percent", "percentage point", "degree Celsius"))
_PLURALS = {"person": "people", "man": "men", "woman": "women", "child": "children", "foot": "feet"}


def name_unit(unit: str, *, is_one: bool) -> str:
    """What is counted, in the plural unless there is one of it: "refugees", "USD", "percent"."""
    before, space, last = unit.rpartition(" ")
    if is_one or unit in _UNCOUNTED or not last.islower():
        return unit
    if last in _PLURALS:
        return before + space + _PLURALS[last]
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        return unit[:-1] + "ies"
    return unit + ("es" if last.endswith(("s", "x", "ch", "sh")) else "s")


def format_days(first_day: str, last_day: str) -> str:
    """A range of ISO days, as short as it can be: "3 May 2016", "3–5 May 2016", "May 2016", "2015"."""
    first, last = date.fromisoformat(first_day), date.fromisoformat(last_day)
    if first == last:
        return _day(first)
    if (first.day, first.month, last.day, last.month) == (1, 1, 31, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first.day == 1 and _is_last_of_month(last) and (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last)}"
    begin = f"{first.day} {MONTHS[first.month - 1]}" if first.year == last.year else _day(first)
    return f"{begin} – {_day(last)}"


def format_day(day: str | None) -> str | None:
    """An ISO date as a person writes it: "3 May 2016"; what is none stays as it is."""
    try:
        return _day(date.fromisoformat(day or ""))
    except ValueError:
        return day


def _day(when: date) -> str:
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def _is_last_of_month(when: date) -> bool:
    return date.fromordinal(when.toordinal() + 1).month != when.month if when < date.max else True
