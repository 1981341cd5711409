"""Parties: the speakers of different articles that are judged to be one, and the judgements.

A party is a component of speakers that share a key (`sayso.ledger.identity`) or were merged by a person; its id is the
smallest id among them, so that it does not matter who was added first. An id of any of its speakers leads to the party.
What is stored of parties can be worked out again from speakers and judgements (as nomenklatura does with its resolver
edges): undoing a judgement gives back what was before it.
"""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, delete, func, insert, or_, select, update

from sayso.errors import ConflictError, NotFoundError
from sayso.ledger.components import Components
from sayso.ledger.decision import Decision
from sayso.ledger.dialects import in_pieces, insert_new
from sayso.ledger.identity import fullest
from sayso.ledger.relations import hand_over, settle_sides
from sayso.ledger.tables import judgement, party, party_key, party_word, speaker, statement
from sayso.words import split_words

SAME, DIFFERENT = "same", "different"
#: Who decides where no person does.
RULE = "sayso: name and circumstance"


class Node(NamedTuple):
    """A speaker of one article as it is joined to others."""

    id: str
    name: str
    kind: str
    keys: tuple[str, ...]


def join_speakers(connection: Connection, nodes: Sequence[Node], now: str) -> dict[str, str]:
    """The parties of speakers that are about to be stored, by their ids; the parties themselves are stored."""
    apart = _apart(connection, [node.id for node in nodes])
    free = [node for node in nodes if node.id not in apart]
    known = _known_keys(connection, {key for node in free for key in node.keys})
    ties = Components(node.id for node in nodes)
    by_key = dict(known)
    for node in free:
        for key in node.keys:
            ties.tie(node.id, by_key.setdefault(key, node.id))
    groups = ties.groups()
    roots = {id_: min(group) for group in groups for id_ in group}
    own = {node.id for node in nodes}
    stored = _parties(connection, set(roots) - own)
    _unite(connection, groups, stored, {node.id: (node.name, node.kind) for node in nodes})
    keys = {key: roots[id_] for key, id_ in by_key.items() if key not in known}
    insert_new(connection, party_key, [{"key": key, "party": root} for key, root in sorted(keys.items())])
    _judge_joins(connection, free, known, now)
    return {id_: roots[id_] for id_ in own}


def heed_judgements(connection: Connection, ids: Sequence[str]) -> None:
    """Merge again what persons had merged, now that some speakers are stored (again)."""
    ends = [end for edge in _human_edges(connection, ids) for end in edge]
    if ends:
        rebuild(connection, _reach(connection, party_ids(connection, ends)))


def _judge_joins(connection: Connection, nodes: Iterable[Node], known: dict[str, str], now: str) -> None:
    """Write down why a speaker was joined to each party that was there."""
    rows = []
    for node in nodes:
        first = {known[key]: key for key in reversed(node.keys) if key in known}
        for root, key in sorted(first.items()):
            made = {"left": node.id, "right": root, "verdict": SAME, "reason": key, "by": RULE, "at": now}
            rows.append(made | {"by_rule": True})
    if rows:
        connection.execute(insert(judgement), rows)


def _known_keys(connection: Connection, keys: Collection[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in in_pieces(sorted(keys)):
        rows = connection.execute(select(party_key.c.key, party_key.c.party).where(party_key.c.key.in_(some)))
        found.update((key, root) for key, root in rows)
    return found


def _parties(connection: Connection, ids: Collection[str]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for some in in_pieces(sorted(ids)):
        rows = connection.execute(select(party.c.id, party.c.name, party.c.kind).where(party.c.id.in_(some)))
        found.update((id_, (name, kind)) for id_, name, kind in rows)
    return found


def _unite(
    connection: Connection,
    groups: Iterable[Sequence[str]],
    stored: dict[str, tuple[str, str]],
    own: dict[str, tuple[str, str]],
) -> None:
    """Make each group of speakers (`own`) and parties (`stored`) one party."""
    made: list[dict[str, str]] = []
    words: list[dict[str, str]] = []
    gone: list[str] = []
    for group in groups:
        root = min(group)
        named = [(stored | own)[id_] for id_ in group]
        name = fullest(name for name, _ in named)
        kind = min(kind for known, kind in named if known == name)
        if root not in stored:
            made.append({"id": root, "name": name, "kind": kind})
        elif stored[root] != (name, kind):
            connection.execute(update(party).where(party.c.id == root).values(name=name, kind=kind))
        words += [{"word": word, "party": root} for id_ in group if id_ in own for word in split_words(own[id_][0])]
        for other in sorted(set(group) & set(stored) - {root}):
            words += _take_over(connection, other, root)
            gone.append(other)
    if made:
        connection.execute(insert(party), made)
    insert_new(connection, party_word, words)
    for some in in_pieces(gone):
        connection.execute(delete(party).where(party.c.id.in_(some)))


def _take_over(connection: Connection, old: str, new: str) -> list[dict[str, str]]:
    """Give a party's speakers, statements and keys to another one; the words of its names, for that one."""
    for table in (speaker, statement, party_key):
        connection.execute(update(table).where(table.c.party == old).values(party=new))
    hand_over(connection, old, new)
    moved = connection.scalars(select(party_word.c.word).where(party_word.c.party == old)).all()
    connection.execute(delete(party_word).where(party_word.c.party == old))
    return [{"word": word, "party": new} for word in moved]


def _apart(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """The speakers that a person took out of their party, with the number of the last such judgement."""
    found: dict[str, int] = {}
    for some in in_pieces(sorted(ids)):
        stands = and_(judgement.c.verdict == DIFFERENT, judgement.c.withdrawn_at.is_(None))
        rows = connection.execute(
            select(judgement.c.left, func.max(judgement.c.n))
            .where(judgement.c.left.in_(some), stands)
            .group_by(judgement.c.left)
        )
        found.update((left, number) for left, number in rows)
    return found


def _human_edges(connection: Connection, ids: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs that persons merged and did not split later, one end of which is among the speakers."""
    found: list[tuple[int, str, str]] = []
    for some in in_pieces(sorted(ids)):
        stands = and_(judgement.c.verdict == SAME, ~judgement.c.by_rule, judgement.c.withdrawn_at.is_(None))
        touches = or_(judgement.c.left.in_(some), judgement.c.right.in_(some))
        rows = connection.execute(select(judgement.c.n, judgement.c.left, judgement.c.right).where(touches, stands))
        found += [(number, left, right) for number, left, right in rows]
    apart = _apart(connection, [end for _, *ends in found for end in ends])
    return [(a, b) for number, a, b in found if number > max(apart.get(a, 0), apart.get(b, 0))]


def party_ids(connection: Connection, ids: Iterable[str]) -> set[str]:
    """The parties of some speakers; ids that no speaker has are passed over."""
    found: set[str] = set()
    for some in in_pieces(sorted(set(ids))):
        found.update(connection.scalars(select(speaker.c.party).where(speaker.c.id.in_(some))))
    return found


def rebuild(connection: Connection, parties: Collection[str]) -> None:
    """Work out again which of the speakers of some parties are one."""
    if not parties:
        return
    nodes = _nodes_of(connection, parties)
    ids = [node.id for node in nodes]
    apart = _apart(connection, ids)
    ties = Components(ids)
    by_key: dict[str, str] = {}
    for node in nodes:
        for key in node.keys if node.id not in apart else ():
            ties.tie(node.id, by_key.setdefault(key, node.id))
    inside = set(ids)
    for left, right in _human_edges(connection, ids):
        if left in inside and right in inside:
            ties.tie(left, right)
    _forget(connection, parties)
    by_id = {node.id: node for node in nodes}
    for group in ties.groups():
        _store_party(connection, [by_id[id_] for id_ in group], apart)


def _nodes_of(connection: Connection, parties: Collection[str]) -> list[Node]:
    nodes = []
    for some in in_pieces(sorted(parties)):
        columns = select(speaker.c.id, speaker.c.name, speaker.c.kind, speaker.c.shared).where(
            speaker.c.party.in_(some)
        )
        nodes += [Node(id_, name, kind, tuple(keys)) for id_, name, kind, keys in connection.execute(columns)]
    return nodes


def _forget(connection: Connection, parties: Collection[str]) -> None:
    for some in in_pieces(sorted(parties)):
        connection.execute(delete(party_key).where(party_key.c.party.in_(some)))
        connection.execute(delete(party_word).where(party_word.c.party.in_(some)))
        connection.execute(delete(party).where(party.c.id.in_(some)))


def _store_party(connection: Connection, nodes: Sequence[Node], apart: Container[str]) -> None:
    root = min(node.id for node in nodes)
    name = fullest(node.name for node in nodes)
    kind = min(node.kind for node in nodes if node.name == name)
    connection.execute(insert(party), {"id": root, "name": name, "kind": kind})
    words = {word for node in nodes for word in split_words(node.name)}
    insert_new(connection, party_word, [{"word": word, "party": root} for word in sorted(words)])
    keys = {key for node in nodes if node.id not in apart for key in node.keys}
    insert_new(connection, party_key, [{"key": key, "party": root} for key in sorted(keys)])
    for some in in_pieces([node.id for node in nodes]):
        connection.execute(update(speaker).where(speaker.c.id.in_(some)).values(party=root))
        connection.execute(update(statement).where(statement.c.speaker.in_(some)).values(party=root))
        settle_sides(connection, some, root)


def find_party(connection: Connection, id_: str) -> str:
    """The party of a speaker's id; raises `NotFoundError` where there is none."""
    found = connection.scalar(select(speaker.c.party).where(speaker.c.id == id_))
    if found is None:
        raise NotFoundError(f"no speaker has the id {id_!r}; `sayso who` and `sayso speakers list` show them")
    return str(found)


def merge(connection: Connection, ids: Sequence[str], decision: Decision) -> list[int]:
    """Judge that some speakers are one party; the judgements' numbers, one for each pair."""
    chosen = {find_party(connection, id_): id_ for id_ in reversed(ids)}
    if len(chosen) < 2:
        raise ConflictError("these are one party already")
    own = [id_ for id_ in dict.fromkeys(ids) if id_ in chosen.values()]
    made = [_judge(connection, one, other, SAME, decision) for one, other in combinations(own, 2)]
    rebuild(connection, _reach(connection, set(chosen)))
    return made


def split(connection: Connection, ids: Sequence[str], decision: Decision) -> list[int]:
    """Judge that some speakers of one party are another one, together; the judgements' numbers."""
    chosen = sorted(set(ids))
    roots = {find_party(connection, id_) for id_ in chosen}
    if len(roots) != 1:
        raise ConflictError("these are not of one party")
    root = roots.pop()
    others = select(func.min(speaker.c.id)).where(speaker.c.party == root, speaker.c.id.not_in(chosen))
    rest = connection.scalar(others)
    if rest is None:
        raise ConflictError("that is the whole party; name those of its speakers that are somebody else")
    made = [_judge(connection, id_, rest, DIFFERENT, decision) for id_ in chosen]
    made += [_judge(connection, one, other, SAME, decision) for one, other in combinations(chosen, 2)]
    rebuild(connection, _reach(connection, {root}))
    return made


def undo(connection: Connection, number: int, decision: Decision) -> list[int]:
    """Withdraw a person's judgement with all that were made with it; their numbers.

    Raises `NotFoundError` where none of that number stands.
    """
    found: Any = connection.execute(select(judgement).where(judgement.c.n == number)).mappings().first()
    if found is None or found["withdrawn_at"]:
        raise NotFoundError(f"no judgement {number} stands")
    if found["by_rule"]:
        raise ConflictError(f"judgement {number} is the rule's own; `sayso speakers split {found['left']}` undoes it")
    together = (judgement.c.by == found["by"], judgement.c.at == found["at"], ~judgement.c.by_rule)
    rows = connection.execute(select(judgement).where(*together, judgement.c.withdrawn_at.is_(None))).all()
    numbers = sorted(row.n for row in rows)
    taken = {"withdrawn_by": decision.by, "withdrawn_at": decision.at}
    connection.execute(update(judgement).where(judgement.c.n.in_(numbers)).values(taken))
    ends = {end for row in rows for end in (row.left, row.right)}
    rebuild(connection, _reach(connection, party_ids(connection, ends)))
    return numbers


def _reach(connection: Connection, parties: Collection[str]) -> set[str]:
    """Some parties with all that their speakers could be joined to: by a key, or by a judgement of a person."""
    found = set(parties)
    new = set(parties)
    while new:
        nodes = _nodes_of(connection, new)
        keys = {key for node in nodes for key in node.keys}
        ends = [end for edge in _human_edges(connection, [node.id for node in nodes]) for end in edge]
        new = (set(_known_keys(connection, keys).values()) | party_ids(connection, ends)) - found
        found |= new
    return found


def rebind_judgements(connection: Connection, moved: Mapping[str, str]) -> None:
    """Give the judgements of persons about speakers that are gone to those that stand in their place."""
    for old, new in sorted(moved.items()):
        for end in (judgement.c.left, judgement.c.right):
            change = update(judgement).where(end == old, ~judgement.c.by_rule)
            connection.execute(change.values({end.name: new}))


def _judge(connection: Connection, left: str, right: str, verdict: str, decision: Decision) -> int:
    values: dict[str, Any] = {"left": left, "right": right, "verdict": verdict, "reason": decision.note}
    values |= {"by": decision.by, "by_rule": False, "at": decision.at}
    made = connection.execute(insert(judgement).values(values)).inserted_primary_key
    assert made is not None
    return int(made[0])
