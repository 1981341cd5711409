"""Finding relations: which statements dispute, support, reverse, answer or repeat which."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, Select, column, func, or_, select, table

from sayso.ledger.answers import Answer, build_answers
from sayso.ledger.dialects import in_pieces
from sayso.ledger.index import build_match
from sayso.ledger.names import find_parties
from sayso.ledger.pages import HIDDEN
from sayso.ledger.query import Query
from sayso.ledger.tables import relation, statement
from sayso.model import LIKELY, Json, RelationKind
from sayso.relate.terms import terms_of, weight_of

#: What is shown between two positions: so many statements, which share telling words of this weight with either.
_BETWEEN, _SAME_MATTER = 3, 1.2
#: Of so many statements the relations are looked up one by one.
_FEW = 900
_LATER, _EARLIER = statement.alias("later"), statement.alias("earlier")
_OWN = relation.c.from_party == relation.c.to_party


@dataclass(frozen=True, slots=True)
class Wanted:
    """What relations must have; empty or None asks for nothing.

    `speaker` is an id or words of a name of either side (of both, where `own`: then both sides are one party's),
    `first` and `last` are ISO days of the later one; `across` leaves out those within one article, `least` those that
    are less sure.
    """

    kinds: Sequence[str] = ("disputes",)
    basis: str | None = None
    speaker: str | None = None
    first: str | None = None
    last: str | None = None
    across: bool = False
    own: bool = False
    least: float = 0.0


class Bearing(NamedTuple):
    """A relation with the statements that it joins."""

    kind: RelationKind
    basis: str
    confidence: float
    evidence: list[list[int]]
    later: Answer
    earlier: Answer

    def to_json(self) -> Json:
        """A line of `sayso disputes --json`; a side is what the contract says of it, no more."""
        own = {"kind": self.kind, "basis": self.basis, "confidence": self.confidence, "evidence": self.evidence}
        return own | {"from": _side(self.later), "to": _side(self.earlier)}


def _side(answer: Answer) -> Json:
    return {key: answer.data[key] for key in ("statement", "speaker", "article")}


def find_bearings(
    connection: Connection, query: Query | None, wanted: Wanted, limit: int = 20, offset: int = 0
) -> tuple[list[Bearing], bool]:
    """The relations that fit, the newest first, and whether there are more; what is reprinted comes once."""
    rows = _walk(connection, _choose(connection, query, wanted), offset + limit + 1)
    return _build(connection, rows[offset : offset + limit]), len(rows) > offset + limit


def _walk(connection: Connection, chosen: Select[Any], count: int) -> list[Any]:
    """The first of the relations, the newest first, of each pair of sayings one: looked through until there are so
    many.
    """
    found: dict[tuple[str, str, str], Any] = {}
    step, at = 2 * count + 20, 0
    while True:
        rows = connection.execute(chosen.limit(step).offset(at)).all()
        for row in rows:
            found.setdefault((row.later_saying, row.earlier_saying, row.kind), row)
        if len(found) >= count or len(rows) < step:
            return list(found.values())[:count]
        at, step = at + step, 4 * step


def _build(connection: Connection, rows: Sequence[Any]) -> list[Bearing]:
    places = list(dict.fromkeys(place for row in rows for place in (row.later, row.earlier)))
    answers = dict(zip(places, build_answers(connection, places), strict=True))
    return [
        Bearing(row.kind, row.basis, row.confidence, row.evidence, answers[row.later], answers[row.earlier])
        for row in rows
    ]


def find_bearings_of(connection: Connection, ids: Sequence[str], least: float = LIKELY) -> list[Bearing]:
    """How some statements bear on others, and others on them, the surest first; each once, reprints and all."""
    rows: dict[int, Any] = {}
    for some in in_pieces(sorted(ids)):
        query = (
            select(relation, _LATER.c.n.label("later"), _EARLIER.c.n.label("earlier"))
            .join(_LATER, _LATER.c.id == relation.c.from_id)
            .join(_EARLIER, _EARLIER.c.id == relation.c.to_id)
            .where(or_(relation.c.from_id.in_(some), relation.c.to_id.in_(some)), relation.c.confidence >= least)
            .where(_LATER.c.standing.not_in(HIDDEN), _EARLIER.c.standing.not_in(HIDDEN))
        )
        rows |= {row.n: row for row in connection.execute(query)}
    return _build(connection, sorted(rows.values(), key=lambda row: (-row.confidence, row.n)))


def find_ends(connection: Connection, ids: Sequence[str], least: float = LIKELY) -> set[str]:
    """Which of some statements bear on others, or are borne on."""
    found: set[str] = set()
    for some in in_pieces(sorted(ids)):
        touches = or_(relation.c.from_id.in_(some), relation.c.to_id.in_(some))
        query = select(relation.c.from_id, relation.c.to_id).where(touches, relation.c.confidence >= least)
        found.update(end for row in connection.execute(query) for end in row)
    return found & set(ids)


def find_between(connection: Connection, bearing: Bearing) -> list[Answer]:
    """What the speaker of both sides of a relation said of the same matter between them, by day."""
    first, last = bearing.earlier.day, bearing.later.day
    party = (bearing.later.data["speaker"] or {}).get("id")
    if not (party and first and last):
        return []
    query = (
        select(statement.c.n, statement.c.text, statement.c.saying)
        .where(statement.c.party == party, statement.c.day > first, statement.c.day < last)
        .where(statement.c.standing.not_in(HIDDEN), statement.c.parent.is_(None))
        .order_by(statement.c.day, statement.c.n)
    )
    ends = [terms_of(side.data["statement"]["text"]) for side in (bearing.earlier, bearing.later)]
    matter = ends[0] | ends[1]
    shared: dict[str, tuple[float, int]] = {}
    for row in connection.execute(query):
        weight = weight_of(terms_of(row.text) & matter)
        if weight >= _SAME_MATTER and row.saying not in shared:
            shared[row.saying] = (weight, row.n)
    best = sorted(shared.values(), key=lambda item: (-item[0], item[1]))[:_BETWEEN]
    return sorted(build_answers(connection, [n for _, n in best]), key=lambda answer: answer.day or "")


def _choose(connection: Connection, query: Query | None, wanted: Wanted) -> Select[Any]:
    """The relations that fit, the newest first, with the rows and the sayings of both ends."""
    chosen = (
        select(relation, _LATER.c.n.label("later"), _EARLIER.c.n.label("earlier"))
        .add_columns(_LATER.c.saying.label("later_saying"), _EARLIER.c.saying.label("earlier_saying"))
        .join(_LATER, _LATER.c.id == relation.c.from_id)
        .join(_EARLIER, _EARLIER.c.id == relation.c.to_id)
        .where(_LATER.c.standing.not_in(HIDDEN), _EARLIER.c.standing.not_in(HIDDEN), *_conditions(wanted))
        .order_by(relation.c.day.desc(), relation.c.confidence.desc(), relation.c.from_id, relation.c.to_id)
    )
    if wanted.speaker:
        chosen = _of_parties(connection, chosen, find_parties(connection, wanted.speaker), wanted)
    if query is not None:
        match = build_match(query, connection.dialect.name)
        words = table(match.table, column(match.key.name))
        found = select(words.c[match.key.name]).where(match.condition)
        chosen = _touching(connection, chosen, lambda end: end.c.n.in_(found))
    return chosen


def _of_parties(connection: Connection, chosen: Select[Any], parties: Select[Any], wanted: Wanted) -> Select[Any]:
    """Those either end of which is one of the parties': of few, these are sorted, of many the newest soon come."""
    kinds = [relation.c.kind.in_(tuple(wanted.kinds))] if wanted.kinds else []
    sides = [relation.c.from_party] if wanted.own else [relation.c.from_party, relation.c.to_party]
    own = [_OWN] if wanted.own else []
    # Each side by its own index: asked for both at once, the store would look through all of a kind.
    found = [select(relation.c.n).where(side.in_(parties), *kinds, *own).limit(_FEW + 1) for side in sides]
    rows = {n for query in found for n in connection.scalars(query)}
    fits = or_(*(side.in_(parties) for side in sides))
    return chosen.where(relation.c.n.in_(sorted(rows)) if len(rows) <= _FEW else fits)


def _touching(
    connection: Connection, chosen: Select[Any], fits: Callable[[FromClause], ColumnElement[bool]]
) -> Select[Any]:
    """Those either end of which fits: of few statements their relations are looked up, among those of many the newest
    soon come.
    """
    ids = connection.scalars(select(statement.c.id).where(fits(statement)).limit(_FEW + 1)).all()
    if len(ids) <= _FEW:
        return chosen.where(or_(relation.c.from_id.in_(ids), relation.c.to_id.in_(ids)))
    return chosen.where(or_(fits(_LATER), fits(_EARLIER)))


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    made: list[ColumnElement[bool]] = []
    if wanted.kinds:
        kinds = tuple(wanted.kinds)
        made.append(relation.c.kind == kinds[0] if len(kinds) == 1 else relation.c.kind.in_(kinds))
    if wanted.basis:
        made.append(relation.c.basis == wanted.basis)
    if wanted.across:
        made.append(_LATER.c.article != _EARLIER.c.article)
    if wanted.least:
        # A sum is in no index: the days are to be walked, not all that are sure enough sorted.
        made.append(relation.c.confidence + 0.0 >= wanted.least)
    if wanted.own:
        made.append(_OWN)
    if wanted.first:
        made.append(func.coalesce(_LATER.c.last_day, _LATER.c.day) >= wanted.first)
    if wanted.last:
        made.append(_LATER.c.day <= wanted.last)
    return made
