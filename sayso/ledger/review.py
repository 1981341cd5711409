"""What persons should look at first: statements that are likely wrong and would wrong somebody."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, exists, or_, select

from sayso.ledger.pages import HIDDEN
from sayso.ledger.tables import correction, relation, statement
from sayso.model import LIKELY

#: How much it would matter that a statement is pinned on the wrong party, by its kind.
STAKES = {"person": 1.0, "organisation": 0.7, "group": 0.4}
OTHERS = 0.2
#: What a dispute or a reversal adds to the worth of a look at either end.
DISPUTED = 0.25
#: Relations that make their ends worth a look.
_TELLING = ("disputes", "reverses")


def weigh_doubt(confidence: float, kind: str | None) -> float:
    """How much is gained where a person looks at a statement: the chance that it is wrong, times what is at stake for a
    speaker of this kind; from 0 to 1.
    """
    return round((1 - confidence) * STAKES.get(kind or "", OTHERS), 4)


def find_doubtful(connection: Connection, limit: int) -> list[int]:
    """The rows of the statements of which a look is worth most, and nobody has decided anything yet."""
    open_ = _open(select(statement.c.n, statement.c.worth).where(statement.c.worth.is_not(None)))
    worth = {row.n: row.worth for row in connection.execute(open_.order_by(statement.c.worth.desc()).limit(limit))}
    for row in _find_disputed(connection, limit):
        worth[row.n] = (row.worth or 0.0) + DISPUTED
    return sorted(worth, key=lambda n: (-worth[n], n))[:limit]


def _find_disputed(connection: Connection, limit: int) -> Sequence[Any]:
    """Statements at either end of the surest disputes and reversals."""
    surest = (
        select(relation.c.from_id, relation.c.to_id)
        .where(relation.c.kind.in_(_TELLING), relation.c.confidence >= LIKELY)
        .order_by(relation.c.confidence.desc(), relation.c.n)
        .limit(4 * limit)
        .subquery()
    )
    ends = or_(
        statement.c.id.in_(select(surest.c.from_id)),
        statement.c.id.in_(select(surest.c.to_id)),
    )
    chosen = _open(select(statement.c.n, statement.c.worth).where(ends))
    return connection.execute(chosen.order_by(statement.c.worth.desc()).limit(limit)).all()


def _open(chosen: Select[Any]) -> Select[Any]:
    """Those that are shown and that no correction is of; nested ones are looked at with the one they stand in."""
    decided = exists().where(correction.c.statement == statement.c.id, correction.c.withdrawn_at.is_(None))
    return chosen.where(statement.c.standing.not_in(HIDDEN), statement.c.parent.is_(None), ~decided)
