"""Finding parties by words of their names, or by an id."""

import re
from typing import Any

from sqlalchemy import Select, select

from sayso.errors import UsageError
from sayso.ledger.tables import party_word
from sayso.ledger.words import split_words

_ID = re.compile(r"p[0-9a-f]{16}")


def is_id(text: str) -> bool:
    """Whether a text is the id of a speaker."""
    return bool(_ID.fullmatch(text))


def parties_named(name: str) -> Select[Any]:
    """A query for the parties whose names have all the words; raises `UsageError` where there are none."""
    words = sorted(set(split_words(name)))
    if not words:
        raise UsageError(f"the name {name!r} has no words to look for")
    first, *others = [select(party_word.c.party).where(party_word.c.word == word) for word in words]
    return first.intersect(*others).subquery().select() if others else first
