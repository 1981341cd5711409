"""Copies of one article in the ledger: reprints of a wire text, updates, trimmed and rewritten versions."""

from collections.abc import Sequence

import numpy as np
from sqlalchemy import Connection, func, insert, select, update

from sayso.ledger.dialects import in_pieces
from sayso.ledger.tables import article, article_print
from sayso.prints import INDEXED, SHARED, Sketch, are_copies


def join_copies(connection: Connection, n: int, id_: str, sketch: Sketch) -> str:
    """Index an article that was just stored, and join it to its copies; the smallest id among them."""
    indexed = [int(run) for run in sketch.prints if run % INDEXED == 0]
    found = _find_candidates(connection, n, indexed)
    if indexed:
        connection.execute(insert(article_print), [{"print": run, "article": n} for run in indexed])
    roots = {id_} | {root for root, other in found if are_copies(sketch, other)}
    root = min(roots)
    if len(roots) > 1:
        connection.execute(update(article).where(article.c.copy.in_(roots)).values(copy=root))
    return root


def _find_candidates(connection: Connection, n: int, indexed: Sequence[int]) -> list[tuple[str, Sketch]]:
    rows: list[int] = []
    for some in in_pieces(indexed):
        rows += connection.scalars(
            select(article_print.c.article)
            .where(article_print.c.print.in_(some), article_print.c.article != n)
            .group_by(article_print.c.article)
            .having(func.count() >= SHARED)
        )
    found = []
    for some in in_pieces(rows):
        columns = select(article.c.copy, article.c.sketch, article.c.published).where(article.c.n.in_(some))
        for root, sketch, day in connection.execute(columns):
            found.append((root, Sketch(np.frombuffer(sketch, np.uint32), day)))
    return found
