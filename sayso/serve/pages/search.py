"""The front page, and what is found."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from sayso.ledger.articles import list_held
from sayso.ledger.bearings import Wanted, find_bearings
from sayso.ledger.facets import count_facets
from sayso.ledger.search import Filters, search
from sayso.model import LIKELY
from sayso.serve.asked import Cursor, FiltersOf, RoomOf, WordsOf
from sayso.serve.cursors import follow, read_cursor
from sayso.serve.pages.paint import is_partial, paint
from sayso.serve.room import Room
from sayso.serve.views.months import draw_months
from sayso.serve.views.scenes import ends_of, find_scenes

router = APIRouter()
#: Answers on a page; pairs and articles on the front page.
PAGE, FRONT = 20, 6


@router.get("/")
def show_front(request: Request, room: RoomOf) -> HTMLResponse:
    """What is new: disputes and articles."""
    return paint(request, "front.html", **room.recall("front", lambda: _draw_front(room)))


def _draw_front(room: Room) -> dict[str, Any]:
    with room.read() as connection:
        disputes, _ = find_bearings(connection, None, Wanted(least=LIKELY), FRONT)
        held = list_held(connection, FRONT)
        scenes = find_scenes(connection, ends_of(disputes))
    return {"disputes": disputes, "held": held, "scenes": scenes}


@router.get("/search")
def show_search(
    request: Request, room: RoomOf, words: WordsOf, filters: FiltersOf, cursor: Cursor = None
) -> HTMLResponse:
    """Statements, with facets and a histogram of time."""
    offset = read_cursor(cursor)
    asked = words is not None or filters != Filters()
    with room.read() as connection:
        page = search(connection, words, filters, PAGE, offset)
        facets = None if offset else count_facets(connection, words, filters)
        scenes = find_scenes(connection, page.answers)
    following = follow(offset + PAGE, page.more)
    known: dict[str, Any] = {"answers": page.answers, "following": following, "words": words, "scenes": scenes}
    if offset and is_partial(request):
        return paint(request, "parts/answers.html", **known)
    bars = draw_months(dict(facets.months)) if facets else []
    return paint(request, "search.html", **known, facets=facets, bars=bars, asked=asked, filters=filters)
