"""Articles: a list, one as printed with its statements, and the card of one statement."""

from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection

from sayso.ledger.articles import find_row, list_held, list_versions
from sayso.ledger.bearings import find_ends
from sayso.ledger.records import read_whole
from sayso.model import Json
from sayso.serve.api.articles import ArticleId
from sayso.serve.api.statements import StatementId, describe_statement
from sayso.serve.asked import Cursor, RoomOf
from sayso.serve.cursors import follow, read_cursor
from sayso.serve.pages.paint import is_partial, paint
from sayso.serve.views.pieces import choose_colours, cut_text

router = APIRouter()
PAGE = 30


@router.get("/articles")
def show_articles(request: Request, room: RoomOf, cursor: Cursor = None) -> HTMLResponse:
    """The articles, those first that were added last."""
    offset = read_cursor(cursor)
    with room.read() as connection:
        held = list_held(connection, PAGE + 1, offset)
    following = follow(offset + PAGE, len(held) > PAGE)
    name = "parts/held.html" if offset and is_partial(request) else "articles.html"
    return paint(request, name, held=held[:PAGE], following=following)


@router.get("/articles/{id_}")
def show_article(
    request: Request,
    room: RoomOf,
    id_: ArticleId,
    statement: Annotated[str | None, Query(max_length=64)] = None,
) -> HTMLResponse:
    """An article as printed, its statements underlined in the colours of their speakers; one of them beside it."""
    with room.read() as connection:
        n = find_row(connection, id_)
        whole = read_whole(connection, n)
        record = whole.record
        drawn = draw_text(connection, record)
        told = describe_statement(connection, statement) if statement and statement in drawn["by_id"] else None
        versions = list_versions(connection, n)
    colours = drawn["colours"]
    return paint(
        request,
        "article.html",
        record=record,
        counts=Counter(one["speaker"] if one["speaker"] in colours else None for one in record["statements"]),
        parties=whole.parties,
        speakers={speaker["id"]: speaker for speaker in record["speakers"]},
        told=told,
        versions=versions,
        **drawn,
    )


def draw_text(connection: Connection, record: Json) -> dict[str, Any]:
    """What `parts/text.html` paints of an article of the ledger: the pieces of the text, the colours of the speakers,
    the statements, and those that bear on others.
    """
    by_id = {told["id"]: told for told in record["statements"]}
    return {
        "pieces": cut_text(record),
        "colours": choose_colours(record),
        "by_id": by_id,
        "bears": find_ends(connection, list(by_id)),
    }


@router.get("/statements/{id_}")
def show_statement(request: Request, room: RoomOf, id_: StatementId) -> Response:
    """The card of a statement beside its article; asked for alone, the article with it."""
    with room.read() as connection:
        told = describe_statement(connection, id_)
        article = told["article"]["id"]
        if not is_partial(request):
            return RedirectResponse(f"/articles/{article}?statement={id_}#s-{id_}", 303)
        text = read_whole(connection, find_row(connection, article)).record["article"]["text"]
    return paint(request, "parts/card.html", told=told, text=text)
