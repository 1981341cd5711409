"""Relations: who disputes, supports or takes back what."""

from fastapi import APIRouter, Response

from sayso.ledger.bearings import Wanted, find_bearings
from sayso.model import LIKELY, RelationKind
from sayso.serve import schemas
from sayso.serve.api.speakers import PartyId
from sayso.serve.api.statements import page_of
from sayso.serve.asked import Cursor, Least, Limit, RoomOf, WantedOf, WordsOf
from sayso.serve.cursors import follow, read_cursor

router = APIRouter(tags=["relations"])
#: One speaker's statements of which these hold cannot both be its position.
CHANGES: tuple[RelationKind, ...] = ("reverses", "disputes")


@router.get("/disputes", response_model=schemas.Page[schemas.Bearing])
def find_disputes(room: RoomOf, words: WordsOf, wanted: WantedOf, limit: Limit = 20, cursor: Cursor = None) -> Response:
    """Pairs of statements of which one disputes the other (or bears on it in another way), the newest first; what is
    reprinted comes once.
    """
    offset = read_cursor(cursor)
    with room.read() as connection:
        found, more = find_bearings(connection, words, wanted, limit, offset)
    return page_of(schemas.Bearing, [one.to_json() for one in found], follow(offset + limit, more))


@router.get("/speakers/{id_}/changes", response_model=schemas.Page[schemas.Bearing])
def find_changes(
    room: RoomOf, id_: PartyId, least: Least = LIKELY, limit: Limit = 20, cursor: Cursor = None
) -> Response:
    """Where a speaker's own position changed, later and earlier."""
    offset = read_cursor(cursor)
    with room.read() as connection:
        wanted = Wanted(CHANGES, speaker=id_, own=True, least=least)
        found, more = find_bearings(connection, None, wanted, limit, offset)
    return page_of(schemas.Bearing, [one.to_json() for one in found], follow(offset + limit, more))
