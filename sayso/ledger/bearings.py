"""Finding relations: which statements dispute, support, reverse, answer or repeat which."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, column, func, or_, select, table

from sayso.ledger.answers import Answer, build_answers
from sayso.ledger.index import build_match
from sayso.ledger.names import find_parties
from sayso.ledger.pages import HIDDEN
from sayso.ledger.query import Query
from sayso.ledger.tables import relation, statement
from sayso.model import Json, RelationKind

_LATER, _EARLIER = statement.alias("later"), statement.alias("earlier")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What relations must have; empty or None asks for nothing.

    `speaker` is an id or words of a name of either side, `first` and `last` are ISO days of the later one; `across`
    leaves out those within one article.
    """

    kinds: Sequence[str] = ("disputes",)
    basis: str | None = None
    speaker: str | None = None
    first: str | None = None
    last: str | None = None
    across: bool = False


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
    shown = rows[:limit]
    places = [place for row in shown for place in (row.later, row.earlier)]
    answers = dict(zip(places, build_answers(connection, places), strict=True))
    made = [
        Bearing(row.kind, row.basis, row.confidence, row.evidence, answers[row.later], answers[row.earlier])
        for row in shown
    ]
    return made, len(rows) > limit


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
