"""Speakers: found, and one with offices, other names and months."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from sqlalchemy import Connection

from sayso.errors import NotFoundError
from sayso.ledger.parties import find_party
from sayso.ledger.who import Voice, count_months, find_voices, list_speakers, list_voices
from sayso.model import Json, Kind
from sayso.serve import schemas
from sayso.serve.api.statements import page_of
from sayso.serve.asked import Cursor, Limit, Name, RoomOf
from sayso.serve.cursors import FURTHEST, MOST, follow, read_cursor
from sayso.serve.faults import PARTY
from sayso.serve.room import Room

router = APIRouter(tags=["speakers"])
PartyId = Annotated[str, Path(pattern=PARTY, examples=["p0123456789abcdef"])]
Kinds = Annotated[list[Kind] | None, Query(description="only of these kinds (default: person, organisation)")]
#: So many articles, the newest, tell what else somebody is called.
NEWEST = 60
#: Who is listed where nothing is said.
SOMEBODY: tuple[Kind, ...] = ("person", "organisation")


@router.get("/speakers", response_model=schemas.Page[schemas.Voice])
def find_speakers(
    room: RoomOf, q: Name = None, kind: Kinds = None, limit: Limit = 20, cursor: Cursor = None
) -> Response:
    """Who speaks in the ledger, those with the most statements first; with `q`, those whose names have its words."""
    offset = read_cursor(cursor)
    voices = list_named(room, q, kind or SOMEBODY, limit + 1, offset)
    following = follow(offset + limit, len(voices) > limit)
    return page_of(schemas.Voice, [voice.to_json() for voice in voices[:limit]], following)


@router.get("/speakers/{id_}")
def read_speaker(room: RoomOf, id_: PartyId) -> schemas.Portrait:
    """A speaker: offices and other names as articles give them, and how many statements fall in each month."""
    with room.read() as connection:
        return schemas.Portrait.tell(describe_speaker(connection, id_))


def list_named(room: Room, name: str | None, kinds: Sequence[Kind], limit: int, offset: int) -> list[Voice]:
    """The voices of some kinds, of all whose names have the words of a name; those of nobody in particular as they were
    within the last minute.
    """
    most = FURTHEST + MOST + 1  # the last page, and one more that tells that there are more
    if name and name.strip():
        with room.read() as connection:
            found = [voice for voice in find_voices(connection, name, most) if voice.kind in kinds]
        return found[offset : offset + limit]

    def count() -> list[Voice]:
        with room.read() as connection:
            return list_voices(connection, kinds, most)

    return room.recall(f"voices {sorted(set(kinds))}", count)[offset : offset + limit]


def describe_speaker(connection: Connection, id_: str) -> Json:
    """All that is told of a party; an id of any of its speakers leads to it. Raises `NotFoundError`."""
    root = find_party(connection, id_)
    voices = find_voices(connection, root)
    if not voices:
        raise NotFoundError(f"no statement of the speaker {id_!r} is shown")
    rows = list_speakers(connection, root, NEWEST)
    names = dict.fromkeys(row.name for row in rows if row.name and row.name != voices[0].name)
    offices = dict.fromkeys(office for row in rows for office in row.data["offices"])
    known = next((row.data["wikidata"] for row in rows if row.data["wikidata"]), None)
    months = [{"month": month, "statements": n} for month, n in count_months(connection, [root]).items()]
    told = {"aliases": list(names)[:50], "offices": list(offices)[:50], "wikidata": known, "months": months}
    return voices[0].to_json() | told
