"""The ledger's answers: a statement with its speaker, its article, and what has become of it (contract.md)."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select

from sayso.ledger.corrections import Correction, apply_corrections, find_corrections
from sayso.ledger.dialects import in_pieces
from sayso.ledger.pages import DROPPED, HIDDEN
from sayso.ledger.sayings import Count, count_sayings
from sayso.ledger.tables import article, article_ref, party, relation, speaker, statement
from sayso.model import LIKELY, Json

#: A saying of statements that nobody is shown.
_NEVER = Count(0, 0)
#: Under which word a statement's status counts a relation to it.
_STATUS = {"supports": "supported", "disputes": "disputed", "reverses": "reversed"}


class Answer(NamedTuple):
    """A statement in its place: `data` is the contract's answer, `party` whose it is in the ledger by name, `source`
    the words that tell it in the article, `standing` what has become of it on its page, `day` when it was said, or else
    published; `corrections` are those that stand.
    """

    data: Json
    party: str | None
    source: str | None
    standing: str
    day: str | None
    corrections: tuple[Correction, ...]


def build_answers(connection: Connection, numbers: Sequence[int]) -> list[Answer]:
    """The answers for statements by their rows, in that order."""
    rows = _read_rows(connection, numbers)
    found = [rows[n] for n in numbers if n in rows]
    ids = [row.id for row in found]
    counts = count_sayings(connection, [row.saying for row in found])
    corrections = find_corrections(connection, ids)
    statuses = _count_relations(connection, ids)
    dropped = _find_dropped(connection, [row.parent for row in found if row.parent])
    return [
        _build(
            row,
            counts.get(row.saying, Count(0, 0)),
            tuple(corrections.get(row.id, ())),
            statuses[row.id],
            row.parent in dropped,
        )
        for row in found
    ]


def _find_dropped(connection: Connection, ids: Sequence[str]) -> set[str]:
    query = select(statement.c.id).where(statement.c.id.in_(ids), statement.c.standing == DROPPED)
    return set(connection.scalars(query)) if ids else set()


def _read_rows(connection: Connection, numbers: Sequence[int]) -> dict[int, Any]:
    ref = select(func.min(article_ref.c.ref)).where(article_ref.c.article == article.c.n).scalar_subquery()
    columns: list[ColumnElement[Any]] = [
        statement.c[name]
        for name in ("n", "id", "party", "standing", "saying", "parent", "day", "source", "text", "data")
    ]
    columns += [article.c.id.label("article_id"), ref.label("ref")]
    columns += [article.c[name] for name in ("url", "outlet", "title", "published")]
    columns += [speaker.c.name.label("speaker_name"), speaker.c.kind, speaker.c.data.label("speaker_data")]
    columns += [party.c.name.label("party_name")]
    rows: dict[int, Any] = {}
    for some in in_pieces(numbers):
        query = (
            select(*columns)
            .join(article, article.c.n == statement.c.article)
            .join(speaker, speaker.c.id == statement.c.speaker, isouter=True)
            .join(party, party.c.id == statement.c.party, isouter=True)
            .where(statement.c.n.in_(some))
        )
        rows |= {row.n: row for row in connection.execute(query)}
    return rows


def _build(row: Any, count: Count, corrections: Sequence[Correction], status: Json, is_orphan: bool) -> Answer:
    changed = apply_corrections(row.data, corrections)
    changed["parent"] = None if is_orphan else changed["parent"]
    changed |= {"speaker": row.party, "text": row.text}
    who = None
    if row.party is not None:
        who = {"id": row.party, "name": row.speaker_name, "kind": row.kind, **row.speaker_data}
    known = {name: getattr(row, name) for name in ("ref", "url", "outlet", "title", "published")}
    data = {
        "statement": changed,
        "speaker": who,
        "article": {"id": row.article_id, **known},
        **count._asdict(),
        "status": status,
    }
    return Answer(data, row.party_name, row.source, row.standing, row.day, tuple(corrections))


def _count_relations(connection: Connection, ids: Sequence[str]) -> dict[str, Json]:
    """How many statements that stand support, dispute and reverse each, likely at least."""
    found: dict[str, Json] = {id_: dict.fromkeys(_STATUS.values(), 0) for id_ in ids}
    for some in in_pieces(sorted(ids)):
        query = (
            select(relation.c.to_id, relation.c.kind, func.count(relation.c.from_id.distinct()))
            .join(statement, statement.c.id == relation.c.from_id)
            .where(relation.c.to_id.in_(some), relation.c.confidence + 0.0 >= LIKELY)  # the ends are looked up, not all
            .where(statement.c.standing.not_in(HIDDEN))
            .group_by(relation.c.to_id, relation.c.kind)
        )
        for to_id, kind, count in connection.execute(query):
            if kind in _STATUS:
                found[to_id][_STATUS[kind]] = count
    return found
