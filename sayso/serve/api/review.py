"""Review: what persons should look at, and what they decide."""

import json
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Response
from pydantic import AfterValidator, BaseModel, Field
from sqlalchemy import Connection

from sayso.errors import UsageError
from sayso.ledger.answers import Answer, build_answers
from sayso.ledger.correct import Missing, add_statement, correct_statement, find_article_of, undo_correction
from sayso.ledger.corrections import ACCEPT, DROP, SET, Change, parse_value
from sayso.ledger.decision import Decision
from sayso.ledger.review import find_doubtful
from sayso.ledger.tokens import Token
from sayso.model import Act, Kind
from sayso.serve import schemas
from sayso.serve.api.articles import ArticleId
from sayso.serve.api.statements import StatementId, page_of
from sayso.serve.asked import LONGEST, Limit, RoomOf, Writer, whole
from sayso.serve.cursors import Following
from sayso.serve.faults import PRINTED

router = APIRouter(tags=["review"])
Note = Annotated[str | None, Field(max_length=1000, description="why")]


#: A value in words is a line; spans and figures come as lists.
Words = Annotated[str, Field(max_length=LONGEST, pattern=PRINTED), AfterValidator(whole)]
Value = Words | list[tuple[int, int]] | list[dict[str, Any]] | bool


class Set(BaseModel):
    """A field that is put right; the value as the command line takes it: a speaker is a name or `kind:name`, spans are
    a list, `-` is unknown.
    """

    field: str = Field(max_length=20, examples=["speaker"])
    value: Value = Field(examples=["person:Ada Lund"])
    note: Note = None


class Say(BaseModel):
    """Why something was decided."""

    note: Note = None


class Lacking(BaseModel):
    """A statement that the reading lacks, by the words of its content."""

    words: str = Field(min_length=1, max_length=10_000)
    speaker: str | None = Field(default=None, max_length=LONGEST, pattern=PRINTED)
    kind: Kind = "person"
    act: Act = "assert"
    note: Note = None


class Decided(schemas.Shape):
    """The number of a correction, by which it can be taken back, and the statement."""

    correction: int
    statement: str


@router.get("/review", response_model=schemas.Page[schemas.Answer])
def list_doubtful(room: RoomOf, limit: Limit = 20) -> Response:
    """The statements of which a look is worth most: least certain, most consequential, disputed; none that anybody
    decided about.
    """
    with room.read() as connection:
        found = find_queue(connection, limit + 1)
    # What follows has no cursor: who decides about these is shown the others.
    return page_of(schemas.Answer, [one.data for one in found[:limit]], Following(None) if found[limit:] else None)


@router.post("/statements/{id_}/accept")
def accept_statement(room: RoomOf, writer: Writer, id_: StatementId, said: Say | None = None) -> Decided:
    """Accept a statement as it stands."""
    return _decide(room, writer, id_, Change(ACCEPT), said.note if said else None)


@router.post("/statements/{id_}/drop")
def drop_statement(room: RoomOf, writer: Writer, id_: StatementId, said: Say | None = None) -> Decided:
    """Judge that it is no statement."""
    return _decide(room, writer, id_, Change(DROP), said.note if said else None)


@router.post("/statements/{id_}/correct")
def set_field(room: RoomOf, writer: Writer, id_: StatementId, said: Set) -> Decided:
    """Put a field of a statement right."""
    with room.read() as connection:
        where = find_article_of(connection, id_)
    given = said.value if isinstance(said.value, str) else json.dumps(said.value)
    if said.field == "content" and not said.value:
        raise UsageError("content cannot be empty; drop the statement instead")
    return _decide(room, writer, id_, Change(SET, said.field, parse_value(said.field, given, where)), said.note)


@router.post("/articles/{id_}/statements", status_code=201)
def add_missing(room: RoomOf, writer: Writer, id_: ArticleId, said: Lacking) -> Decided:
    """Add a statement that the reading lacks; its words stand once in the article."""
    who = {"name": " ".join(said.speaker.split()), "kind": said.kind} if said.speaker else None
    missing = Missing(said.words, who, said.act)
    with room.write() as connection:
        number, made = add_statement(connection, id_, missing, _decision(writer, said.note))
    return Decided(correction=number, statement=made)


@router.delete("/corrections/{n}")
def take_back(room: RoomOf, writer: Writer, n: Annotated[int, Path(ge=1, le=2**53)]) -> Decided:
    """Take a correction back."""
    with room.write() as connection:
        taken = undo_correction(connection, n, _decision(writer, None))
    return Decided(correction=n, statement=taken.statement)


def find_queue(connection: Connection, limit: int) -> list[Answer]:
    """What to look at, with all that is told of it."""
    return build_answers(connection, find_doubtful(connection, limit))


def _decide(room: RoomOf, writer: Token, id_: str, change: Change, note: str | None) -> Decided:
    with room.write() as connection:
        number = correct_statement(connection, id_, change, _decision(writer, note))
    return Decided(correction=number, statement=id_)


def _decision(writer: Token, note: str | None) -> Decision:
    return Decision(writer.name, now(), note)


def now() -> str:
    """The moment in UTC, as the ledger keeps it."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
