"""Keeping a record: an article and all that was read of it go in together, or not at all.

Everything here runs inside one transaction of the caller's.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from sayso.ledger import pages
from sayso.ledger.copies import Sketch, build_prints, join_copies
from sayso.ledger.identity import identify
from sayso.ledger.index import Indexed, add_words, remove_words
from sayso.ledger.parties import RULE, Node, heed_judgements, join_speakers, party_ids, rebuild
from sayso.ledger.records import read_machine_record
from sayso.ledger.revise import Revised, revise_record
from sayso.ledger.sayings import build_told, join_sayings, rejoin_sayings
from sayso.ledger.stores import insert_new
from sayso.ledger.tables import article, article_ref, figure, judgement, relation, speaker, statement
from sayso.model import Json

NEW, VERSION, REREAD, UNCHANGED = "added", "version", "reread", "unchanged"


class Kept(NamedTuple):
    """What became of a record: the `outcome`, how many statements it has, and the number of its page's versions."""

    outcome: str
    id: str
    statements: int = 0
    versions: int = 1


def find_article(connection: Connection, known: Json) -> Any:
    """The row (n, id, reader, and ref where the input's is known) of a contract's article, or None."""
    key, _ = pages.page_keys(known)
    ref = article_ref.c.ref
    query = select(article.c.n, article.c.id, article.c.reader, ref).join(
        article_ref, and_(article_ref.c.article == article.c.n, ref == known["ref"]), isouter=True
    )
    return connection.execute(query.where(article.c.key == key)).first()


def list_outdated(connection: Connection, reader: str) -> list[Any]:
    """What is known of the articles that another reader than `reader` read, oldest first; with one `ref` of each."""
    names = ("url", "outlet", "title", "byline", "published", "language", "text")
    ref = select(func.min(article_ref.c.ref)).where(article_ref.c.article == article.c.n).scalar_subquery()
    query = select(ref.label("ref"), *(article.c[name] for name in names)).where(article.c.reader != reader)
    return [dict(row) for row in connection.execute(query.order_by(article.c.n)).mappings()]


def note_ref(connection: Connection, n: int, known: Json) -> None:
    """Write down under which name an input gave the article."""
    if known["ref"] is not None:
        insert_new(connection, article_ref, [{"article": n, "ref": known["ref"]}])


def keep_record(connection: Connection, record: Json, reader: str, now: str) -> Kept:
    """Keep a contract's record of one article, read by the version `reader` at the time `now` (ISO, UTC)."""
    found = find_article(connection, record["article"])
    if found is None:
        return _keep_new(connection, record, reader, now)
    note_ref(connection, found.n, record["article"])
    if found.reader == reader:
        return Kept(UNCHANGED, found.id)
    return replace_reading(connection, found.n, record, reader, now)


def _keep_new(connection: Connection, record: Json, reader: str, now: str) -> Kept:
    known = record["article"]
    key, page = pages.page_keys(known)
    sketch = Sketch(build_prints(known["text"]), known["published"])
    values = {name: known[name] for name in ("id", "url", "outlet", "title", "byline", "published", "language", "text")}
    values |= {"key": key, "page": page, "reader": reader, "added": now, "latest": True, "copy": known["id"]}
    made = connection.execute(insert(article).values(values | {"sketch": sketch.prints.tobytes()}))
    assert made.inserted_primary_key is not None
    n = int(made.inserted_primary_key[0])
    note_ref(connection, n, known)
    root = join_copies(connection, n, known["id"], sketch)
    if root != known["id"]:
        connection.execute(update(article).where(article.c.n == n).values(copy=root))
    _keep_reading(connection, n, record, now)
    versions = pages.mark_versions(connection, page)
    return Kept(NEW if versions == 1 else VERSION, known["id"], len(record["statements"]), versions)


def revise(connection: Connection, n: int, now: str) -> None:
    """Work out an article's rows again, after its corrections changed."""
    reader = connection.scalar(select(article.c.reader).where(article.c.n == n))
    replace_reading(connection, n, read_machine_record(connection, n), str(reader), now)


def replace_reading(connection: Connection, n: int, record: Json, reader: str, now: str) -> Kept:
    """Put a reading of an article in the place of the old one; judgements and corrections stay."""
    row = connection.execute(select(article.c.id, article.c.page).where(article.c.n == n)).one()
    record = record | {"article": record["article"] | {"id": row.id}}
    _forget_reading(connection, n)
    connection.execute(update(article).where(article.c.n == n).values(reader=reader))
    _keep_reading(connection, n, record, now)
    versions = pages.mark_versions(connection, row.page)
    return Kept(REREAD, row.id, len(record["statements"]), versions)


def _forget_reading(connection: Connection, n: int) -> None:
    columns = select(statement.c.n, statement.c.id, statement.c.text, statement.c.saying, speaker.c.name)
    found = columns.join(speaker, speaker.c.id == statement.c.speaker, isouter=True).where(statement.c.article == n)
    rows = connection.execute(found).all()
    remove_words(connection, [Indexed(row.n, row.text, row.name or "") for row in rows])
    connection.execute(delete(relation).where(relation.c.from_id.in_([row.id for row in rows])))
    speakers = connection.scalars(select(speaker.c.id).where(speaker.c.article == n)).all()
    parties = party_ids(connection, speakers)
    connection.execute(delete(statement).where(statement.c.article == n))
    connection.execute(delete(speaker).where(speaker.c.article == n))
    connection.execute(delete(judgement).where(judgement.c.left.in_(speakers), judgement.c.by == RULE))
    rebuild(connection, parties)
    rejoin_sayings(connection, {row.saying for row in rows})


def _keep_reading(connection: Connection, n: int, record: Json, now: str) -> None:
    """Keep speakers, statements, figures and relations, with the corrections of the article's statements."""
    speakers, revised = revise_record(connection, record)
    ids = _keep_speakers(connection, n, record | {"speakers": speakers}, now)
    _keep_statements(connection, n, record["article"], revised, ids)
    heed_judgements(connection, [id_ for id_, _, _ in ids.values()])
    rows = [
        {"from_id": r["from"], "to_id": r["to"], **{k: r[k] for k in ("kind", "basis", "evidence", "confidence")}}
        for r in record["relations"]
    ]
    if rows:
        connection.execute(insert(relation), rows)


def _keep_speakers(connection: Connection, n: int, record: Json, now: str) -> dict[str, tuple[str, str, str]]:
    """Keep the speakers and join them to their parties; (id, party, name) of each by its local id."""
    identities = identify(record)
    nodes = [Node(identities[s["id"]].id, s["name"], s["kind"], identities[s["id"]].keys) for s in record["speakers"]]
    parties = join_speakers(connection, nodes, now)
    rows = [
        {
            "id": node.id,
            "article": n,
            "local": s["id"],
            "party": parties[node.id],
            "name": s["name"],
            "kind": s["kind"],
            "shared": list(node.keys),
            "data": {name: s[name] for name in ("offices", "wikidata", "mentions")},
        }
        for s, node in zip(record["speakers"], nodes, strict=True)
    ]
    if rows:
        connection.execute(insert(speaker), rows)
    return {row["local"]: (row["id"], row["party"], row["name"]) for row in rows}


def _keep_statements(
    connection: Connection, n: int, known: Json, revised: Sequence[Revised], ids: dict[str, tuple[str, str, str]]
) -> None:
    rows = [_statement_row(n, known, place, one, ids) for place, one in enumerate(revised)]
    if not rows:
        return
    connection.execute(insert(statement), rows)
    found = select(statement.c.id, statement.c.n).where(statement.c.article == n)
    numbers = {row.id: row.n for row in connection.execute(found)}
    names = {id_: name for id_, _, name in ids.values()}
    add_words(connection, [Indexed(numbers[r["id"]], r["text"], names.get(r["speaker"], "")) for r in rows])
    _keep_figures(connection, revised, numbers)
    told = [
        build_told(numbers[r["id"]], r["id"], r["text"], names.get(r["speaker"]), known["published"], r["parent"])
        for r in rows
    ]
    moved = join_sayings(connection, told)
    changed = [{"row": numbers[r["id"]], "saying": moved[numbers[r["id"]]]} for r in rows]
    changed = [row for row, r in zip(changed, rows, strict=True) if row["saying"] != r["saying"]]
    if changed:
        change = update(statement).where(statement.c.n == bindparam("row")).values(saying=bindparam("saying"))
        connection.execute(change, changed)


def _statement_row(
    n: int, known: Json, place: int, one: Revised, ids: dict[str, tuple[str, str, str]]
) -> dict[str, Any]:
    stands = one.stands
    id_, party, _ = ids.get(stands["speaker"], (None, None, None))
    when = stands["said_on"]
    return {
        "id": stands["id"],
        "article": n,
        "place": place,
        "by_hand": one.by_hand,
        "parent": stands["parent"],
        "speaker": id_,
        "party": party,
        "act": stands["act"],
        "hedged": stands["hedged"],
        "addressee": stands["addressee"]["name"] if stands["addressee"] else None,
        "said_from": when["from"] if when else None,
        "said_to": when["to"] if when else None,
        "day": when["from"] if when else known["published"],
        "standing": pages.DROPPED if one.dropped else pages.ONLY,
        "saying": stands["id"],
        "text": " … ".join(known["text"][start:end] for start, end in stands["content"]),
        "data": one.data,
    }


def _keep_figures(connection: Connection, revised: Iterable[Revised], numbers: dict[str, int]) -> None:
    rows = [
        {"statement": numbers[one.stands["id"]], "place": place, **{k: f[k] for k in ("low", "high", "unit")}}
        for one in revised
        for place, f in enumerate(one.stands["figures"])
    ]
    if rows:
        connection.execute(insert(figure), rows)
