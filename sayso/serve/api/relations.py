"""Relations: who disputes, supports or takes back what."""

from typing import Annotated

from fastapi import APIRouter, Query

from sayso.ledger.bearings import Wanted, find_bearings
from sayso.model import LIKELY, Basis, RelationKind
from sayso.serve import schemas
from sayso.serve.api.speakers import PartyId
from sayso.serve.api.statements import page_of
from sayso.serve.asked import Cursor, First, Last, Limit, Name, RoomOf, WordsOf
from sayso.serve.cursors import read_cursor

router = APIRouter(tags=["relations"])
Least = Annotated[float, Query(ge=0, le=1, description="only those that are right with this probability at least")]
Kinds = Annotated[list[RelationKind] | None, Query(description="only of these kinds (default: disputes)")]
#: One speaker's statements of which these hold cannot both be its position.
CHANGES: tuple[RelationKind, ...] = ("reverses", "disputes")


@router.get("/disputes")
def find_disputes(
    room: RoomOf,
    words: WordsOf,
    kind: Kinds = None,
    basis: Basis | None = None,
    speaker: Name = None,
    first: First = None,
    last: Last = None,
    across: bool = False,
    least: Least = LIKELY,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> schemas.Page[schemas.Bearing]:
    """Pairs of statements of which one disputes the other (or bears on it in another way), the newest first; what is
    reprinted comes once.
    """
    wanted = Wanted(kind or ("disputes",), basis, speaker or None, first, last, across, least=least)
    offset = read_cursor(cursor)
    with room.read() as connection:
        found, more = find_bearings(connection, words, wanted, limit, offset)
    return page_of([one.to_json() for one in found], offset + limit if more else None)


@router.get("/speakers/{id_}/changes")
def find_changes(
    room: RoomOf, id_: PartyId, least: Least = LIKELY, limit: Limit = 20, cursor: Cursor = None
) -> schemas.Page[schemas.Bearing]:
    """Where a speaker's own position changed, later and earlier."""
    offset = read_cursor(cursor)
    with room.read() as connection:
        wanted = Wanted(CHANGES, speaker=id_, own=True, least=least)
        found, more = find_bearings(connection, None, wanted, limit, offset)
    return page_of([one.to_json() for one in found], offset + limit if more else None)
