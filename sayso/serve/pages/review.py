"""The review queue, and what persons decide of a statement, from its card or the queue."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection

from sayso.errors import NotFoundError
from sayso.ledger.articles import find_row
from sayso.ledger.correct import correct_statement, find_article_of, list_corrections, undo_correction
from sayso.ledger.corrections import ACCEPT, DROP, PARSERS, SET, Change, parse_value
from sayso.ledger.decision import Decision
from sayso.ledger.records import read_whole
from sayso.model import Kind
from sayso.serve.api.review import find_queue, now
from sayso.serve.api.statements import StatementId, describe_statement
from sayso.serve.asked import LONGEST, RoomOf, Writer
from sayso.serve.pages.articles import draw_text
from sayso.serve.pages.paint import is_partial, paint
from sayso.serve.problems import ProblemError
from sayso.serve.room import Room

router = APIRouter()
PAGE = 20
#: Characters of the article that are shown around a statement in the queue.
AROUND = 240
Value = Annotated[str, Form(max_length=10_000)]
Note = Annotated[str, Form(max_length=1000)]


@router.get("/review")
def show_queue(request: Request, room: RoomOf) -> HTMLResponse:
    """What a look is worth most at, each with the words around it."""
    return paint(request, "review.html", **room.recall("queue", lambda: _draw_queue(room)))


def _draw_queue(room: Room) -> dict[str, Any]:
    with room.read() as connection:
        answers = find_queue(connection, PAGE)
        scenes = {answer.data["statement"]["id"]: _find_scene(connection, answer.data) for answer in answers}
    return {"answers": answers, "scenes": scenes}


@router.post("/statements/{id_}/accept")
def accept(request: Request, room: RoomOf, writer: Writer, id_: StatementId, note: Note = "") -> Response:
    """Accept a statement as it stands; its card again."""
    return _decide(request, room, id_, lambda c: correct_statement(c, id_, Change(ACCEPT), _by(writer.name, note)))


@router.post("/statements/{id_}/drop")
def drop(request: Request, room: RoomOf, writer: Writer, id_: StatementId, note: Note = "") -> Response:
    """Judge that it is no statement; its card again."""
    return _decide(request, room, id_, lambda c: correct_statement(c, id_, Change(DROP), _by(writer.name, note)))


@router.post("/statements/{id_}/correct")
def correct(
    request: Request,
    room: RoomOf,
    writer: Writer,
    id_: StatementId,
    field: Annotated[str, Form(max_length=20)],
    value: Value = "-",
    kind: Annotated[Kind | None, Form()] = None,
    note: Note = "",
) -> Response:
    """Put a field right; its card again. A speaker comes as a name and a kind."""
    if field not in PARSERS:
        raise ProblemError(400, f"field: {field!r} cannot be corrected")
    given = f"{kind}:{value[:LONGEST]}" if field == "speaker" and kind and value != "-" else value

    def change(connection: Connection) -> int:
        parsed = parse_value(field, given, find_article_of(connection, id_))
        return correct_statement(connection, id_, Change(SET, field, parsed), _by(writer.name, note))

    return _decide(request, room, id_, change)


@router.post("/statements/{id_}/undo/{n}")
def undo(
    request: Request, room: RoomOf, writer: Writer, id_: StatementId, n: Annotated[int, Path(ge=1, le=2**53)]
) -> Response:
    """Take a correction of the statement back; its card again."""

    def change(connection: Connection) -> int:
        if n not in [one.n for one in list_corrections(connection, id_)]:
            raise NotFoundError(f"no correction {n} of this statement stands")
        return undo_correction(connection, n, _by(writer.name, "")).n

    return _decide(request, room, id_, change)


def _decide(request: Request, room: Room, id_: str, change: Callable[[Connection], int]) -> Response:
    with room.write() as connection:
        number = change(connection)
    if not is_partial(request):  # a form without htmx: the statement in its article, and nothing sent again
        return RedirectResponse(f"/statements/{id_}", 303)
    with room.read() as connection:
        told = describe_statement(connection, id_)
        record = read_whole(connection, find_row(connection, told["article"]["id"])).record
        known = draw_text(connection, record) if _is_beside(request, told["article"]["id"]) else {}
    text = record["article"]["text"]
    return paint(request, "parts/decided.html", told=told, text=text, decided=number, **known)


def _is_beside(request: Request, article: str) -> bool:
    """Whether what was decided was decided beside the text of the article, which then shows it too."""
    return f"/articles/{article}" in request.headers.get("hx-current-url", "")


def _find_scene(connection: Connection, data: dict[str, dict[str, str]]) -> tuple[str, str]:
    """The words of the article before and after a statement."""
    text = find_article_of(connection, data["statement"]["id"])["text"]
    content: list[list[int]] = data["statement"]["content"]  # type: ignore[assignment]
    start, end = min(a for a, _ in content), max(b for _, b in content)
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return ("… " if start > AROUND else "") + before, after.rstrip() + (" …" if end + AROUND < len(text) else "")


def _by(name: str, note: str) -> Decision:
    return Decision(name, now(), note.strip() or None)
