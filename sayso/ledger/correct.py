"""Making a correction, and taking it back: the article's rows are worked out again each time."""

import hashlib
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, or_, select

from sayso.errors import ConflictError, NotFoundError, UsageError
from sayso.ledger.corrections import (
    ADD,
    Change,
    Correction,
    all_corrections,
    find_corrections,
    store_correction,
    withdraw,
)
from sayso.ledger.decision import Decision
from sayso.ledger.pages import DROPPED
from sayso.ledger.store import revise
from sayso.ledger.tables import article, correction, speaker, statement
from sayso.model import Json
from sayso.wordlist import fold

_MARKS = re.compile('[“”"«»]')


def find_article_of(connection: Connection, statement_id: str) -> Json:
    """The article (n, id, text) of a statement; raises `NotFoundError` where there is none of that id."""
    query = select(article.c.n, article.c.id, article.c.text).join(statement, statement.c.article == article.c.n)
    row = connection.execute(query.where(statement.c.id == statement_id)).mappings().first()
    if row is None:
        raise NotFoundError(f"no statement has the id {statement_id!r}; `sayso search` shows them")
    return dict(row)


def correct_statement(connection: Connection, statement_id: str, change: Change, decision: Decision) -> int:
    """Set a field of a statement, or drop it; the correction's number."""
    where = find_article_of(connection, statement_id)
    machine = _read_machine(connection, statement_id)
    number = store_correction(connection, where["id"], statement_id, machine, change, decision)
    revise(connection, where["n"], decision.at)
    return number


def _read_machine(connection: Connection, statement_id: str) -> Json:
    """A statement as it was read, its speaker told by name: a local id means somebody else in another reading."""
    query = select(statement.c.article, statement.c.data).where(statement.c.id == statement_id)
    row = connection.execute(query).one()
    machine: Json = dict(row.data)
    if isinstance(machine["speaker"], str):
        own = (speaker.c.article == row.article, speaker.c.local == machine["speaker"])
        who = connection.execute(select(speaker.c.name, speaker.c.kind).where(*own)).first()
        machine["speaker"] = {"name": who.name, "kind": who.kind} if who else None
    return machine


class Missing(NamedTuple):
    """A statement that the reading lacks: the words of its content, whose it is (`{"name", "kind"}`), and its act."""

    words: str
    speaker: Json | None
    act: str


def add_statement(connection: Connection, article_id: str, missing: Missing, decision: Decision) -> tuple[int, str]:
    """Add a statement to the article whose id begins so; the correction's number and the statement's id.

    Raises `ConflictError` where the article has it already.
    """
    columns = select(article.c.n, article.c.id, article.c.text)
    found = connection.execute(columns.where(article.c.id.startswith(article_id, autoescape=True)).limit(2)).all()
    if len(found) != 1:
        raise NotFoundError(
            f"{'no' if not found else 'more than one'} article has an id that begins with {article_id!r}"
        )
    where = found[0]
    start, times = where.text.find(missing.words), where.text.count(missing.words)
    if not times or not missing.words.strip():
        raise UsageError(f"the article does not hold the words {missing.words!r}")
    if times > 1:
        raise UsageError(f"the article has the words {missing.words!r} {times} times; give more of them")
    made = build_statement(where.id, [[start, start + len(missing.words)]], missing)
    if there := _find_same(connection, where.n, made["id"], missing):
        raise ConflictError(f"the ledger has that statement already: {there}")
    number = store_correction(connection, where.id, made["id"], None, Change(ADD, None, made), decision)
    revise(connection, where.n, decision.at)
    return number, made["id"]


def _find_same(connection: Connection, n: int, id_: str, missing: Missing) -> str | None:
    """The statement of an article that has this id, or these words for its content and a speaker of this name.

    One that a person dropped is in nobody's way.
    """
    columns = select(statement.c.id, speaker.c.name).outerjoin(speaker, speaker.c.id == statement.c.speaker)
    same = and_(statement.c.text == missing.words, statement.c.standing != DROPPED)
    rows = connection.execute(columns.where(statement.c.article == n, or_(statement.c.id == id_, same)))
    name = _flat(missing.speaker["name"] if missing.speaker else None)
    return next((row.id for row in rows if row.id == id_ or _flat(row.name) == name), None)


def _flat(name: str | None) -> str:
    return fold(" ".join((name or "").split()))


def build_statement(article_id: str, content: list[list[int]], missing: Missing) -> Json:
    """A contract's statement as a person adds it."""
    id_ = hashlib.sha256(f"{article_id} {content} by hand".encode()).hexdigest()[:20]
    words, speaker, act = missing
    marks = _MARKS.findall(words)
    whole = bool(marks) and words[0] == marks[0] and words[-1] == marks[-1] and len(marks) == 2
    form = "direct" if whole else "mixed" if marks else "indirect"
    empty: dict[str, Any] = {"addressee": None, "venue": None, "said_on": None, "figures": []}
    known = {"id": id_, "speaker": speaker, "source": [], "cue": [], "content": content, "form": form}
    return known | {"act": act, "hedged": False, "hedge": [], "parent": None, **empty, "confidence": 1.0}


def undo_correction(connection: Connection, number: int, decision: Decision) -> Correction:
    """Take a correction back; with a statement that was added by hand go the corrections of it."""
    taken = withdraw(connection, number, decision)
    if taken.action == ADD:
        for other in find_corrections(connection, [taken.statement]).get(taken.statement, []):
            withdraw(connection, other.n, decision)
    n = connection.scalar(select(article.c.n).where(article.c.id == taken.article))
    if n is not None:
        revise(connection, n, decision.at)
    return taken


def list_corrections(connection: Connection, statement_id: str | None = None) -> list[Correction]:
    """The corrections that stand, of a statement or all."""
    if statement_id is None:
        return all_corrections(connection)
    return find_corrections(connection, [statement_id]).get(statement_id, [])


def iterate_training_data(connection: Connection) -> Iterator[Json]:
    """The corrections that stand as training data: what was read, what is right, with the article's text."""
    texts = select(article.c.id, article.c.text, article.c.published)
    known = select(correction.c.article).where(correction.c.withdrawn_at.is_(None))
    articles = {row.id: row for row in connection.execute(texts.where(article.c.id.in_(known)))}
    for one in all_corrections(connection):
        where = articles.get(one.article)
        yield {
            "article": {
                "id": one.article,
                "published": where.published if where else None,
                "text": where.text if where else None,
            },
            "statement": one.value if one.action == ADD else one.machine,
            "action": one.action,
            "field": one.field,
            "value": None if one.action == ADD else one.value,
            "by": one.by,
            "at": one.at,
            "note": one.note,
        }
