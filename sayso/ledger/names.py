"""Finding parties by words of their names, or by an id."""

import re
from typing import Any

from sqlalchemy import Connection, Select, select

from sayso.errors import UsageError
from sayso.ledger.parties import find_party
from sayso.ledger.tables import party, party_word
from sayso.words import split_words

_ID = re.compile(r"p[0-9a-f]{16}")


def find_parties(connection: Connection, name: str) -> Select[Any]:
    """A query for the parties that an id or the words of a name mean.

    Raises `UsageError` where the name has no words, `NotFoundError` where nobody has the id.
    """
    if _ID.fullmatch(name):
        return select(party.c.id).where(party.c.id == find_party(connection, name))
    words = sorted(set(split_words(name)))
    if not words:
        raise UsageError(f"the name {name!r} has no words to look for")
    first, *others = [select(party_word.c.party).where(party_word.c.word == word) for word in words]
    return first.intersect(*others).subquery().select() if others else first
