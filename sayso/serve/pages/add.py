"""Bringing an article: its record is shown before it is kept."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError

from sayso.errors import ReadError, UsageError
from sayso.model import Article, Record
from sayso.reading import Hints
from sayso.serve.api.add import BroughtAddress, BroughtText, find_brought, find_in_bytes
from sayso.serve.api.review import now
from sayso.serve.asked import RoomOf, Writer
from sayso.serve.faults import explain_first
from sayso.serve.pages.paint import paint
from sayso.serve.room import LONGEST_TEXT
from sayso.serve.views.pieces import choose_colours, cut_text

router = APIRouter()
Line = Annotated[str, Form(max_length=500)]
Body = Annotated[str, Form(max_length=LONGEST_TEXT)]


async def get_facts(url: Line = "", title: Line = "", outlet: Line = "", published: Line = "") -> dict[str, str]:
    """What a form says of an article, "" where it says nothing."""
    known = {"url": url, "title": title, "outlet": outlet, "published": published}
    return {name: value.strip() for name, value in known.items()}


FactsOf = Annotated[dict[str, str], Depends(get_facts)]


@router.get("/add")
def show_add(request: Request) -> HTMLResponse:
    """Where an article is pasted, dropped or told by its address."""
    return paint(request, "add.html", trouble=None, given=None)


@router.post("/add")
def show_reading(
    request: Request,
    room: RoomOf,
    known: FactsOf,
    text: Body = "",
    file: UploadFile | None = None,
) -> Response:
    """The record of what was brought, which is not kept yet."""
    told: dict[str, Any] = {name: value or None for name, value in known.items()}
    try:
        record = room.read_article(lambda: _find(text, file, told))
    except (ReadError, UsageError, ValidationError) as error:
        reason = explain(error)
        return paint(request, "add.html", 422, trouble=reason, given=known | {"text": text})
    return paint(request, "reading.html", **_show(record))


@router.post("/add/keep")
def keep(
    request: Request,
    room: RoomOf,
    writer: Writer,
    known: FactsOf,
    text: Body,
    byline: Annotated[list[str], Form()] = [],  # noqa: B006  (FastAPI copies it)
) -> Response:
    """Keep what was shown."""
    del writer
    told: dict[str, Any] = {name: value or None for name, value in known.items()}
    try:
        brought = BroughtText(text=text, byline=byline, **told)
    except ValidationError as error:
        return paint(request, "add.html", 422, trouble=explain(error), given=known | {"text": text})
    kept = room.keep(room.read_article(lambda: find_brought(brought)), now())
    return RedirectResponse(f"/articles/{kept.id}", 303)


def _find(text: str, file: UploadFile | None, told: dict[str, Any]) -> Article:
    if file and file.filename:
        return find_in_bytes(file.file.read(), Hints(**told), file.filename)
    return find_brought(BroughtText(text=text, **told) if text.strip() else BroughtAddress(**told))


def explain(error: Exception) -> str:
    """Why nothing was read, in one line."""
    if isinstance(error, ReadError):
        return error.reason
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        if first["loc"] == ("url",):
            return "give a text, a file, or an address that begins with http:// or https://"
        return explain_first([first])
    return str(error)


def _show(record: Record) -> dict[str, Any]:
    told = record.to_json()
    return {
        "record": told,
        "pieces": cut_text(told),
        "colours": choose_colours(told),
        "speakers": {speaker["id"]: speaker for speaker in told["speakers"]},
        "by_id": {one["id"]: one for one in told["statements"]},
    }
