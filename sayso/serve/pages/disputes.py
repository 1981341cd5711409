"""Disputes: pairs side by side, by matter."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from sayso.ledger.bearings import find_bearings
from sayso.serve.asked import Cursor, RoomOf, WantedOf, WordsOf
from sayso.serve.cursors import follow, read_cursor
from sayso.serve.pages.paint import paint
from sayso.serve.views.matters import group_by_matter
from sayso.serve.views.scenes import ends_of, find_scenes

router = APIRouter()
PAGE = 30


@router.get("/disputes")
def show_disputes(
    request: Request, room: RoomOf, words: WordsOf, wanted: WantedOf, cursor: Cursor = None
) -> HTMLResponse:
    """Pairs of which one disputes the other, those of one matter together, the newest first."""
    offset = read_cursor(cursor)

    def find() -> dict[str, Any]:
        with room.read() as connection:
            found, more = find_bearings(connection, words, wanted, PAGE, offset)
            scenes = find_scenes(connection, ends_of(found))
        texts = [" ".join(side.data["statement"]["text"] for side in (one.later, one.earlier)) for one in found]
        matters, rest = group_by_matter(texts)
        following = follow(offset + PAGE, more)
        return {"found": found, "matters": matters, "rest": rest, "scenes": scenes, "following": following}

    return paint(request, "disputes.html", **room.recall(f"disputes {request.url.query}", find), wanted=wanted)
