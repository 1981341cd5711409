"""Articles of a ledger: found by id, and listed."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from sayso.errors import NotFoundError
from sayso.ledger.pages import HIDDEN
from sayso.ledger.tables import article, article_ref, statement
from sayso.model import Json


class Held(NamedTuple):
    """An article as it is listed: what is known of it, how many statements it has, and when it was added."""

    known: Json
    statements: int
    added: str

    def to_json(self) -> Json:
        """An item of a list of articles."""
        return {"article": self.known, "statements": self.statements, "added": self.added}


class Version(NamedTuple):
    """One of the versions of a page."""

    id: str
    published: str | None
    added: str
    latest: bool


def find_row(connection: Connection, id_: str) -> int:
    """The row of the article with an id; raises `NotFoundError` where there is none."""
    found = connection.scalar(select(article.c.n).where(article.c.id == id_))
    if found is None:
        raise NotFoundError(f"no article has the id {id_!r}")
    return int(found)


def list_held(connection: Connection, limit: int, offset: int = 0) -> list[Held]:
    """The articles of a ledger, those first that were added last; of a page its newest version."""
    chosen = select(article.c.n).where(article.c.latest).order_by(article.c.n.desc()).limit(limit).offset(offset)
    return _build(connection, list(connection.scalars(chosen)))


def list_versions(connection: Connection, n: int) -> list[Version]:
    """The versions of the page of an article, the oldest first."""
    page = select(article.c.page).where(article.c.n == n).scalar_subquery()
    order = (func.coalesce(article.c.published, ""), article.c.added, article.c.n)
    columns = (article.c.id, article.c.published, article.c.added, article.c.latest)
    return [
        Version(*row) for row in connection.execute(select(*columns).where(article.c.page == page).order_by(*order))
    ]


def _build(connection: Connection, numbers: Sequence[int]) -> list[Held]:
    ref = select(func.min(article_ref.c.ref)).where(article_ref.c.article == article.c.n).scalar_subquery()
    count = (
        select(func.count())
        .where(statement.c.article == article.c.n, statement.c.standing.not_in(HIDDEN))
        .scalar_subquery()
    )
    names = ("id", "url", "outlet", "title", "published")
    columns: list[Any] = [article.c.n, article.c.added, *(article.c[name] for name in names)]
    query = select(*columns, ref.label("ref"), count.label("statements")).where(article.c.n.in_(numbers))
    rows = {row.n: row for row in connection.execute(query)}
    made = []
    for n in numbers:
        known = {name: getattr(rows[n], name) for name in ("id", "ref", "url", "outlet", "title", "published")}
        made.append(Held(known, rows[n].statements, rows[n].added))
    return made
