"""Keeping a record: an article and all that was read of it go in together, or not at all.

Everything here runs inside one transaction of the caller's.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, or_, select, update

from sayso.ledger import pages
from sayso.ledger.copies import join_copies
from sayso.ledger.dialects import in_pieces, insert_new
from sayso.ledger.identity import identify
from sayso.ledger.index import Indexed, add_words, remove_words
from sayso.ledger.parties import Node, heed_judgements, join_speakers, party_ids, rebind_judgements, rebuild
from sayso.ledger.records import read_machine_record
from sayso.ledger.relations import keep_relations
from sayso.ledger.review import weigh_doubt
from sayso.ledger.revise import Revised, revise_record
from sayso.ledger.sayings import build_told, join_sayings, rejoin_sayings
from sayso.ledger.tables import article, article_ref, figure, judgement, relation, speaker, statement
from sayso.ledger.ties import read_ties, tie_again
from sayso.model import Json
from sayso.prints import Sketch, build_prints
from sayso.wordlist import fold

NEW, VERSION, REREAD, UNCHANGED = "added", "version", "reread", "unchanged"


class Kept(NamedTuple):
    """What became of a record: the `outcome`, the row and the id of its article, how many statements it has, and the
    number of its page's versions.
    """

    outcome: str
    n: int
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


def count_kept(connection: Connection, n: int) -> tuple[int, int]:
    """How many statements the reading of an article has, and how many versions its page."""
    own = select(func.count()).select_from(statement).where(statement.c.article == n, ~statement.c.by_hand)
    page = select(article.c.page).where(article.c.n == n).scalar_subquery()
    versions = select(func.count()).select_from(article).where(article.c.page == page)
    return int(connection.scalar(own) or 0), int(connection.scalar(versions) or 0)


def list_read_otherwise(connection: Connection, reader: str) -> list[int]:
    """The rows of the articles that another reader than `reader` read, oldest first."""
    return list(connection.scalars(select(article.c.n).where(article.c.reader != reader).order_by(article.c.n)))


def read_facts(connection: Connection, n: int) -> Json:
    """What is known of the article of a row, its text too, as the contract's article has it."""
    ref = select(func.min(article_ref.c.ref)).where(article_ref.c.article == n).scalar_subquery()
    names = ("id", "url", "outlet", "title", "byline", "published", "language", "text")
    columns = [article.c[name] for name in names]
    return dict(connection.execute(select(*columns, ref.label("ref")).where(article.c.n == n)).mappings().one())


def note_ref(connection: Connection, n: int, known: Json) -> None:
    """Write down under which name an input gave the article."""
    if known["ref"] is not None:
        insert_new(connection, article_ref, [{"article": n, "ref": known["ref"]}])


def keep_record(connection: Connection, record: Json, reader: str, now: str, *, again: bool = False) -> Kept:
    """Keep a contract's record of one article, read by the version `reader` at the time `now` (ISO, UTC).

    An article that is there stays as it is, unless `again`, and another reader had read it.
    """
    found = find_article(connection, record["article"])
    if found is None:
        return _keep_new(connection, record, reader, now)
    note_ref(connection, found.n, record["article"])
    if found.reader == reader or not again:
        return Kept(UNCHANGED, found.n, found.id, *count_kept(connection, found.n))
    return replace_reading(connection, found.n, record, reader, now)


def _keep_new(connection: Connection, record: Json, reader: str, now: str) -> Kept:
    known = record["article"]
    key, page = pages.page_keys(known)
    sketch = Sketch(build_prints(known["text"]), known["published"])
    values = {name: known[name] for name in ("id", "url", "outlet", "title", "byline", "published", "language", "text")}
    values |= {"outlet_folded": fold(known["outlet"]) if known["outlet"] else None}
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
    return Kept(NEW if versions == 1 else VERSION, n, known["id"], len(record["statements"]), versions)


def revise(connection: Connection, n: int, now: str) -> None:
    """Work out an article's rows again, after its corrections changed; how others bear on its statements stays."""
    reader = connection.scalar(select(article.c.reader).where(article.c.n == n))
    ties = read_ties(connection, n)
    replace_reading(connection, n, read_machine_record(connection, n), str(reader), now)
    tie_again(connection, n, ties)


def replace_reading(connection: Connection, n: int, record: Json, reader: str, now: str) -> Kept:
    """Put a reading of an article in the place of the old one; judgements and corrections stay.

    What is known of the article stays as the first input told it.
    """
    record = record | {"article": read_facts(connection, n)}
    before = set(connection.scalars(select(statement.c.id).where(statement.c.article == n, ~statement.c.by_hand)))
    speakers = _read_mentions(connection, n)
    _forget_statements(connection, n)
    connection.execute(update(article).where(article.c.n == n).values(reader=reader))
    _keep_reading(connection, n, record, now, before)
    _move_judgements(connection, speakers, _read_mentions(connection, n))
    page = str(connection.scalar(select(article.c.page).where(article.c.n == n)))
    versions = pages.mark_versions(connection, page)
    return Kept(REREAD, n, record["article"]["id"], len(record["statements"]), versions)


def _forget_statements(connection: Connection, n: int) -> None:
    rows = connection.execute(
        select(statement.c.n, statement.c.id, statement.c.saying).where(statement.c.article == n)
    ).all()
    remove_words(connection, [row.n for row in rows])
    for some in in_pieces([row.id for row in rows]):
        connection.execute(delete(relation).where(or_(relation.c.from_id.in_(some), relation.c.to_id.in_(some))))
    connection.execute(delete(statement).where(statement.c.article == n))
    rejoin_sayings(connection, {row.saying for row in rows})


def _read_mentions(connection: Connection, n: int) -> dict[str, set[tuple[int, int]]]:
    """Where an article names its speakers, by their ids."""
    rows = connection.execute(select(speaker.c.id, speaker.c.data).where(speaker.c.article == n))
    return {row.id: {(start, end) for start, end in row.data["mentions"]} for row in rows}


def _move_judgements(
    connection: Connection, old: dict[str, set[tuple[int, int]]], new: dict[str, set[tuple[int, int]]]
) -> None:
    """Give what persons judged of a speaker that is now read under another name to the one with the same mentions."""
    moved = {}
    for gone in sorted(old.keys() - new.keys()):
        shared, best = max(((len(old[gone] & new[id_]), id_) for id_ in sorted(new)), default=(0, ""))
        if shared:
            moved[gone] = best
    if moved:
        rebind_judgements(connection, moved)
        heed_judgements(connection, sorted(moved.values()))


def _keep_reading(
    connection: Connection, n: int, record: Json, now: str, before: Collection[str] = frozenset()
) -> None:
    """Keep speakers, statements, figures and relations, with the corrections of the article's statements; `before` are
    the ids of the statements that the reading before had.
    """
    speakers, revised = revise_record(connection, record, before)
    ids = _keep_speakers(connection, n, record | {"speakers": speakers}, now)
    _keep_statements(connection, n, record["article"], revised, ids)
    heed_judgements(connection, [placed.id for placed in ids.values()])
    rows = [
        {"from_id": r["from"], "to_id": r["to"], **{k: r[k] for k in ("kind", "basis", "evidence", "confidence")}}
        for r in record["relations"]
    ]
    keep_relations(connection, rows)


class Placed(NamedTuple):
    """A stored speaker: its id, its party's, and under which name and as what kind the article has it."""

    id: str
    party: str
    name: str
    kind: str


def _keep_speakers(connection: Connection, n: int, record: Json, now: str) -> dict[str, Placed]:
    """Keep the speakers and join them to their parties; each by its local id.

    A speaker that an earlier reading had alike keeps its place in its party.
    """
    nodes = _build_nodes(record)
    columns = (speaker.c.id, speaker.c.name, speaker.c.shared)
    there = {
        row.id: (row.name, tuple(row.shared))
        for row in connection.execute(select(*columns).where(speaker.c.article == n))
    }
    alike = {node.id for node in nodes.values() if there.get(node.id) == (node.name, node.keys)}
    _forget_speakers(connection, sorted(set(there) - alike))
    parties = join_speakers(connection, [node for node in nodes.values() if node.id not in alike], now)
    parties |= _read_parties(connection, n)  # of those that are alike, which the others may have brought elsewhere
    rows = []
    for s in record["speakers"]:
        node = nodes[s["id"]]
        known = {"local": s["id"], "data": {name: s[name] for name in ("offices", "wikidata", "mentions")}}
        if node.id in alike:
            connection.execute(update(speaker).where(speaker.c.id == node.id).values(known))
            continue
        own = {"id": node.id, "article": n, "party": parties[node.id], "name": node.name, "kind": node.kind}
        rows.append(known | own | {"shared": list(node.keys)})
    if rows:
        connection.execute(insert(speaker), rows)
    return {local: Placed(node.id, parties[node.id], node.name, node.kind) for local, node in nodes.items()}


def _build_nodes(record: Json) -> dict[str, Node]:
    """The speakers of a record by their local ids."""
    identities = identify(record)
    named = ((s["id"], identities[s["id"]], s) for s in record["speakers"])
    return {local: Node(own.id, s["name"], s["kind"], own.keys) for local, own, s in named}


def _read_parties(connection: Connection, n: int) -> dict[str, str]:
    """The parties of an article's stored speakers."""
    query = select(speaker.c.id, speaker.c.party).where(speaker.c.article == n)
    return {row.id: row.party for row in connection.execute(query)}


def _forget_speakers(connection: Connection, ids: Sequence[str]) -> None:
    if not ids:
        return
    parties = party_ids(connection, ids)
    connection.execute(delete(speaker).where(speaker.c.id.in_(ids)))
    connection.execute(delete(judgement).where(judgement.c.left.in_(ids), judgement.c.by_rule))
    rebuild(connection, parties)


def _keep_statements(
    connection: Connection, n: int, known: Json, revised: Sequence[Revised], ids: dict[str, Placed]
) -> None:
    rows = [_statement_row(n, known, place, one, ids) for place, one in enumerate(revised)]
    if not rows:
        return
    connection.execute(insert(statement), rows)
    found = select(statement.c.id, statement.c.n).where(statement.c.article == n)
    numbers = {row.id: row.n for row in connection.execute(found)}
    names = {placed.id: placed.name for placed in ids.values()}
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


def _statement_row(n: int, known: Json, place: int, one: Revised, ids: dict[str, Placed]) -> dict[str, Any]:
    stands = one.stands
    who = ids.get(stands["speaker"])
    when = stands["said_on"]
    return {
        "id": stands["id"],
        "article": n,
        "place": place,
        "by_hand": one.by_hand,
        "parent": stands["parent"],
        "speaker": who.id if who else None,
        "party": who.party if who else None,
        "source": _words(known["text"], stands["source"]) or None,
        "cue": _words(known["text"], stands["cue"]) or None,
        "act": stands["act"],
        "hedged": stands["hedged"],
        "addressee": fold(stands["addressee"]["name"]) if stands["addressee"] else None,
        "day": when["from"] if when else known["published"],
        "last_day": when["to"] if when else None,
        "standing": pages.DROPPED if one.dropped else pages.ONLY,
        "saying": stands["id"],
        "worth": weigh_doubt(stands["confidence"], who.kind if who else None),
        "text": _words(known["text"], stands["content"]),
        "data": one.data,
    }


def _words(text: str, spans: Iterable[Sequence[int]]) -> str:
    """The words that spans cover, as printed, pieces joined by " … "."""
    return " … ".join(text[start:end] for start, end in spans)


def _keep_figures(connection: Connection, revised: Iterable[Revised], numbers: dict[str, int]) -> None:
    rows = [
        {"statement": numbers[one.stands["id"]], "place": place, **_bounds(f)}
        for one in revised
        for place, f in enumerate(one.stands["figures"])
    ]
    if rows:
        connection.execute(insert(figure), rows)


def _bounds(given: Json) -> Json:
    return {"low": given["low"], "high": given["high"], "unit": given["unit"].lower() if given["unit"] else None}
