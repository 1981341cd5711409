"""Speakers: who there is, and what one of them said, by date and matter."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection

from sayso.ledger.answers import Answer
from sayso.ledger.bearings import Bearing, Wanted, find_bearings, find_between
from sayso.ledger.search import Filters, search
from sayso.ledger.who import list_texts
from sayso.model import LIKELY, Json
from sayso.serve.api.relations import CHANGES
from sayso.serve.api.speakers import SOMEBODY, PartyId, describe_speaker, list_named
from sayso.serve.asked import Cursor, Name, RoomOf, WordsOf
from sayso.serve.cursors import follow, read_cursor
from sayso.serve.pages.paint import is_partial, paint
from sayso.serve.views.matters import Matter, group_by_matter
from sayso.serve.views.months import Bar, draw_months
from sayso.serve.views.scenes import Scene, ends_of, find_scenes

router = APIRouter()
PAGE = 20
#: Statements whose matters are looked for, the newest; pairs that are shown.
LOOKED, PAIRS = 200, 10


class Picture(NamedTuple):
    """What is told of a speaker beside the statements: who it is, the months, the matters, where the position changed
    and what came between, the disputes, with whom, whether there are more, and the sentences around bare words.
    """

    portrait: Json
    bars: list[Bar]
    matters: list[Matter]
    changes: list[tuple[Bearing, list[Answer]]]
    disputes: list[Bearing]
    opponents: list[tuple[str, str, int]]
    more_disputes: bool
    scenes: dict[str, Scene]


@router.get("/speakers")
def show_speakers(request: Request, room: RoomOf, q: Name = None, cursor: Cursor = None) -> HTMLResponse:
    """Who speaks, those with the most statements first."""
    offset = read_cursor(cursor)
    voices = list_named(room, q, SOMEBODY, PAGE + 1, offset)
    following = follow(offset + PAGE, len(voices) > PAGE)
    name = "parts/voices.html" if offset and is_partial(request) else "speakers.html"
    return paint(request, name, voices=voices[:PAGE], following=following)


@router.get("/speakers/{id_}")
def show_speaker(
    request: Request,
    room: RoomOf,
    id_: PartyId,
    words: WordsOf,
    cursor: Cursor = None,
    oldest: Annotated[bool, Query()] = False,
) -> HTMLResponse:
    """A speaker: offices, other names, a timeline, matters, changes of position, disputes, statements."""
    offset = read_cursor(cursor)
    with room.read() as connection:
        page = search(connection, words, Filters(speaker=id_), PAGE, offset, oldest=oldest)
        following = follow(offset + PAGE, page.more)
        known: dict[str, Any] = {"answers": page.answers, "following": following, "words": words}
        if offset and is_partial(request):
            return paint(request, "parts/answers.html", **known, scenes=find_scenes(connection, page.answers))
        picture = room.recall(f"speaker {id_}", lambda: _draw(connection, id_))
        scenes = find_scenes(connection, page.answers) | picture.scenes
    return paint(request, "speaker.html", **known | picture._asdict() | {"scenes": scenes, "oldest": oldest})


def _draw(connection: Connection, id_: str) -> Picture:
    portrait = describe_speaker(connection, id_)
    root = portrait["speaker"]["id"]
    changes, _ = find_bearings(connection, None, Wanted(CHANGES, speaker=root, own=True, least=LIKELY), PAIRS)
    between = [find_between(connection, one) for one in changes]
    disputes, more = find_bearings(connection, None, Wanted(speaker=root, least=LIKELY), PAIRS)
    others = [one for one in disputes if not _is_own(one)]
    return Picture(
        portrait,
        draw_months({one["month"]: one["statements"] for one in portrait["months"]}),
        group_by_matter(list_texts(connection, root, LOOKED))[0],
        list(zip(changes, between, strict=True)),
        others,
        _count_opponents(others, root),
        more,
        find_scenes(connection, ends_of([*changes, *disputes])),
    )


def _is_own(one: Bearing) -> bool:
    ends = [(side.data["speaker"] or {}).get("id") for side in (one.later, one.earlier)]
    return ends[0] is not None and ends[0] == ends[1]


def _count_opponents(disputes: Sequence[Bearing], root: str) -> list[tuple[str, str, int]]:
    """Whom a party disputes, or is disputed by: id, name, and in how many of the pairs."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in disputes:
        for side in (one.later, one.earlier):
            if name := _name_other(side, root):
                counts[name] += 1
    return [(*who, count) for who, count in counts.most_common()]


def _name_other(side: Answer, root: str) -> tuple[str, str] | None:
    who = side.data["speaker"]
    return (who["id"], who["name"]) if who and who["id"] != root and who["name"] else None
