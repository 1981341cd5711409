"""Publication dates as sources write them, to ISO dates."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

MONTHS = {name: number for number, name in enumerate(
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1)}  # fmt: skip
MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
DAY, YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>[12]\d{3})"
WRITTEN = (
    re.compile(rf"\b{MONTH}\s+{DAY},?\s+{YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{DAY}\s+{MONTH},?\s+{YEAR}\b", re.IGNORECASE),
)
NUMERIC = re.compile(r"([12]\d{3})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
LONGEST = 100


def parse_date(value: object) -> str | None:
    """The day as YYYY-MM-DD, as the source's own clock wrote it, or None where it is no date.

    Reads ISO 8601, RFC 822 and English dates with the month as a word; "03/04/2016" stays
    unknown, since readers on two shores of an ocean disagree about it.

    >>> parse_date("Sun, 10 Jan 2016 23:00:32 -0500")
    '2016-01-10'
    """
    if not isinstance(value, str) or not 6 <= len(value) <= LONGEST:
        return None
    text = value.strip()
    for parse in (_parse_numeric, _parse_mail, _parse_written):
        found = parse(text)
        if found is not None and found.year >= 1000:
            return found.isoformat()
    return None


def _parse_numeric(text: str) -> date | None:
    numeric = NUMERIC.match(text)
    try:
        if numeric:
            return date(*(int(part) for part in numeric.groups()))
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


def _parse_mail(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _parse_written(text: str) -> date | None:
    for pattern in WRITTEN:
        if found := pattern.search(text):
            try:
                return date(int(found["year"]), MONTHS[found["month"][:3].lower()], int(found["day"]))
            except ValueError:
                return None
    return None
