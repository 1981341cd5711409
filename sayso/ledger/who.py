"""Who speaks in the ledger: parties with the number of their statements and the time between the first and the last."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select

from sayso.ledger.names import find_parties
from sayso.ledger.pages import HIDDEN
from sayso.ledger.tables import article, judgement, party, speaker, statement
from sayso.model import Json


class Voice(NamedTuple):
    """A party; `first` and `last` are the days of its statements, None where no day is known."""

    id: str
    name: str
    kind: str
    statements: int
    first: str | None
    last: str | None

    def to_json(self) -> Json:
        """A line of `sayso who --json`."""
        who = {"id": self.id, "name": self.name, "kind": self.kind}
        return {"speaker": who, "statements": self.statements, "first": self.first, "last": self.last}


def list_voices(connection: Connection, kinds: Collection[str], limit: int, offset: int = 0) -> list[Voice]:
    """The parties of some kinds (of all, where there are none), those with the most statements first."""
    return _count(connection, party.c.kind.in_(kinds) if kinds else None, limit, offset)


def find_voices(connection: Connection, name: str, limit: int = 1000) -> list[Voice]:
    """The parties that an id or the words of a name mean, those with the most statements first."""
    return _count(connection, party.c.id.in_(find_parties(connection, name)), limit, 0)


def _count(connection: Connection, condition: ColumnElement[bool] | None, limit: int, offset: int) -> list[Voice]:
    count = func.count(statement.c.n)
    query = (
        select(party.c.id, party.c.name, party.c.kind, count, func.min(statement.c.day), func.max(statement.c.day))
        .join(statement, statement.c.party == party.c.id)
        .where(statement.c.standing.not_in(HIDDEN))
        .group_by(party.c.id, party.c.name, party.c.kind)
        .order_by(count.desc(), party.c.name, party.c.id)
        .limit(limit)
        .offset(offset)
    )
    return [Voice(*row) for row in connection.execute(query if condition is None else query.where(condition))]


def count_months(connection: Connection, parties: Collection[str]) -> dict[str, int]:
    """How many statements of some parties fall in each month, "2016-05"; those without a day are left out."""
    month = func.substr(statement.c.day, 1, 7)
    query = (
        select(month, func.count())
        .where(statement.c.party.in_(parties), statement.c.standing.not_in(HIDDEN), statement.c.day.is_not(None))
        .group_by(month)
        .order_by(month)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def list_speakers(connection: Connection, root: str, newest: int | None = None) -> list[Any]:
    """The speakers of a party by article; only those of the last that were added, if so many are asked for."""
    query = (
        select(
            speaker.c.id,
            speaker.c.name,
            speaker.c.kind,
            speaker.c.data,
            article.c.outlet,
            article.c.published,
            article.c.title,
        )
        .join(article, article.c.n == speaker.c.article)
        .where(speaker.c.party == root)
    )
    if newest is not None:
        return list(connection.execute(query.order_by(speaker.c.article.desc()).limit(newest)))
    return list(connection.execute(query.order_by(func.coalesce(article.c.published, ""), article.c.id, speaker.c.id)))


def list_texts(connection: Connection, root: str, count: int) -> list[str]:
    """The contents of the newest statements of a party."""
    query = (
        select(statement.c.text)
        .where(statement.c.party == root, statement.c.standing.not_in(HIDDEN))
        .order_by(statement.c.day.desc())
        .limit(count)
    )
    return list(connection.scalars(query))


def list_judgements(connection: Connection, root: str) -> list[Any]:
    """The judgements that bear on the speakers of a party, the withdrawn ones too, the oldest first."""
    own = select(speaker.c.id).where(speaker.c.party == root)
    bears = judgement.c.left.in_(own) | judgement.c.right.in_(own)
    return list(connection.execute(select(judgement).where(bears).order_by(judgement.c.n)))
