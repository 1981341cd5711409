"""What stands behind a statement, as one line a person reads: which act, to whom, where, when, how sure."""

import re

from sayso.model import LIKELY, Record, Relation, Statement, Venue
from sayso.wording import ACTS, RELATIONS, format_days

_PREPOSITION = re.compile(r"\b(in|on|at|during|via|through|by)\s(?:the\s)?$", re.I)
_PLACED = re.compile(r"(?:outside|inside|near|before|after|aboard|alongside|behind|within)\b", re.I)


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
        parts.append(format_days(saying.said_on.first, saying.said_on.last))
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
