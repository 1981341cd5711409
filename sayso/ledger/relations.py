"""Keeping relations: each with the day of the statement that bears on the other, and the parties of both."""

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select, update

from sayso.ledger.dialects import in_pieces
from sayso.ledger.tables import relation, statement
from sayso.model import Json

_FIELDS = ("from_id", "to_id", "kind", "basis", "evidence", "confidence")
#: The ends of a relation, each with the column of its party.
_ENDS = ((relation.c.from_id, relation.c.from_party), (relation.c.to_id, relation.c.to_party))


def keep_relations(connection: Connection, rows: Sequence[Json]) -> None:
    """Write relations down between statements that are there: all columns but the day and the parties."""
    days: dict[str, str | None] = {}
    parties: dict[str, str | None] = {}
    for some in in_pieces(sorted({row[end] for row in rows for end in ("from_id", "to_id")})):
        known = select(statement.c.id, statement.c.day, statement.c.party).where(statement.c.id.in_(some))
        for row in connection.execute(known):
            days[row.id], parties[row.id] = row.day, row.party
    made = [
        {name: row[name] for name in _FIELDS}
        | {"day": days.get(row["from_id"]) or ""}
        | {"from_party": parties.get(row["from_id"]), "to_party": parties.get(row["to_id"])}
        for row in rows
    ]
    if made:
        connection.execute(insert(relation), made)


def hand_over(connection: Connection, old: str, new: str) -> None:
    """Give the relations of a party to another one."""
    for _, party in _ENDS:
        connection.execute(update(relation).where(party == old).values({party: new}))


def settle_sides(connection: Connection, speakers: Sequence[str], party: str) -> None:
    """Say that some speakers, no more than a query takes, are of a party, in the relations of their statements."""
    own = select(statement.c.id).where(statement.c.speaker.in_(speakers))
    for end, side in _ENDS:
        connection.execute(update(relation).where(end.in_(own)).values({side: party}))
