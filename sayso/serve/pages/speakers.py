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
from sayso.model import LIKELY
from sayso.serve.api.relations import CHANGES
from sayso.serve.api.speakers import SOMEBODY, PartyId, describe_speaker, list_named
from sayso.serve.asked import Cursor, Name, RoomOf, WordsOf
from sayso.serve.cursors import read_cursor, write_cursor
from sayso.serve.pages.paint import is_partial, paint
from sayso.serve.views.matters import group_by_matter
from sayso.serve.views.months import draw_months
from sayso.serve.views.scenes import ends_of, find_scenes

router = APIRouter()
PAGE = 20
#: Statements whose matters are looked for, the newest; pairs that are shown.
LOOKED, PAIRS = 200, 10
#: Of one with more statements the pairs are as they were within the last minute.
BUSY = 1_000


class Pairs(NamedTuple):
    """Where a speaker's position changed, what came between, whom it disputes, and whether there are more of these."""

    changes: list[Bearing]
    between: list[list[Answer]]
    disputes: list[Bearing]
    more: bool


@router.get("/speakers")
def show_speakers(request: Request, room: RoomOf, q: Name = None, cursor: Cursor = None) -> HTMLResponse:
    """Who speaks, those with the most statements first."""
    offset = read_cursor(cursor)
    voices = list_named(room, q, SOMEBODY, PAGE + 1, offset)
    following = write_cursor(offset + PAGE) if len(voices) > PAGE else None
    name = "parts/voices.html" if offset and is_partial(request) else "speakers.html"
    return paint(request, name, voices=voices[:PAGE], following=following, q=q or "")


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
        following = write_cursor(offset + PAGE) if page.more else None
        known: dict[str, Any] = {"answers": page.answers, "following": following, "words": words}
        if offset and is_partial(request):
            return paint(request, "parts/answers.html", **known, scenes=find_scenes(connection, page.answers))
        portrait = describe_speaker(connection, id_)
        texts = list_texts(connection, portrait["speaker"]["id"], LOOKED)
        root = portrait["speaker"]["id"]
        if portrait["statements"] > BUSY:
            pairs = room.recall(f"pairs {root}", lambda: _find_pairs(connection, root))
        else:
            pairs = _find_pairs(connection, root)
        scenes = find_scenes(connection, [*page.answers, *ends_of([*pairs.changes, *pairs.disputes])])
    matters, _ = group_by_matter(texts)
    others = [one for one in pairs.disputes if not _is_own(one)]
    bars = draw_months({one["month"]: one["statements"] for one in portrait["months"]})
    return paint(
        request,
        "speaker.html",
        **known,
        scenes=scenes,
        portrait=portrait,
        matters=matters,
        changes=list(zip(pairs.changes, pairs.between, strict=True)),
        disputes=others,
        opponents=_count_opponents(others, root),
        more_disputes=pairs.more,
        bars=bars,
        oldest=oldest,
    )


def _find_pairs(connection: Connection, root: str) -> Pairs:
    changes, _ = find_bearings(connection, None, Wanted(CHANGES, speaker=root, own=True, least=LIKELY), PAIRS)
    between = [find_between(connection, one) for one in changes]
    return Pairs(changes, between, *find_bearings(connection, None, Wanted(speaker=root, least=LIKELY), PAIRS))


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
