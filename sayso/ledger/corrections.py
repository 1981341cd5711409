"""Corrections: what a person changed of a statement, over what the machine read, which stays underneath.

A correction is bound to its statement's place in the article. When the article is read again, it goes to the new
statement that covers most of the same words; where there is none, the old statement is kept for it.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from math import isfinite
from typing import Any, NamedTuple, get_args

from sqlalchemy import Connection, insert, select, update

from sayso.errors import NotFoundError, UsageError
from sayso.ledger.decision import Decision
from sayso.ledger.dialects import in_pieces
from sayso.ledger.tables import correction
from sayso.model import Act, Form, Json, Kind

SET, DROP, ADD, ACCEPT = "set", "drop", "add", "accept"
#: A new statement takes over the corrections of one with which it shares this part of the content of both.
LEAST = 0.5


class Correction(NamedTuple):
    """A correction that stands; `machine` is the statement that it was made of, as it had been read."""

    n: int
    article: str
    statement: str
    action: str
    field: str | None
    value: Any
    machine: Json | None
    note: str | None
    by: str
    at: str


def find_corrections(connection: Connection, statements: Sequence[str]) -> dict[str, list[Correction]]:
    """The corrections that stand of some statements, by their ids, the oldest first."""
    found: dict[str, list[Correction]] = {}
    for some in in_pieces(sorted(statements)):
        for made in _select(connection, correction.c.statement.in_(some)):
            found.setdefault(made.statement, []).append(made)
    return found


def corrections_of(connection: Connection, article: str) -> list[Correction]:
    """The corrections that stand of an article's statements, the oldest first."""
    return _select(connection, correction.c.article == article)


def all_corrections(connection: Connection) -> list[Correction]:
    """Every correction that stands, the oldest first."""
    return _select(connection, correction.c.n > 0)


def _select(connection: Connection, condition: Any) -> list[Correction]:
    columns = [correction.c[name] for name in Correction._fields]
    query = select(*columns).where(condition, correction.c.withdrawn_at.is_(None)).order_by(correction.c.n)
    return [Correction(*row) for row in connection.execute(query)]


def apply_corrections(statement: Json, made: Iterable[Correction]) -> Json:
    """A statement with the fields that persons set; the speaker is set as `{"name", "kind"}`."""
    changed = dict(statement)
    for one in made:
        if one.action == SET and one.field:
            changed[one.field] = one.value
    if not changed["hedged"]:
        changed["hedge"] = []
    return changed


def is_dropped(made: Iterable[Correction]) -> bool:
    """Whether a person judged that it is no statement."""
    return any(one.action == DROP for one in made)


def store_correction(
    connection: Connection, article: str, statement: str, machine: Json | None, change: "Change", decision: Decision
) -> int:
    """Write a correction down; its number."""
    values = {"article": article, "statement": statement, "machine": machine}
    values |= {"action": change.action, "field": change.field, "value": change.value}
    values |= decision._asdict()
    made = connection.execute(insert(correction).values(values)).inserted_primary_key
    assert made is not None
    return int(made[0])


def withdraw(connection: Connection, number: int, decision: Decision) -> Correction:
    """Take a correction back; raises `NotFoundError` where none of that number stands."""
    found = _select(connection, correction.c.n == number)
    if not found:
        raise NotFoundError(f"no correction {number} stands")
    change = (
        update(correction).where(correction.c.n == number).values(withdrawn_by=decision.by, withdrawn_at=decision.at)
    )
    connection.execute(change)
    return found[0]


def rebind(connection: Connection, number: int, statement: str) -> None:
    """Give a correction to the statement that stands in the place of its own."""
    connection.execute(update(correction).where(correction.c.n == number).values(statement=statement))


def find_heir(machine: Json, statements: Iterable[Json]) -> Json | None:
    """The statement that stands where an older one stood: most of the content of both is the same."""
    own = _places(machine)
    best, share = None, 0.0
    for other in statements:
        places = _places(other)
        both = len(own & places) / max(len(own | places), 1)
        if both > share:
            best, share = other, both
    return best if share >= LEAST else None


def _places(statement: Json) -> set[int]:
    return {at for start, end in statement["content"] for at in range(start, end)}


class Change(NamedTuple):
    """What a person wants changed: `value` of `field`, or the statement dropped, added, or accepted as it stands."""

    action: str
    field: str | None = None
    value: Any = None


def parse_value(field: str, given: str, article: Json) -> Any:
    """The value of a field from the words of the command line; raises `UsageError` where it is none.

    `-` is unknown. A speaker is a name, or `kind:name`; spans are given as JSON, `[[start, end], …]`.
    """
    if field not in PARSERS:
        raise UsageError(f"no field {field!r} can be corrected; there are {', '.join(PARSERS)}")
    if given == "-":
        if field in ("content", "source", "cue", "hedge", "figures", "form"):
            raise UsageError(f"{field} cannot be unknown; use [] for none")
        return None
    return PARSERS[field](given, article)


def _speaker(given: str, _: Json) -> Json:
    kind, colon, name = given.partition(":")
    if not colon or kind not in get_args(Kind):
        kind, name = "person", given
    if not name.strip() and kind != "unknown":
        raise UsageError("a speaker needs a name")
    return {"name": " ".join(name.split()), "kind": kind}


def _one_of(*values: str) -> Callable[[str, Json], str]:
    def parse(given: str, _: Json) -> str:
        if given not in values:
            raise UsageError(f"{given!r} is none of {', '.join(values)}")
        return given

    return parse


def _flag(given: str, _: Json) -> bool:
    if given.lower() not in ("yes", "no", "true", "false"):
        raise UsageError(f"{given!r} is neither yes nor no")
    return given.lower() in ("yes", "true")


def _spans(given: str, article: Json) -> list[list[int]]:
    try:
        found = [[int(start), int(end)] for start, end in json.loads(given)]
    except (ValueError, TypeError, OverflowError):
        raise UsageError(f"{given!r} is no list of spans like [[10, 25]]") from None
    if any(not 0 <= start < end <= len(article["text"]) for start, end in found):
        raise UsageError(f"{given} does not fit the article's {len(article['text'])} characters")
    return sorted(found)


def _words_in(key: str) -> Callable[[str, Json], Json]:
    def parse(given: str, article: Json) -> Json:
        if not given.strip():
            raise UsageError("that is no name; use - for unknown")
        found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(given)}(?!\w)", article["text"])]
        # Where the words stand more than once, nobody knows which are meant.
        return {key: given, "span": list(found[0]) if len(found) == 1 else None}

    return parse


def _days(given: str, _: Json) -> Json:
    first, _sep, last = given.partition("/")
    try:
        days = [date.fromisoformat(day.strip()).isoformat() for day in (first, last or first)]
    except ValueError:
        raise UsageError(f"{given!r} is no day like 2024-03-05, nor two with a / between") from None
    if days[0] > days[1]:
        raise UsageError(f"{given!r} ends before it begins")
    return {"from": days[0], "to": days[1], "span": None}


def _figures(given: str, article: Json) -> list[Json]:
    try:
        return [_figure(figure, article["text"]) for figure in json.loads(given)]
    except (ValueError, TypeError, KeyError, OverflowError):
        raise UsageError("figures are given as JSON, as `sayso search --json` prints them") from None


def _figure(given: Json, text: str) -> Json:
    """A figure of the contract; raises `TypeError` or `KeyError` where it is none."""
    words, low, high, unit, per, approx = (given[key] for key in ("text", "low", "high", "unit", "per", "approx"))
    numbers = all(n is None or (type(n) in (int, float) and isfinite(float(n))) for n in (low, high))
    numbers = numbers and (low is None or high is None or low <= high)
    named = all(name is None or isinstance(name, str) for name in (unit, per))
    if not (numbers and named and isinstance(words, str) and isinstance(approx, bool)):
        raise TypeError
    span = given.get("span")
    if span is not None:
        span = _spans(json.dumps([span]), {"text": text})[0]
    elif text.count(words) == 1:
        span = [text.index(words), text.index(words) + len(words)]
    return {"span": span, "text": words, "low": low, "high": high, "unit": unit, "per": per, "approx": approx}


PARSERS: Mapping[str, Callable[[str, Json], Any]] = {
    "speaker": _speaker,
    "act": _one_of(*get_args(Act)),
    "form": _one_of(*get_args(Form)),
    "hedged": _flag,
    "hedge": _spans,
    "addressee": _words_in("name"),
    "venue": _words_in("text"),
    "said_on": _days,
    "figures": _figures,
    "source": _spans,
    "cue": _spans,
    "content": _spans,
}
