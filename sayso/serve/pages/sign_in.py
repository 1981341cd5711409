"""Signing in with a token, and out."""

from secrets import token_hex
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from sayso.serve.asked import RoomOf
from sayso.serve.pages.paint import paint

router = APIRouter()
Next = Annotated[str, Form(max_length=500)]


@router.get("/sign-in")
def show_sign_in(request: Request, next: str = "/") -> HTMLResponse:
    """Where a token is given."""
    return paint(request, "sign_in.html", next=_own(next), wrong=False)


@router.post("/sign-in")
def sign_in(request: Request, room: RoomOf, token: Annotated[str, Form(max_length=200)], next: Next = "/") -> Response:
    """Open a session, if the token opens anything."""
    with room.read() as connection:
        found = request.app.state.doorkeeper.verify(connection, token.strip())
    if found is None:
        return paint(request, "sign_in.html", 403, next=_own(next), wrong=True)
    request.session.clear()
    request.session.update(token=found.id, id=token_hex(8))
    return RedirectResponse(_own(next), 303)


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    """End the session, also for a copy of its cookie."""
    ended = request.app.state.ended
    ended.add(request.session.get("id", ""))
    request.session.clear()
    return RedirectResponse("/", 303)


def _own(path: str) -> str:
    """A path of ours to go to; anything that could lead elsewhere is the front page."""
    try:
        parts = urlsplit(path)
    except ValueError:
        return "/"
    safe = not parts.scheme and not parts.netloc and path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if safe else "/"
