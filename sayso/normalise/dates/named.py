"""Expressions that name their days: "May 4", "Monday", "last March", "the 1990s", "Christmas"."""

import re
from datetime import date, timedelta

from sayso.normalise.dates import calendar as cal
from sayso.normalise.dates.calendar import MONTHS, WEEKDAYS, Period
from sayso.normalise.dates.context import Context, Made, Words, attempt, read_year, trim
from sayso.normalise.dates.words import read_count

_AWAY = {
    "yesterday": -1, "tomorrow": 1, "last night": -1, "last evening": -1, "the day before yesterday": -2,
    "the day after tomorrow": 2,
}  # fmt: skip
_PARTS = ("night", "morning", "afternoon", "evening")
_TENS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_CENTURIES = {
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21,
}  # fmt: skip


def read_full(context: Context, words: Words, found: re.Match[str]) -> Made:
    """ "May 4, 2016", "4 May", "May 4-6", "Monday, May 4"."""
    number = MONTHS[words["month"].rstrip(".")]
    first = int(re.sub(r"\D", "", words["day"]))
    last = int(words.get("until", first))
    if "year" in words:
        years = [read_year(words["year"])]
    elif context.now is None:
        return f"XXXX-{number:02}-{first:02}"
    else:
        years = context.likely_years(number, first, found, words.get("weekday"))
    for year in years:
        if made := _days(year, number, first, last):
            return made
    return None


def _days(year: int, number: int, first: int, last: int) -> Period | None:
    made = attempt(lambda: cal.day(date(year, number, first)))
    end = attempt(lambda: cal.day(date(year, number, last))) if last > first else None
    return Period(made.first, end.last, made.value, "day") if made and end else made


def read_iso(_context: Context, words: Words, _found: re.Match[str]) -> Made:
    """ "2016-05-04", "20160504"."""
    return attempt(lambda: cal.day(date(int(words["year"]), int(words["month"]), int(words["day"]))))


def read_slashed(_context: Context, words: Words, _found: re.Match[str]) -> Made:
    """ "5/4/2016", month first unless it can be none."""
    one, two = int(words["one"]), int(words["two"])
    month, day = (two, one) if one > 12 else (one, two)
    return attempt(lambda: cal.day(date(read_year(words["year"]), month, day)))


def read_weekday(context: Context, words: Words, found: re.Match[str]) -> Made:
    """ "Monday", "last Monday", "Monday night", "Monday’s"."""
    now = context.now
    if now is None:
        return None
    number, part, which = WEEKDAYS[words["weekday"].rstrip(".")], words.get("part", ""), words.get("which", "")
    if which == "next":
        return cal.day(cal.next_weekday(now, number)), part
    if which in ("last", "past"):
        return cal.day(cal.last_weekday(now, number, same=False)), part
    owns = context.text[found.end() : found.end() + 2] in ("'s", "’s")  # "Monday’s ruling": news tells of what was
    if which in ("this", "coming") or (not owns and context.tense(found) == "ahead"):
        return cal.day(cal.next_weekday(now, number, same=True)), part
    return cal.day(cal.last_weekday(now, number)), part


def read_near_day(context: Context, words: Words, _found: re.Match[str]) -> Made:
    """ "today", "yesterday", "last night", "this morning", "overnight"."""
    if context.now is None:
        return None
    name = " ".join(words["name"].split())
    made = cal.day(context.now + timedelta(_AWAY.get(name, 0)))
    if name == "overnight":
        return Period(context.now - timedelta(1), context.now, made.value, "day"), "night"
    return made, words.get("part") or next((part for part in _PARTS if part in name), "")


def read_month(context: Context, words: Words, found: re.Match[str]) -> Made:
    """ "May", "May 2016", "last May", "early May", "mid-May"."""
    number, stage = MONTHS[words["month"].rstrip(".")], words.get("stage", "")
    if "year" in words:
        return trim(cal.month(read_year(words["year"]), number), stage)
    now, which = context.now, words.get("which", "")
    if now is None:
        return None
    this = cal.month(now.year, number)
    if "ofyear" in words:
        return cal.month(now.year + {"last": -1, "next": 1}.get(words["ofyear"].split()[0], 0), number)
    if which in ("last", "past"):
        return trim(this if this.last < now else cal.month(now.year - 1, number), stage)
    if which in ("next", "coming"):
        return trim(this if this.first > now else cal.month(now.year + 1, number), stage)
    return trim(context.nearest_month(this, found), stage)


def read_calendar_year(_context: Context, words: Words, _found: re.Match[str]) -> Made:
    """ "2016", "early 2016", "fiscal 1989", "’98"."""
    return trim(cal.year(read_year(words["year"])), words.get("stage", ""))


def read_spoken_year(_context: Context, words: Words, _found: re.Match[str]) -> Made:
    """ "nineteen ninety-six", as a transcript spells it out."""
    first = 1900 if words["century"] == "nineteen" else 2000
    number = read_count(re.sub(r"\s", "-", words["rest"]).removeprefix("oh-"))
    return cal.year(first + number) if number is not None and (first == 1900 or number < 40) else None


def read_decade(_context: Context, words: Words, _found: re.Match[str]) -> Made:
    """ "the 1990s", "the ’90s", "the nineties"."""
    name = words["decade"]
    if name in _TENS:
        first = 1920 + 10 * _TENS.index(name)
    else:
        digits = re.sub(r"\D", "", name)
        first = int(digits) + (0 if len(digits) == 4 else 1900 if int(digits) > 10 else 2000)
    return trim(cal.decade(first), words.get("stage", ""))


def read_century(_context: Context, words: Words, _found: re.Match[str]) -> Made:
    """ "the 19th century"."""
    number = _CENTURIES.get(words["century"]) or int(re.sub(r"\D", "", words["century"]) or 0)
    return cal.century(number) if 1 < number < 40 else None


def read_holiday(context: Context, words: Words, found: re.Match[str]) -> Made:
    """ "Christmas", "last Thanksgiving", "New Year’s Eve 2015": the nearest, as the tense has it."""
    name = re.sub(r"[’'.]", "", " ".join(words["name"].split())).replace("saint ", "st ").replace("4th", "fourth")
    if "year" in words:
        when = cal.find_holiday(name, read_year(words["year"]))
        return cal.day(when) if when else None
    now = context.now
    if now is None:
        return None
    days = [d for year in (now.year - 1, now.year, now.year + 1) if (d := cal.find_holiday(name, year))]
    tense = context.tense(found)
    if words.get("which") in ("last", "past"):
        days = [d for d in days if d < now][-1:]

    def weigh(day: date) -> int:
        against = (day > now and tense == "back") or (day < now and tense == "ahead")
        return abs((day - now).days) + (200 if against else 0)

    return cal.day(min(days, key=weigh)) if days else None
