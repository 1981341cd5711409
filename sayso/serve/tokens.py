"""Tokens that open writing: made once, shown once, kept as a hash (Argon2id)."""

import secrets
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection

from sayso.ledger.tokens import Token, find_token, store_token

_MARK, _LONGEST = "sayso", 200
_HASHER = PasswordHasher()


def make_token(connection: Connection, name: str, now: str) -> str:
    """Make a token for a person of this name; what it returns is kept nowhere."""
    id_, secret = secrets.token_hex(4), secrets.token_urlsafe(24)
    store_token(connection, Token(id_, name, _HASHER.hash(secret), now, None))
    return f"{_MARK}.{id_}.{secret}"


class Doorkeeper:
    """Tells whose a token is.

    Argon2 is slow on purpose: what opened once is remembered by its digest, and not worked out for each request.
    """

    def __init__(self) -> None:
        self._known: set[tuple[str, bytes]] = set()

    def verify(self, connection: Connection, given: str) -> Token | None:
        """The token that a text is, or None where it opens nothing (any more)."""
        mark, _, rest = given.partition(".")
        id_, _, secret = rest.partition(".")
        if mark != _MARK or not secret or len(given) > _LONGEST:
            return None
        found = find_token(connection, id_)
        return found if found and self._fits(found.hash, secret) else None

    def _fits(self, hashed: str, secret: str) -> bool:
        key = (hashed, sha256(secret.encode()).digest())
        if key in self._known:
            return True
        try:
            _HASHER.verify(hashed, secret)
        except (VerificationError, InvalidHashError):
            return False
        self._known.add(key)
        return True
