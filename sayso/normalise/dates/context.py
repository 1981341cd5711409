"""What the meaning of a time expression depends on: the day of publication, the words around it, earlier dates."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.normalise.dates import calendar as cal
from sayso.normalise.dates.calendar import WEEKDAYS, Period
from sayso.normalise.dates.words import TENSE

#: How far around an expression the words are read that look ahead or back.
_BEFORE, _AFTER = 60, 40
#: Days to the next March before which "March" may be that one.
_NEAR = 92
_ENDS = re.compile(r"(?<!\b[ap]\.m)(?<!\b[A-Z])(?<!\b(?:Mr|Dr|St))[.!?;]\s|\n")
_UNTIL = re.compile(r"\b(?:by|until|through)\s$")
#: What an expression means: days, or only "past", "present", "future"; perhaps with a part of the day.
Made = Period | str | tuple[Period | str, str] | None
Words = Mapping[str, str]


@dataclass(slots=True)
class Context:
    """One text while its expressions are read in their order.

    `now` is the day of publication, None where it is not known; `quarter` and `mentioned` are what was named last.
    """

    text: str
    now: date | None
    quarter: Period | None = None
    mentioned: Period | None = None

    def tense(self, found: re.Match[str]) -> str:
        """Whether the words around an expression look "ahead" or "back"; "" where they do neither."""
        begin, end = found.span()
        before = _ENDS.split(self.text[max(0, begin - _BEFORE) : begin])[-1]
        after = _ENDS.split(self.text[end : end + _AFTER])[0]
        nearest = None
        for match in TENSE.finditer(before):
            nearest = match
        nearest = nearest or TENSE.search(after)
        return "" if nearest is None else "ahead" if nearest.lastgroup == "ahead" else "back"

    def likely_years(self, number: int, day: int, found: re.Match[str], weekday: str | None) -> list[int]:
        """The years that a day of a month without one may lie in: the nearest first, as the tense has it."""
        now = self.now
        if now is None:
            return []
        tense = self.tense(found)

        def weigh(year: int) -> float:
            when = attempt(lambda: cal.day(date(year, number, day)))
            if when is None:
                return 1e9
            away = (when.first - now).days
            wrong = weekday and WEEKDAYS[weekday.rstrip(".")] != when.first.weekday()
            against = (away > 0 and tense == "back") or (away < 0 and tense == "ahead")
            return abs(away) + (400 if wrong else 0) + (150 if against else 0)

        return sorted((now.year - 1, now.year, now.year + 1), key=weigh)

    def nearest_month(self, this: Period, found: re.Match[str]) -> Period:
        """The last such month begun, or the next where the words look ahead or it is near and none look back.

        `this` is the month of the year of publication, which must be known.
        """
        now = self.now or this.first
        ahead = bool(_UNTIL.search(self.text, max(0, found.start() - 9), found.start()))
        tense = "ahead" if ahead else self.tense(found)
        last = cal.month(this.first.year - 1, this.first.month) if this.first > now else this
        coming = this if this.first > now else cal.month(this.first.year + 1, this.first.month)
        if last.last >= now:
            return last
        is_near = (coming.first - now).days < _NEAR
        return coming if tense == "ahead" or (is_near and tense != "back") else last

    def weekend(self, which: str, found: re.Match[str]) -> Period | None:
        """The weekend that lies behind, or ahead where the words look there."""
        now = self.now
        if now is None:
            return None
        if which in ("next", "coming") or self.tense(found) == "ahead":
            return cal.weekend(now)
        at = now if now.weekday() >= 5 and which != "last" else now - timedelta(now.weekday() + 1)
        made = cal.weekend(at)
        return Period(made.first, min(made.last, now), made.value, "weekend")


def attempt(make: Callable[[], Period]) -> Period | None:
    """A period, or None where the calendar has no such day."""
    try:
        return make()
    except (ValueError, OverflowError):
        return None


def trim(period: Period, stage: str) -> Period:
    """The third of a period that "early", "mid-" or "late" leaves; its value stays."""
    third = timedelta(((period.last - period.first).days + 1) // 3)
    stage = stage.strip(" -").removesuffix(" in")
    if stage in ("early", "the beginning of", "the start of", "the first part of"):
        return Period(period.first, period.first + third, period.value, period.unit)
    if stage in ("mid", "the middle of"):
        return Period(period.first + third, period.last - third, period.value, period.unit)
    if stage in ("late", "the end of", "the close of"):
        return Period(period.last - third, period.last, period.value, period.unit)
    return period


def read_year(words: str) -> int:
    """A year of four digits, or of two: '98, '04."""
    digits = re.sub(r"\D", "", words)
    number = int(digits)
    return number + (1900 if number > 30 else 2000) if len(digits) == 2 else number


def parse_day(published: str | None) -> date | None:
    """An ISO date, or the day of an ISO time; None for anything else."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
