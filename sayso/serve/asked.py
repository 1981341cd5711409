"""What every request may ask for: the room, who asks, and the filters of a search."""

from typing import Annotated

from fastapi import Depends, Query, Request

from sayso.ledger.query import Query as Words
from sayso.ledger.query import parse_query
from sayso.ledger.search import Filters
from sayso.ledger.tokens import Token, find_token
from sayso.model import Act
from sayso.serve.problems import ProblemError
from sayso.serve.room import Room

#: Words and names that are asked for are no longer than this.
LONGEST = 300
#: An ISO day.
DAY = r"^\d{4}-\d{2}-\d{2}$"
#: No control characters: they are in no name, and no store takes all of them.
PRINTED = r"^[^\x00-\x1f\x7f]*$"
BIG = 1e15

Limit = Annotated[int, Query(ge=1, le=100, description="how many at most")]
Cursor = Annotated[str | None, Query(max_length=100, description="the `next` of the page before")]
Name = Annotated[str | None, Query(max_length=LONGEST, pattern=PRINTED)]
Day = Annotated[str | None, Query(pattern=DAY, examples=["2016-05-01"])]
Number = Annotated[float | None, Query(ge=-BIG, le=BIG)]


def get_room(request: Request) -> Room:
    """The room that is served."""
    room: Room = request.app.state.room
    return room


def get_writer(request: Request) -> Token:
    """Who writes: by a token in the header, or a session; raises `ProblemError` where nobody may."""
    writer: Token | None = find_writer(request)
    if writer is None:
        raise ProblemError(401, "this changes the ledger: give a token, `Authorization: Bearer …` (`sayso token NAME`)")
    return writer


def find_writer(request: Request) -> Token | None:
    """Whose token the request brings, if any."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    held = given.strip() if scheme.lower() == "bearer" else None
    signed_in = request.session.get("token")
    if not held and not signed_in:
        return None
    with get_room(request).read() as connection:
        if not held:  # the session was signed by us: the token's id is enough, while it stands
            return find_token(connection, str(signed_in))
        found: Token | None = request.app.state.doorkeeper.verify(connection, held)
    return found


RoomOf = Annotated[Room, Depends(get_room)]
Writer = Annotated[Token, Depends(get_writer)]


def get_words(
    q: Annotated[
        str | None,
        Query(max_length=LONGEST, pattern=PRINTED, description='words, "phrases", prefixes*, -exclusions'),
    ] = None,
) -> Words | None:
    """What is searched for, by words."""
    return parse_query(q) if q and q.strip() else None


def get_filters(
    speaker: Name = None,
    to: Name = None,
    outlet: Name = None,
    act: Act | None = None,
    hedged: bool | None = None,
    least: Number = None,
    most: Number = None,
    unit: Name = None,
    first: Annotated[str | None, Query(alias="from", pattern=DAY)] = None,
    last: Annotated[str | None, Query(alias="until", pattern=DAY)] = None,
    withdrawn: bool = False,
) -> Filters:
    """What the statements must have; `speaker` is an id or words of a name."""
    return Filters(
        speaker=speaker or None,
        addressee=to or None,
        outlet=outlet or None,
        act=act,
        hedged=hedged,
        least=least,
        most=most,
        unit=unit or None,
        first=first or None,
        last=last or None,
        withdrawn=withdrawn,
    )


WordsOf = Annotated[Words | None, Depends(get_words)]
FiltersOf = Annotated[Filters, Depends(get_filters)]
