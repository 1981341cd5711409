"""The ledger for assistants, by the Model Context Protocol: search, speakers, articles and disputes.

Quotations are verbatim and linked; nothing can be changed here.
"""

from typing import Annotated

from mcp.server import MCPServer
from pydantic import BaseModel, Field

from sayso.ledger.articles import find_row
from sayso.ledger.bearings import Wanted, find_bearings
from sayso.ledger.query import parse_query
from sayso.ledger.records import read_whole
from sayso.ledger.search import Filters, search
from sayso.model import LIKELY, Act, Json, RelationKind
from sayso.serve.api.relations import CHANGES
from sayso.serve.api.speakers import SOMEBODY, describe_speaker, list_named
from sayso.serve.asked import LONGEST
from sayso.serve.faults import ARTICLE, DAY
from sayso.serve.room import Room

_ABOUT = """\
A record of who said what in the news. `said` is what the article printed, character for character: quote it so, with
the speaker, the outlet, the day and the link. A speaker of null is not known: do not guess one. `sure` is the
probability that the statement stands on this speaker.
"""
Words = Annotated[str, Field(max_length=LONGEST, description='words, "phrases", prefixes*, -exclusions')]
Name = Annotated[str, Field(max_length=LONGEST, description="words of a speaker's name, or an id")]
Day = Annotated[str | None, Field(pattern=DAY)]
Many = Annotated[int, Field(ge=1, le=50)]


class Quotation(BaseModel):
    """A statement as an assistant may quote it."""

    id: str
    said: str
    speaker: str | None
    office: str | None
    act: str | None
    hedged: bool | None
    day: str | None
    outlet: str | None
    title: str | None
    link: str | None
    article: str
    sure: float
    disputed_by: int = 0
    supported_by: int = 0


class Pair(BaseModel):
    """How one statement bears on another."""

    kind: RelationKind
    by: str
    sure: float
    later: Quotation
    earlier: Quotation


class Somebody(BaseModel):
    """A speaker."""

    id: str
    name: str
    kind: str
    statements: int
    first: str | None
    last: str | None
    offices: list[str] = []
    aliases: list[str] = []


class Reading(BaseModel):
    """An article with its statements."""

    title: str | None
    outlet: str | None
    published: str | None
    link: str | None
    text: str
    statements: list[Quotation]


def build_server(room: Room, version: str) -> MCPServer:
    """The server on a room."""
    server = MCPServer("sayso", version=version, instructions=_ABOUT)

    @server.tool()
    def search_statements(
        words: Words = "",
        speaker: Name = "",
        outlet: Annotated[str, Field(max_length=LONGEST)] = "",
        act: Act | None = None,
        first: Day = None,
        last: Day = None,
        limit: Many = 10,
    ) -> list[Quotation]:
        """Find statements by words, speaker, outlet, act and days: the best first, without words the newest."""
        query = parse_query(words) if words.strip() else None
        filters = Filters(speaker=speaker or None, outlet=outlet or None, act=act, first=first, last=last)
        with room.read() as connection:
            page = search(connection, query, filters, limit)
        return [quote(answer.data, answer.day) for answer in page.answers]

    @server.tool()
    def find_disputes(
        words: Words = "",
        speaker: Name = "",
        kinds: list[RelationKind] | None = None,
        across: bool = False,
        limit: Many = 10,
    ) -> list[Pair]:
        """Find pairs of statements of which one disputes the other (or bears on it otherwise), the newest first."""
        wanted = Wanted(kinds or ("disputes",), speaker=speaker or None, across=across, least=LIKELY)
        return _find_pairs(room, words, wanted, limit)

    @server.tool()
    def find_changes(speaker: Name, limit: Many = 10) -> list[Pair]:
        """Find where a speaker's own position changed."""
        return _find_pairs(room, "", Wanted(CHANGES, speaker=speaker, own=True, least=LIKELY), limit)

    @server.tool()
    def find_speakers(name: Name = "", limit: Many = 10) -> list[Somebody]:
        """Find who speaks in the ledger, by words of a name; those with the most statements first."""
        voices = list_named(room, name, SOMEBODY, limit, 0)
        with room.read() as connection:
            told = [describe_speaker(connection, voice.id) for voice in voices]
        return [
            Somebody(**one["speaker"], **{k: one[k] for k in ("statements", "first", "last", "offices", "aliases")})
            for one in told
        ]

    @server.tool()
    def read_article(article: Annotated[str, Field(pattern=ARTICLE)]) -> Reading:
        """Read an article by its id, with its statements in the order of the text."""
        with room.read() as connection:
            return _read(read_whole(connection, find_row(connection, article)).record)

    return server


def quote(data: Json, day: str | None) -> Quotation:
    """An answer of the ledger as a quotation."""
    told, who, where = data["statement"], data["speaker"], data["article"]
    return Quotation(
        id=told["id"],
        said=told["text"],
        speaker=(who["name"] or None) if who else None,
        office=next(iter(who["offices"]), None) if who else None,
        act=told["act"],
        hedged=told["hedged"],
        day=day,
        outlet=where["outlet"],
        title=where["title"],
        link=where["url"],
        article=where["id"],
        sure=told["confidence"],
        disputed_by=data.get("status", {}).get("disputed", 0),
        supported_by=data.get("status", {}).get("supported", 0),
    )


def _find_pairs(room: Room, words: str, wanted: Wanted, limit: int) -> list[Pair]:
    query = parse_query(words) if words.strip() else None
    with room.read() as connection:
        found, _ = find_bearings(connection, query, wanted, limit)
    return [
        Pair(
            kind=one.kind,
            by="the article's own words" if one.basis == "reported" else "comparison",
            sure=one.confidence,
            later=quote(one.later.data, one.later.day),
            earlier=quote(one.earlier.data, one.earlier.day),
        )
        for one in found
    ]


def _read(record: Json) -> Reading:
    article = record["article"]
    speakers = {speaker["id"]: speaker for speaker in record["speakers"]}
    made = []
    for told in record["statements"]:
        words = " … ".join(article["text"][a:b] for a, b in told["content"])
        when = told["said_on"]
        data = {"statement": told | {"text": words}, "speaker": speakers.get(told["speaker"]), "article": article}
        made.append(quote(data, when["from"] if when else article["published"]))
    known = {name: article[name] for name in ("title", "outlet", "published", "text")}
    return Reading(**known, link=article["url"], statements=made)
