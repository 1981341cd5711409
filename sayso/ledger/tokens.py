"""Who may write by the reading room, as the ledger keeps it: a name and the hash of a secret."""

from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update

from sayso.errors import NotFoundError
from sayso.ledger.tables import token


class Token(NamedTuple):
    """A token: whose it is, the hash of its secret, when it was made, and withdrawn or None."""

    id: str
    name: str
    hash: str
    at: str
    withdrawn_at: str | None


def store_token(connection: Connection, made: Token) -> None:
    """Write a token down."""
    connection.execute(insert(token).values(made._asdict()))


def find_token(connection: Connection, id_: str) -> Token | None:
    """The token of an id that is not withdrawn."""
    row = connection.execute(select(token).where(token.c.id == id_, token.c.withdrawn_at.is_(None))).first()
    return Token(*row) if row else None


def list_tokens(connection: Connection) -> list[Token]:
    """All tokens, the oldest first."""
    return [Token(*row) for row in connection.execute(select(token).order_by(token.c.at, token.c.id))]


def withdraw_token(connection: Connection, id_: str, now: str) -> None:
    """Let a token open nothing any more; raises `NotFoundError` where none of that id stands."""
    if find_token(connection, id_) is None:
        raise NotFoundError(f"no token {id_!r} stands")
    connection.execute(update(token).where(token.c.id == id_).values(withdrawn_at=now))
