"""Expressions that count from another day: "last week", "two years ago", "the third quarter", "the next day"."""

import re
from datetime import date

from sayso.normalise.dates import calendar as cal
from sayso.normalise.dates.calendar import Period
from sayso.normalise.dates.context import Context, Made, Words, attempt, read_year, trim
from sayso.normalise.dates.words import read_count

_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_STEPS = {"last": -1, "past": -1, "previous": -1, "prior": -1, "next": 1, "coming": 1, "following": 1}


def read_quarter(context: Context, words: Words, found: re.Match[str]) -> Made:
    """ "the third quarter", "third-quarter", "Q3 2016", "the first half of the year"."""
    number = _NUMBERS.get(words["number"]) or int(re.sub(r"\D", "", words["number"]))
    is_half = words.get("unit", "").startswith("half")
    make = cal.half if is_half else cal.quarter
    year = words.get("yearbefore") or words.get("year")
    if number > (2 if is_half else 4) or (is_half and not (year or "ofyear" in words)):
        return None  # the second half of a match
    if year:
        return make(read_year(year), number)
    now = context.now
    if now is None:
        return None
    if "ofyear" in words:
        return make(now.year + {"last": -1, "next": 1}.get(words["ofyear"].split()[0], 0), number)
    made = make(now.year, number)
    if made.first > now and context.tense(found) != "ahead":
        made = make(now.year - 1, number)
    return made


def read_season(context: Context, words: Words, found: re.Match[str]) -> Made:
    """ "last summer", "this fall", "the spring of 2015"."""
    name, now, which = words["season"], context.now, words.get("which", "")
    if "year" in words:
        return cal.season(read_year(words["year"]), name)
    if now is None:
        return None
    this = cal.season(now.year, name)
    if which in ("last", "past"):
        return this if this.last < now else cal.season(now.year - 1, name)
    if which in ("next", "coming"):
        return this if this.first > now else cal.season(now.year + 1, name)
    if which == "the" and this.first > now and context.tense(found) != "ahead":
        return cal.season(now.year - 1, name)
    return this


def read_relative(context: Context, words: Words, found: re.Match[str]) -> Made:
    """ "last week", "this year", "earlier this month", "late last year", "the next quarter"."""
    now, which, unit, stage = context.now, words["which"], words["unit"], words.get("stage", "").strip()
    if now is None:
        return None
    if unit == "weekend":
        return context.weekend(which, found)
    away = _STEPS.get(which, 0)
    made = cal.shift(now, unit, away)
    if which == "past" and "the" in words:  # "in the past week": the seven days to now
        return Period(cal.add(now, unit, -1), now, made.value, unit)
    if away:
        return made if stage.startswith(("earlier", "later")) else trim(made, stage)
    if stage.startswith("later") or (context.tense(found) == "ahead" and not stage.startswith("earl")):
        return Period(now, made.last, made.value, unit)
    if stage.startswith("early"):
        made = trim(made, "early")
    return Period(made.first, min(max(now, made.first), made.last), made.value, unit)


def read_within(context: Context, words: Words, _found: re.Match[str]) -> Made:
    """ "earlier in the week", "the end of the month", "year-end", "for the full year"."""
    now, stage = context.now, words.get("stage", "")
    if now is None:
        return None
    if stage == "year":
        return cal.day(date(now.year, 12, 31))
    unit = words["unit"]
    made = cal.shift(now, unit, 0)
    if stage == "earlier":
        return Period(made.first, now, made.value, unit)
    if stage == "later":
        return Period(now, made.last, made.value, unit)
    named = {"end": "the end of", "beginning": "the start of", "start": "the start of", "middle": "mid"}
    return trim(made, named.get(stage, stage))


def read_weekend(context: Context, words: Words, found: re.Match[str]) -> Made:
    """ "over the weekend"."""
    return context.weekend(words.get("which", "the"), found)


def read_ago(context: Context, words: Words, _found: re.Match[str]) -> Made:
    """ "two weeks ago", "a year earlier", "five months ago"."""
    now, count, unit = context.now, read_count(words["count"]), _singular(words["unit"])
    if now is None:
        return None
    if count is None:
        return "PAST_REF"
    if unit in ("hour", "minute", "second"):
        return cal.day(now), "hour"
    if unit == "year" and context.quarter and count == 1:  # reports compare quarters
        return cal.quarter(context.quarter.first.year - 1, (context.quarter.first.month + 2) // 3)
    earlier = words["how"] != "ago" and context.mentioned and unit in ("day", "week", "month")
    start = context.mentioned.first if earlier and context.mentioned else now
    made = attempt(lambda: _moved(start, unit, -count))
    if made and unit in ("week", "fortnight"):  # one day, as the guidelines have it; TIMEX3 writes the week
        return Period(made.first, made.last, cal.week(made.first).value, "day")
    return made


def read_later(context: Context, words: Words, _found: re.Match[str]) -> Made:
    """ "two days later", "the next day", "the following year": counted from the date mentioned last."""
    known = context.mentioned
    count, unit = read_count(words.get("count", "a")), _singular(words.get("unit", "day"))
    if known is None or count is None or unit in ("hour", "minute", "second"):
        return None
    back = words["how"] in ("before", "earlier", "previous")
    if words["how"] in ("next", "following", "previous") and unit in ("week", "month", "year"):
        return attempt(lambda: cal.shift(known.first, unit, -1 if back else 1))
    start = known.first if back else known.last
    return attempt(lambda: _moved(start, unit, -count if back else count))


def read_ongoing(context: Context, words: Words, _found: re.Match[str]) -> Made:
    """ "the quarter", "the latest quarter", "the year-ago quarter": the one that was spoken of."""
    if context.now is None:
        return None
    known = context.quarter or cal.shift(context.now, "quarter", -1)
    number, which = (known.first.month + 2) // 3, words["which"]
    if context.quarter is None and which.startswith("year"):
        return cal.year(context.now.year - 1)
    if which.startswith(("year", "same")):
        return cal.quarter(known.first.year - 1, number)
    if which.startswith(("previous", "prior", "preceding")):
        return cal.quarter(known.first.year, number - 1)
    if which.startswith(("current", "present", "this")):
        return cal.shift(context.now, "quarter", 0)
    return known


def read_reference(_context: Context, words: Words, _found: re.Match[str]) -> Made:
    """ "now", "recently", "soon": TIMEX3's references, which name no day."""
    return next(f"{name.upper()}_REF" for name in ("past", "present", "future") if name in words)


def _singular(unit: str) -> str:
    names = {"morning": "day", "night": "day", "centuries": "century"}
    return names.get(unit, unit.removesuffix("s"))


def _moved(start: date, unit: str, count: int) -> Period:
    when = cal.add(start, unit, count)
    return cal.day(when) if unit in ("day", "week", "fortnight") else cal.shift(when, unit, 0)
