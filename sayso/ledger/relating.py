"""Relations across articles: an article's statements are compared with those of the ledger that may bear on them."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from sqlalchemy import Connection, and_, delete, or_, select

from sayso.dense import Floats
from sayso.encoded import Encoded
from sayso.ledger.candidates import find_pairs, index_article
from sayso.ledger.records import read_machine_record
from sayso.ledger.relations import keep_relations
from sayso.ledger.tables import article, relation, statement
from sayso.model import Relation
from sayso.relate.inferred import find_inferred, sides_of
from sayso.relate.judge import Judge, Pair

#: Reads a text as the encoder does; None where it does not.
Encode = Callable[[str], Encoded | None]


def list_articles(connection: Connection) -> list[int]:
    """The rows of all articles, in the order in which they were added."""
    return list(connection.scalars(select(article.c.n).order_by(article.c.n)))


def relate_article(connection: Connection, n: int, judge: Judge, vectors: Mapping[str, Floats]) -> int:
    """Relate the statements of an article that was just stored with those of others; how many relations there are.

    `vectors` are the record's: what the encoder read of the statements, as far as it is known.
    """
    own = index_article(connection, n, _condense(vectors, judge))
    return _relate(connection, find_pairs(connection, n, own), judge)


def relate_again(connection: Connection, n: int, judge: Judge, encode: Encode) -> int:
    """Relate the statements of an article anew, with each other and with those of the articles that were added before;
    how many relations there are. `encode` is the encoder that reads the article's text.
    """
    record = read_machine_record(connection, n)
    sides = sides_of(record, encode(record["article"]["text"]))
    vectors = {side.id: side.vectors for side in sides if side.vectors is not None}
    own = index_article(connection, n, _condense(vectors, judge))
    outer = select(statement.c.id).where(statement.c.article == n, statement.c.parent.is_(None))
    others = select(statement.c.id).where(statement.c.article < n)
    one, other = relation.c.from_id, relation.c.to_id
    connection.execute(
        delete(relation).where(
            or_(
                and_(one.in_(outer), other.in_(outer)),
                and_(one.in_(outer), other.in_(others)),
                and_(other.in_(outer), one.in_(others)),
            )
        )
    )
    inside = find_inferred(record, sides, judge)
    _keep(connection, inside)
    return len(inside) + _relate(connection, find_pairs(connection, n, own, only_before=True), judge)


def _condense(vectors: Mapping[str, Floats], judge: Judge) -> dict[str, Floats]:
    if not vectors:
        return {}
    return dict(zip(vectors, judge.condense(np.stack([*vectors.values()])), strict=True))


def _relate(connection: Connection, pairs: Sequence[Pair], judge: Judge) -> int:
    made = [
        Relation(pair.later.id, pair.earlier.id, judged.kind, "inferred", (), judged.confidence)
        for pair, judged in zip(pairs, judge.judge(pairs, across=True), strict=True)
        if judged
    ]
    _keep(connection, made)
    return len(made)


def _keep(connection: Connection, relations: Sequence[Relation]) -> None:
    rows = [
        {"from_id": r.source, "to_id": r.target, "kind": r.kind, "basis": r.basis, "confidence": r.confidence}
        | {"evidence": [list(span) for span in r.evidence]}
        for r in relations
    ]
    keep_relations(connection, rows)
