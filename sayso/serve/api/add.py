"""Reading an article that somebody brings: its record, before it is kept or for good."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field, model_validator

from sayso.errors import ReadError, UsageError
from sayso.model import Article, Record
from sayso.reading import Hints, read_articles, read_text
from sayso.serve import schemas
from sayso.serve.api.review import now
from sayso.serve.asked import DAY, PRINTED, RoomOf, Writer
from sayso.serve.room import Room

router = APIRouter(tags=["add"])
#: Characters of a text that is read at once, so that nobody waits longer for somebody else's book.
LONGEST_TEXT = 200_000
Line = Annotated[str | None, Field(max_length=500, pattern=PRINTED)]


class Brought(BaseModel):
    """An article: its text or page (`html`), or an address to fetch, and what the source does not say."""

    text: str | None = Field(default=None, max_length=LONGEST_TEXT)
    html: str | None = Field(default=None, max_length=20 * LONGEST_TEXT)
    url: Annotated[str | None, Field(max_length=2000, pattern=PRINTED)] = None
    title: Line = None
    outlet: Line = None
    published: Annotated[str | None, Field(pattern=DAY)] = None

    @model_validator(mode="after")
    def check(self) -> "Brought":
        """Exactly one of text, page and address is what is read."""
        if self.text is not None and self.html is not None:
            raise ValueError("give text or html, not both")
        if self.text is None and self.html is None and not self.url:
            raise ValueError("give text, html or url")
        return self


class Added(schemas.Shape):
    """What became of an article."""

    article: str
    outcome: str = Field(description="added, version, or unchanged", examples=["added"])
    statements: int
    versions: int


@router.post("/read")
def read_article(room: RoomOf, brought: Brought) -> schemas.Record:
    """The record of an article, which is not kept."""
    return schemas.Record.model_validate(read_brought(room, brought).to_json())


@router.post("/articles", status_code=201)
def add_article(room: RoomOf, writer: Writer, brought: Brought) -> Added:
    """Read an article and keep it; adding again changes nothing."""
    del writer  # that there is one is enough: who added an article is not kept
    kept = room.keep(read_brought(room, brought), now())
    return Added(article=kept.id, outcome=kept.outcome, statements=kept.statements, versions=kept.versions)


def read_brought(room: Room, brought: Brought) -> Record:
    """The record of what was brought; raises `ReadError` where it is no article."""
    return room.read_article(find_brought(brought))


def find_brought(brought: Brought) -> Article:
    """The article of what was brought; raises `ReadError` where it is none, or more than one."""
    hints = Hints(url=brought.url, outlet=brought.outlet, title=brought.title, published=brought.published)
    if brought.text is not None:
        return read_text(brought.text, hints, ref="the text")
    if brought.html is not None:
        return find_in_bytes(brought.html.encode(errors="replace"), hints, "the page")
    # Only what is fetched over the network: a path would be a file of this machine.
    if not re.match(r"https?://", brought.url or "", re.I):
        raise UsageError("url: is no address that begins with http:// or https://")
    return find_only(read_articles(brought.url or "", replace(hints, url=None)), brought.url or "")


def find_in_bytes(data: bytes, hints: Hints, name: str) -> Article:
    """The one article of a file's bytes."""
    return find_only(read_articles("-", hints, stdin=BytesIO(data)), name)


def find_only(found: Iterator[Article | ReadError], name: str) -> Article:
    """The one article of a source; raises `ReadError` where there is none, or more than one."""
    first, second = next(found, None), next(found, None)
    if isinstance(first, ReadError):
        raise ReadError(name, first.reason)
    if first is None or second is not None:
        raise ReadError(name, "holds no article" if first is None else "holds several articles; `sayso add` takes them")
    return replace(first, ref=None if first.ref == "-" else first.ref)
