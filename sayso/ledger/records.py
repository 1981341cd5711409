"""The record of an article, put together again from its rows: as it was read, and with corrections."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from sayso.ledger.corrections import Correction, apply_corrections, find_corrections
from sayso.ledger.dialects import in_pieces
from sayso.ledger.pages import DROPPED
from sayso.ledger.tables import article, article_ref, party, relation, speaker, statement
from sayso.model import FORMAT, Json

#: Articles that are put together at once.
_AT_ONCE = 200


class Whole(NamedTuple):
    """An article's record with corrections applied, and the party (id, name, kind) of each of its speakers."""

    record: Json
    parties: dict[str, tuple[str, str, str]]


def read_machine_record(connection: Connection, n: int) -> Json:
    """The record of the article of a row as it was last read, without what persons changed."""
    rows = _Rows(connection, [n])
    speakers = [_speaker(row) for row in rows.speakers[n] if row.local.startswith("p")]
    statements = [row.data for row in rows.statements[n] if not row.by_hand]
    return _record(rows, n, speakers, statements)


def read_whole(connection: Connection, n: int) -> Whole:
    """The record of the article of a row; dropped statements are left out."""
    return _build_whole(_Rows(connection, [n]), n)


def iterate_records(connection: Connection) -> Iterator[Whole]:
    """Every article's record, by day of publication and id; dropped statements are left out."""
    order = (func.coalesce(article.c.published, ""), article.c.id)
    numbers = list(connection.scalars(select(article.c.n).order_by(*order)))
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        rows = _Rows(connection, some)
        for n in some:
            yield _build_whole(rows, n)


class _Rows:
    """The rows of some articles."""

    def __init__(self, connection: Connection, numbers: Sequence[int]) -> None:
        self.articles: dict[int, Any] = {}
        self.refs: dict[int, str] = {}
        self.speakers: dict[int, list[Any]] = {n: [] for n in numbers}
        self.statements: dict[int, list[Any]] = {n: [] for n in numbers}
        self.relations: dict[int, list[Json]] = {n: [] for n in numbers}
        for some in in_pieces(numbers):
            self._read(connection, some)
        ids = [row.id for rows in self.statements.values() for row in rows]
        self.corrections: Mapping[str, list[Correction]] = find_corrections(connection, ids)

    def _read(self, connection: Connection, some: Sequence[int]) -> None:
        self.articles |= {row.n: row for row in connection.execute(select(article).where(article.c.n.in_(some)))}
        refs = select(article_ref.c.article, func.min(article_ref.c.ref)).where(article_ref.c.article.in_(some))
        self.refs |= {row[0]: row[1] for row in connection.execute(refs.group_by(article_ref.c.article))}
        named = select(speaker, party.c.name.label("party_name"), party.c.kind.label("party_kind"))
        for row in connection.execute(
            named.join(party, party.c.id == speaker.c.party).where(speaker.c.article.in_(some))
        ):
            self.speakers[row.article].append(row)
        for rows in self.speakers.values():
            rows.sort(key=lambda row: (row.local[0] != "p", len(row.local), row.local))
        told = select(statement).where(statement.c.article.in_(some)).order_by(statement.c.place, statement.c.id)
        where = {}
        for row in connection.execute(told):
            self.statements[row.article].append(row)
            where[row.id] = row.article
        for ids in in_pieces(sorted(where)):
            bears = select(relation).where(relation.c.from_id.in_(ids)).order_by(relation.c.n)
            for row in connection.execute(bears):
                if where.get(row.to_id) == where[row.from_id]:
                    self.relations[where[row.from_id]].append(_relation(row))


def _build_whole(rows: _Rows, n: int) -> Whole:
    shown = [row for row in rows.statements[n] if row.standing != DROPPED]
    ids = {row.id for row in shown}
    local = {row.id: row.local for row in rows.speakers[n]}
    statements = []
    for row in shown:
        changed = apply_corrections(row.data, rows.corrections.get(row.id, ()))
        changed["speaker"] = local.get(row.speaker)
        changed["parent"] = changed["parent"] if changed["parent"] in ids else None
        statements.append(changed)
    record = _record(rows, n, [_speaker(row) for row in rows.speakers[n]], statements)
    record["relations"] = [r for r in record["relations"] if {r["from"], r["to"]} <= ids]
    return Whole(record, {row.local: (row.party, row.party_name, row.party_kind) for row in rows.speakers[n]})


def _record(rows: _Rows, n: int, speakers: list[Json], statements: list[Json]) -> Json:
    row = rows.articles[n]
    known = {name: getattr(row, name) for name in ("url", "outlet", "title", "byline", "published", "language", "text")}
    return {
        "sayso": FORMAT,
        "article": {"id": row.id, "ref": rows.refs.get(n), **known},
        "speakers": speakers,
        "statements": statements,
        "relations": rows.relations[n],
    }


def _speaker(row: Any) -> Json:
    return {"id": row.local, "name": row.name, "kind": row.kind, **row.data}


def _relation(row: Any) -> Json:
    made = {"from": row.from_id, "to": row.to_id, "kind": row.kind, "basis": row.basis}
    return made | {"evidence": row.evidence, "confidence": row.confidence}
