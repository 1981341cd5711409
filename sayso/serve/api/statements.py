"""Statements: found, counted, and one with all that bears on it."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel
from sqlalchemy import Connection, select

from sayso.errors import NotFoundError
from sayso.ledger.answers import build_answers
from sayso.ledger.bearings import find_bearings_of
from sayso.ledger.corrections import Correction
from sayso.ledger.facets import Facets, count_facets
from sayso.ledger.search import search
from sayso.ledger.tables import statement
from sayso.model import Json
from sayso.serve import schemas
from sayso.serve.asked import Cursor, FiltersOf, Limit, RoomOf, WordsOf
from sayso.serve.cursors import Following, follow, read_cursor
from sayso.serve.faults import STATEMENT

router = APIRouter(tags=["statements"])
StatementId = Annotated[str, Path(pattern=STATEMENT, examples=["8c32fc8e5f19bf5b5b0d"])]


@router.get("/search", response_model=schemas.Page[schemas.Answer])
def search_statements(
    room: RoomOf,
    words: WordsOf,
    filters: FiltersOf,
    limit: Limit = 20,
    cursor: Cursor = None,
    oldest: bool = False,
) -> Response:
    """Statements by words, speaker, addressee, outlet, act, days and figures: the best first, without words the newest
    (or the `oldest`).
    """
    offset = read_cursor(cursor)
    with room.read() as connection:
        page = search(connection, words, filters, limit, offset, oldest=oldest)
    return page_of(schemas.Answer, [answer.data for answer in page.answers], follow(offset + limit, page.more))


@router.get("/facets")
def count_statements(room: RoomOf, words: WordsOf, filters: FiltersOf) -> schemas.Facets:
    """What the statements that fit a search have in common, and when they were said."""
    with room.read() as connection:
        return schemas.Facets.tell(facets_to_json(count_facets(connection, words, filters)))


@router.get("/statements/{id_}")
def read_statement(room: RoomOf, id_: StatementId) -> schemas.Full:
    """A statement with its relations both ways, and what persons decided of it."""
    with room.read() as connection:
        return schemas.Full.tell(describe_statement(connection, id_))


def describe_statement(connection: Connection, id_: str) -> Json:
    """All that is told of a statement; raises `NotFoundError`."""
    n = connection.scalar(select(statement.c.n).where(statement.c.id == id_))
    if n is None:
        raise NotFoundError(f"no statement has the id {id_!r}")
    (answer,) = build_answers(connection, [n])
    relations = [bearing.to_json() for bearing in find_bearings_of(connection, [id_])]
    return answer.data | {"relations": relations, "corrections": [correction_to_json(c) for c in answer.corrections]}


def correction_to_json(one: Correction) -> Json:
    """A correction as the API tells it: without the statement as it had been read."""
    return {name: value for name, value in one._asdict().items() if name != "machine"}


def facets_to_json(facets: Facets) -> Json:
    """The facets as the API tells them."""
    return {
        "total": facets.total,
        "more": facets.more,
        "outlets": [{"value": name, "statements": count} for name, count in facets.outlets],
        "speakers": [{"id": id_, "value": name, "statements": count} for id_, name, count in facets.speakers],
        "acts": [{"value": name, "statements": count} for name, count in facets.acts],
        "months": [{"month": month, "statements": count} for month, count in facets.months],
    }


def page_of(kind: type[BaseModel], items: list[Any], following: Following | None) -> Response:
    """A page of a list of such items, with the cursor of what follows it.

    It is checked and written here, where the request has its turn: FastAPI would let it wait for another one.
    """
    page = {"items": items, "next": following.cursor if following else None, "more": following is not None}
    checked = schemas.Page[kind].tell(page)  # type: ignore[valid-type]
    return Response(checked.model_dump_json(by_alias=True), media_type="application/json")
