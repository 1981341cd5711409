"""What every request may ask for: the room, who asks, and the filters of a search."""

from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Query, Request, Security
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from fastapi.security import HTTPBearer
from pydantic import AfterValidator

from sayso.ledger.bearings import Wanted
from sayso.ledger.query import Query as Words
from sayso.ledger.query import parse_query
from sayso.ledger.search import Filters
from sayso.ledger.tokens import Token, find_token
from sayso.model import LIKELY, Act, Basis, RelationKind
from sayso.serve.cursors import MOST
from sayso.serve.faults import DAY, PRINTED
from sayso.serve.problems import ProblemError, is_api
from sayso.serve.room import Room

#: Words and names that are asked for are no longer than this.
LONGEST = 300
DATE: dict[str, Any] = {"format": "date"}
BIG = 1e15

Limit = Annotated[int, Query(ge=1, le=MOST, description="how many at most")]
Cursor = Annotated[str | None, Query(max_length=100, description="the `next` of the page before")]
Name = Annotated[str | None, Query(max_length=LONGEST, pattern=PRINTED)]
Number = Annotated[float | None, Query(ge=-BIG, le=BIG)]


#: How a program says who it is, for the description of the API.
BEARER = HTTPBearer(auto_error=False, description="a token of `sayso token NAME`")


async def get_room(request: Request) -> Room:
    """The room that is served."""
    room: Room = request.app.state.room
    return room


def get_writer(request: Request, _: Annotated[object, Security(BEARER)] = None) -> Token:
    """Who writes: by a token in the header, or a session; raises `ProblemError` where nobody may."""
    writer: Token | None = find_writer(request)
    if writer is None:
        how = "give a token, `Authorization: Bearer …` (`sayso token NAME`)" if is_api(request) else "sign in first"
        raise ProblemError(401, f"this changes the ledger: {how}")
    return writer


def find_writer(request: Request) -> Token | None:
    """Whose token the request brings, if any."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    held = given.strip() if scheme.lower() == "bearer" else None
    # A program brings its token each time: a cookie would let other pages of this machine write in a person's name.
    signed_in = None if request.url.path.startswith("/api/") else request.session.get("token")
    if request.session.get("id") in request.app.state.ended:
        signed_in = None
    if not held and not signed_in:
        return None
    with request.app.state.room.read() as connection:
        if not held:  # the session was signed by us: the token's id is enough, while it stands
            return find_token(connection, str(signed_in))
        found: Token | None = request.app.state.doorkeeper.verify(connection, held)
    return found


RoomOf = Annotated[Room, Depends(get_room)]
Writer = Annotated[Token, Depends(get_writer)]


async def refuse_unknown(request: Request) -> None:
    """Refuse what cannot be asked there: a name that is mistyped would find everything. Raises `ProblemError`."""
    route: APIRoute = request.scope["route"]
    known = sorted(_names_of(route.dependant))
    for name in request.query_params:
        if name not in known:
            raise ProblemError(422, f"{name}: is not asked for here; known are {', '.join(known) or 'none'}")


def _names_of(dependant: Dependant) -> set[str]:
    own = {field.alias for field in dependant.query_params}
    return own.union(*(_names_of(other) for other in dependant.dependencies))


def whole(text: str) -> str:
    """A text of whole characters; raises `ValueError` for halves, which no page can show."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("has halves of characters in it") from None
    return text


def check_day(day: str | None) -> str | None:
    """A day that there is; raises `ValueError` for the 31st of February."""
    try:
        return None if day is None else date.fromisoformat(day).isoformat()
    except ValueError:
        raise ValueError(f"there is no day {day}") from None


async def get_words(
    q: Annotated[
        str | None,
        Query(max_length=LONGEST, pattern=PRINTED, description='words, "phrases", prefixes*, -exclusions'),
    ] = None,
) -> Words | None:
    """What is searched for, by words."""
    return parse_query(q) if q and q.strip() else None


First = Annotated[str | None, Query(alias="from", pattern=DAY, json_schema_extra=DATE), AfterValidator(check_day)]
Last = Annotated[str | None, Query(alias="until", pattern=DAY, json_schema_extra=DATE), AfterValidator(check_day)]


async def get_filters(
    speaker: Name = None,
    to: Name = None,
    outlet: Name = None,
    act: Act | None = None,
    hedged: bool | None = None,
    least: Number = None,
    most: Number = None,
    unit: Name = None,
    first: First = None,
    last: Last = None,
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
Least = Annotated[float, Query(ge=0, le=1, description="only those that are right with this probability at least")]
Kinds = Annotated[list[RelationKind] | None, Query(description="only of these kinds (default: disputes)")]


async def get_wanted(
    kind: Kinds = None,
    basis: Basis | None = None,
    speaker: Name = None,
    first: First = None,
    last: Last = None,
    across: bool = False,
    least: Least = LIKELY,
) -> Wanted:
    """What relations must have; `speaker` is an id or words of either's name."""
    return Wanted(kind or ("disputes",), basis, speaker or None, first, last, across, least=least)


WantedOf = Annotated[Wanted, Depends(get_wanted)]
