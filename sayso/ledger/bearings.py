"""Finding relations: which statements dispute, support, reverse, answer or repeat which."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, column, func, or_, select, table

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
_LATER, _EARLIER = statement.alias("later"), statement.alias("earlier")


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
    once = _choose(connection, query, wanted).subquery()
    chosen = (
        select(relation, _LATER.c.n.label("later"), _EARLIER.c.n.label("earlier"))
        .join(once, once.c.n == relation.c.n)
        .join(_LATER, _LATER.c.id == relation.c.from_id)
        .join(_EARLIER, _EARLIER.c.id == relation.c.to_id)
        .order_by(func.coalesce(_LATER.c.day, "").desc(), relation.c.confidence.desc(), relation.c.from_id)
        .order_by(relation.c.to_id)
    )
    rows = connection.execute(chosen.limit(limit + 1).offset(offset)).all()
    return _build(connection, rows[:limit]), len(rows) > limit


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
    """The first relation of each pair of sayings."""
    chosen = (
        select(func.min(relation.c.n).label("n"))
        .join(_LATER, _LATER.c.id == relation.c.from_id)
        .join(_EARLIER, _EARLIER.c.id == relation.c.to_id)
        .where(_LATER.c.standing.not_in(HIDDEN), _EARLIER.c.standing.not_in(HIDDEN))
        .group_by(_LATER.c.saying, _EARLIER.c.saying, relation.c.kind)
    )
    if wanted.kinds:
        chosen = chosen.where(relation.c.kind.in_(wanted.kinds))
    if wanted.basis:
        chosen = chosen.where(relation.c.basis == wanted.basis)
    if wanted.across:
        chosen = chosen.where(_LATER.c.article != _EARLIER.c.article)
    if wanted.least:
        chosen = chosen.where(relation.c.confidence >= wanted.least)
    if wanted.own:
        chosen = chosen.where(_LATER.c.party == _EARLIER.c.party)
    if wanted.first:
        chosen = chosen.where(func.coalesce(_LATER.c.last_day, _LATER.c.day) >= wanted.first)
    if wanted.last:
        chosen = chosen.where(_LATER.c.day <= wanted.last)
    if wanted.speaker:
        parties = find_parties(connection, wanted.speaker)
        chosen = chosen.where(or_(_LATER.c.party.in_(parties), _EARLIER.c.party.in_(parties)))
    if query is not None:
        match = build_match(query, connection.dialect.name)
        words = table(match.table, column(match.key.name))
        found = select(words.c[match.key.name]).where(match.condition)
        chosen = chosen.where(or_(_LATER.c.n.in_(found), _EARLIER.c.n.in_(found)))
    return chosen
