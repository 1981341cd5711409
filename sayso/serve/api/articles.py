"""Articles: listed, and one with its record."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from sayso.ledger.articles import find_row, list_held
from sayso.ledger.records import read_whole
from sayso.serve import schemas
from sayso.serve.api.statements import page_of
from sayso.serve.asked import Cursor, Limit, RoomOf
from sayso.serve.cursors import follow, read_cursor
from sayso.serve.faults import ARTICLE

router = APIRouter(tags=["articles"])
ArticleId = Annotated[str, Path(pattern=ARTICLE)]


@router.get("/articles", response_model=schemas.Page[schemas.Held])
def list_articles(room: RoomOf, limit: Limit = 20, cursor: Cursor = None) -> Response:
    """The articles of the ledger, those first that were added last."""
    offset = read_cursor(cursor)
    with room.read() as connection:
        held = list_held(connection, limit + 1, offset)
    return page_of(schemas.Held, [one.to_json() for one in held[:limit]], follow(offset + limit, len(held) > limit))


@router.get("/articles/{id_}")
def read_article(room: RoomOf, id_: ArticleId) -> schemas.Record:
    """The record of an article with corrections applied; the ids of its speakers are the article's own."""
    with room.read() as connection:
        return schemas.Record.tell(read_whole(connection, find_row(connection, id_)).record)
