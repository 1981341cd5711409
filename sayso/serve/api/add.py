"""Reading an article that somebody brings: its record, before it is kept or for good."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Annotated

from fastapi import APIRouter
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from sayso.errors import ReadError
from sayso.model import Article, Record
from sayso.reading import Hints, read_articles, read_text
from sayso.serve import examples, schemas
from sayso.serve.api.review import now
from sayso.serve.asked import DATE, RoomOf, Writer, check_day
from sayso.serve.faults import DAY, PRINTED, WEB
from sayso.serve.room import LONGEST_TEXT, Room

router = APIRouter(tags=["add"])
#: Bytes of a page or a file.
LARGEST_PAGE = 2_000_000
Line = Annotated[str | None, Field(max_length=500, pattern=PRINTED)]
Day = Annotated[str | None, Field(pattern=DAY, json_schema_extra=DATE), AfterValidator(check_day)]
Address = Annotated[str, Field(max_length=2000, pattern=WEB, examples=["https://news.example/x"])]


class Facts(BaseModel):
    """What the source of an article does not say."""

    model_config = ConfigDict(extra="forbid")
    title: Line = None
    outlet: Line = None
    published: Day = None
    byline: Annotated[list[Annotated[str, Field(max_length=200, pattern=PRINTED)]], Field(max_length=20)] = []


class BroughtText(Facts):
    """An article as plain text."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": examples.TEXT})

    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
    url: Address | None = None


class BroughtPage(Facts):
    """An article as an HTML page."""

    html: Annotated[str, Field(min_length=1, max_length=LARGEST_PAGE)]
    url: Address | None = None


class BroughtAddress(Facts):
    """An article by its address, which is fetched."""

    url: Address


Brought = BroughtText | BroughtPage | BroughtAddress


class Added(schemas.Shape):
    """What became of an article."""

    article: str
    outcome: str = Field(description="added, version, or unchanged", examples=["added"])
    statements: int
    versions: int


@router.post("/read")
def read_article(room: RoomOf, brought: Brought) -> schemas.Record:
    """The record of an article, which is not kept."""
    return schemas.Record.tell(read_brought(room, brought).to_json())


@router.post("/articles", status_code=201)
def add_article(room: RoomOf, writer: Writer, brought: Brought) -> Added:
    """Read an article and keep it; adding again changes nothing."""
    del writer  # that there is one is enough: who added an article is not kept
    kept = room.keep(read_brought(room, brought), now())
    return Added(article=kept.id, outcome=kept.outcome, statements=kept.statements, versions=kept.versions)


def read_brought(room: Room, brought: Brought) -> Record:
    """The record of what was brought; raises `ReadError` where it is no article."""
    return room.read_article(lambda: find_brought(brought))


def find_brought(brought: Brought) -> Article:
    """The article of what was brought; raises `ReadError` where it is none, or more than one."""
    article = _find(brought)
    return article if article.byline else replace(article, byline=tuple(brought.byline))


def _find(brought: Brought) -> Article:
    facts = {"outlet": brought.outlet, "title": brought.title, "published": brought.published}
    match brought:
        case BroughtText():
            return read_text(brought.text, Hints(url=brought.url, **facts), ref="the text")
        case BroughtPage():
            return find_in_bytes(brought.html.encode(errors="replace"), Hints(url=brought.url, **facts), "the page")
    return find_only(read_articles(brought.url, Hints(**facts)), brought.url)


def find_in_bytes(data: bytes, hints: Hints, name: str) -> Article:
    """The one article of a file's bytes; compressed ones could hold anything."""
    if len(data) > LARGEST_PAGE or data[:2] == b"\x1f\x8b":
        raise ReadError(name, f"is compressed, or larger than {LARGEST_PAGE:,} bytes; `sayso add` takes it")
    return find_only(read_articles("-", hints, stdin=BytesIO(data)), name)


def find_only(found: Iterator[Article | ReadError], name: str) -> Article:
    """The one article of a source; raises `ReadError` where there is none, or more than one."""
    first, second = next(found, None), next(found, None)
    if isinstance(first, ReadError):
        raise ReadError(name, first.reason)
    if first is None or second is not None:
        raise ReadError(name, "holds no article" if first is None else "holds several articles; `sayso add` takes them")
    return replace(first, ref=None if first.ref == "-" else first.ref)
