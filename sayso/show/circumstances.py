"""What stands behind a statement, as one line a person reads: which act, to whom, where, when, how sure."""

import re
from datetime import date

from sayso.model import LIKELY, Record, Relation, RelationKind, SaidOn, Statement, Venue

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
_PREPOSITION = re.compile(r"\b(in|on|at|during|via|through|by)\s(?:the\s)?$", re.I)
_PLACED = re.compile(r"(?:outside|inside|near|before|after|aboard|alongside|behind|within)\b", re.I)
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


def compose_circumstances(record: Record, statement: Statement) -> list[str]:
    """The parts of the line, in the order in which they are told; empty where nothing is known."""
    saying = statement.saying
    parts = [ACTS[saying.act]] if saying.act in ACTS else []
    if saying.hedged:
        words = ", ".join(f"“{' '.join(record.words([span]).split())}”" for span in saying.hedge)
        parts.append(f"hedged: {words}" if words else "hedged")
    if saying.addressee:
        parts.append(f"to {saying.addressee.name}")
    if saying.venue:
        parts.append(_set_venue(record, saying.venue))
    if saying.said_on:
        parts.append(format_days(saying.said_on))
    own = (one for one in record.relations if one.source == statement.id and one.confidence >= LIKELY)
    return parts + [_set_relation(record, one) for one in own]


def _set_relation(record: Record, relation: Relation) -> str:
    """How a statement bears on another one: on whose, or where nobody is named on what."""
    other = next(statement for statement in record.statements if statement.id == relation.target)
    party = record.speaker(other)
    words = " ".join(record.words(other.cue).split())
    return f"{RELATIONS[relation.kind]} {party.name if party and party.name else f'the “{words}”'}"


def _set_venue(record: Record, venue: Venue) -> str:
    """The occasion with the preposition that the article gives it."""
    found = _PREPOSITION.search(record.article.text, max(0, venue.span.start - 12), venue.span.start)
    if found:
        return f"{found[1].lower()} {venue.text}"
    return venue.text if _PLACED.match(venue.text) else f"at: {venue.text}"


def format_days(when: SaidOn) -> str:
    """A range of days, as short as it can be: "3 May 2016", "3–5 May 2016", "May 2016", "2015"."""
    first, last = date.fromisoformat(when.first), date.fromisoformat(when.last)
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
