"""Find the time expressions of a text, and the days that each means.

The senses are those of news: "Monday" is the last one unless the words around it look ahead, "March" the last March
begun, "this week" ends with the day of publication. Developed on TimeBank and AQUAINT (docs/fields.md tells on which
articles).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.model import Span
from sayso.normalise.dates import named, relative
from sayso.normalise.dates.context import Context, Made, Words, parse_day
from sayso.normalise.dates.words import RULES, beginning_of

_READERS: Mapping[str, Callable[[Context, Words, re.Match[str]], Made]] = {
    "full": named.read_full,
    "iso": named.read_iso,
    "slashed": named.read_slashed,
    "weekday": named.read_weekday,
    "near day": named.read_near_day,
    "month": named.read_month,
    "year": named.read_calendar_year,
    "spoken year": named.read_spoken_year,
    "decade": named.read_decade,
    "century": named.read_century,
    "holiday": named.read_holiday,
    "quarter": relative.read_quarter,
    "season": relative.read_season,
    "relative": relative.read_relative,
    "within": relative.read_within,
    "weekend": relative.read_weekend,
    "ago": relative.read_ago,
    "later": relative.read_later,
    "ongoing": relative.read_ongoing,
    "reference": relative.read_reference,
}
#: Where a rule may begin, with the letters that tell which.
_WORD = re.compile(r"(?<![\w’'$£€/-])[\w’']{1,2}")
_BY_BEGINNING: Mapping[str, Sequence[int]] = {
    begin: [n for n, rule in enumerate(RULES) if rule.begins and begin in rule.begins]
    for begin in {begin for rule in RULES for begin in rule.begins or ()}
}
_ANYWHERE = [n for n, rule in enumerate(RULES) if rule.begins is None]


@dataclass(frozen=True, slots=True)
class When:
    """A time expression at `span`: the first and last day it can mean, and its TIMEX3 value.

    The days are None where the day of publication would be needed and is not known, or where the words name none
    ("recently", whose value is PAST_REF). `unit` is what it is counted in, `part` a part of a day ("night").
    """

    span: Span
    value: str
    first: date | None
    last: date | None
    unit: str
    part: str = ""


def find_dates(text: str, published: str | None) -> list[When]:
    """The time expressions of a text, in its order; `published` is its ISO date, or None. Nothing is raised."""
    context = Context(text, parse_day(published))
    matches = [(m.start(), -m.end(), rule, RULES[rule].name, m) for rule, m in match_rules(text)]
    found: list[When] = []
    end = 0
    for start, _, _, name, match in sorted(matches, key=lambda c: c[:3]):
        if start >= end and (when := _read(context, name, match)):
            found.append(when)
            end = when.span.end
    return found


def match_rules(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """What each rule would find alone; rules are tried only at words that they can begin with."""
    ends = [0] * len(RULES)
    for word in _WORD.finditer(text):
        at = word.start()
        for rule in _BY_BEGINNING.get(beginning_of(word.group()), ()):
            if at >= ends[rule] and (match := RULES[rule].pattern.match(text, at)):
                ends[rule] = match.end()
                yield rule, match
    yield from ((rule, match) for rule in _ANYWHERE for match in RULES[rule].pattern.finditer(text))


def _read(context: Context, name: str, match: re.Match[str]) -> When | None:
    """The meaning of a match of a rule; the context remembers it."""
    words = {k: v.lower() for k, v in match.groupdict().items() if v}
    try:
        made = _READERS[name](context, words, match)
    except (ValueError, OverflowError):  # the calendar has no such day
        return None
    period, part = made if isinstance(made, tuple) else (made, "")
    span = Span(match.start(), match.end())
    if period is None:
        return None
    if isinstance(period, str):
        return When(span, period, None, None, "ref", part)
    if name == "quarter" and period.unit == "quarter":
        context.quarter = period
    context.mentioned = period
    return When(span, period.value, period.first, period.last, period.unit, part)
