"""Which statements of a ledger may bear on those of an article: through indexes, not by looking at all of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from sayso.dense import Floats
from sayso.ledger.dialects import in_pieces
from sayso.ledger.pages import HIDDEN
from sayso.ledger.tables import article, article_key, speaker, statement, statement_key, statement_vector
from sayso.relate.judge import Pair
from sayso.relate.keys import article_keys, statement_keys
from sayso.relate.sides import Party, Side, Words, build_apart
from sayso.relate.terms import weight_of

#: A key that more statements have tells nothing.
COMMON = 60
#: Articles of one event are published within days, and share so many keys.
DAYS, EVENT_KEYS = 10, 2
#: Articles of one event that are looked at, the most alike; statements that are, for each of the article's.
EVENTS, MATTERS = 6, 12
#: Pairs that are compared at most for one article, those that share most.
MOST = 2000
#: How a vector is stored, the same on every machine.
VECTOR = np.dtype("<f2")
#: Kinds of parties that are somebody.
_SOMEBODY = ("person", "organisation", "group")


class Placed(NamedTuple):
    """A statement as it is compared, with the places that it has in the ledger."""

    side: Side
    article: int
    copy: str
    page: str
    saying: str
    published: str


def index_article(connection: Connection, n: int, condensed: Mapping[str, Floats]) -> list[Placed]:
    """Write down the keys of the article of a row and of its statements, which are returned, and what is known of what
    the encoder read of them, by their ids.
    """
    _keep_vectors(connection, n, condensed)
    text = connection.scalar(select(article.c.text).where(article.c.n == n))
    own = _read(connection, statement.c.article == n)
    connection.execute(delete(article_key).where(article_key.c.article == n))
    rows = [{"key": key, "article": n} for key in sorted(article_keys(str(text)))]
    if rows:
        connection.execute(insert(article_key), rows)
    numbers = dict(own)
    for some in in_pieces(sorted(numbers)):
        connection.execute(delete(statement_key).where(statement_key.c.statement.in_(some)))
    keys = [
        {"key": key, "statement": number} for number, placed in own for key in sorted(statement_keys(placed.side.terms))
    ]
    if keys:
        connection.execute(insert(statement_key), keys)
    return list(numbers.values())


def find_pairs(connection: Connection, n: int, own: Sequence[Placed], *, only_before: bool = False) -> list[Pair]:
    """The pairs of an article's statements with those of others that may bear on each other, the likeliest first;
    `only_before` leaves out articles that were added later.
    """
    if not own:
        return []
    matters = _find_matters(connection, own)
    events = _find_events(connection, n, own[0].published)
    others = {number: placed for some in in_pieces(sorted({m for ms in matters.values() for m in ms}))
              for number, placed in _read(connection, statement.c.n.in_(some))}  # fmt: skip
    told = [placed for _, placed in _read(connection, statement.c.article.in_(events))] if events else []
    pairs: dict[tuple[str, str], tuple[float, Pair]] = {}
    for one in own:
        near = [others[number] for number in matters[one.side.id] if number in others]
        for other in (*near, *told):
            if _are_apart(one, other) and not (only_before and other.article > n):
                pair = _order(one, other)
                shared = weight_of(one.side.terms & other.side.terms)
                pairs[pair.later.id, pair.earlier.id] = (shared, pair)
    ranked = sorted(pairs.items(), key=lambda item: (-item[1][0], item[0]))
    return [pair for _, (_, pair) in ranked[:MOST]]


def _keep_vectors(connection: Connection, n: int, condensed: Mapping[str, Floats]) -> None:
    own = connection.execute(select(statement.c.n, statement.c.id).where(statement.c.article == n)).all()
    for some in in_pieces([row.n for row in own]):
        connection.execute(delete(statement_vector).where(statement_vector.c.statement.in_(some)))
    known = [(row.n, condensed[row.id]) for row in own if row.id in condensed]
    if known:
        rows = [{"statement": number, "vector": vector.astype(VECTOR).tobytes()} for number, vector in known]
        connection.execute(insert(statement_vector), rows)


def _find_matters(connection: Connection, own: Sequence[Placed]) -> dict[str, list[int]]:
    """For each statement the rows of those of other articles that share most keys with it."""
    keys = {one.side.id: statement_keys(one.side.terms) for one in own}
    by_key: dict[int, list[int]] = {}
    for some in in_pieces(sorted(frozenset().union(*keys.values()))):
        rare = _rare(connection, statement_key.c.key, some)
        query = (
            select(statement_key.c.key, statement_key.c.statement)
            .join(statement, statement.c.n == statement_key.c.statement)
            .where(statement_key.c.key.in_(rare), statement.c.article != own[0].article)
        )
        for key, number in connection.execute(query):
            by_key.setdefault(key, []).append(number)
    found = {}
    for id_, several in keys.items():
        counts = Counter(number for key in several for number in by_key.get(key, ()))
        found[id_] = sorted(counts, key=lambda number: (-counts[number], number))[:MATTERS]
    return found


def _rare(connection: Connection, key: ColumnElement[int], keys: Sequence[int]) -> list[int]:
    """Those of some keys that several have, and not too many."""
    query = select(key).where(key.in_(keys)).group_by(key).having(func.count().between(2, COMMON))
    return list(connection.scalars(query))


def _find_events(connection: Connection, n: int, published: str) -> list[int]:
    """The rows of the articles about the same event, those first that share most keys."""
    keys = list(connection.scalars(select(article_key.c.key).where(article_key.c.article == n)))
    query = (
        select(article_key.c.article)
        .join(article, article.c.n == article_key.c.article)
        .where(article_key.c.key.in_(keys), article.c.n != n, *_around(published))
        .group_by(article_key.c.article)
        .having(func.count() >= EVENT_KEYS)
        .order_by(func.count().desc(), func.min(article.c.id))
        .limit(EVENTS)
    )
    return list(connection.scalars(query)) if keys else []


def _around(published: str) -> list[ColumnElement[bool]]:
    """The days around one on which articles of one event are published."""
    try:
        day = date.fromisoformat(published)
    except ValueError:
        return []
    first, last = (day + timedelta(days=shift) for shift in (-DAYS, DAYS))
    return [article.c.published >= first.isoformat(), article.c.published <= last.isoformat()]


def _are_apart(one: Placed, other: Placed) -> bool:
    """Whether two statements stand in articles of their own, and are not the same words."""
    return one.page != other.page and one.copy != other.copy and one.saying != other.saying


def _order(one: Placed, other: Placed) -> Pair:
    """A pair with the statement first that was made, or else published, later."""
    later, earlier = sorted(
        (one, other), key=lambda p: (p.side.day or p.published, p.published, p.side.id), reverse=True
    )
    return Pair(later.side, earlier.side)


def _read(connection: Connection, condition: ColumnElement[bool]) -> list[tuple[int, Placed]]:
    """Outer statements that stand, by their rows."""
    columns = [statement.c[name] for name in ("n", "article", "party", "source", "cue", "saying", "text", "data")]
    columns += [article.c[name] for name in ("copy", "page", "published")]
    query = (
        select(*columns, speaker.c.name, speaker.c.kind, statement_vector.c.vector)
        .join(article, article.c.n == statement.c.article)
        .join(statement_vector, statement_vector.c.statement == statement.c.n, isouter=True)
        .join(speaker, speaker.c.id == statement.c.speaker, isouter=True)
        .where(condition, statement.c.parent.is_(None), statement.c.standing.not_in(HIDDEN))
        .order_by(statement.c.n)
    )
    return [(row.n, _place(row)) for row in connection.execute(query)]


def _place(row: Any) -> Placed:
    party = Party(row.party if row.kind in _SOMEBODY else None, row.name or "", row.kind)
    side = build_apart(row.data, party, Words(row.text, row.cue or "", row.source or ""), row.published)
    if row.vector is not None:
        side = replace(side, condensed=np.frombuffer(row.vector, VECTOR).astype(np.float32))
    return Placed(side, row.article, row.copy, row.page, row.saying, row.published or "")
