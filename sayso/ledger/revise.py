"""A record with what persons changed of it: corrections find their statements, and speakers that were put right."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection

from sayso.ledger.corrections import (
    ADD,
    DROP,
    Correction,
    apply_corrections,
    corrections_of,
    find_heir,
    is_dropped,
    rebind,
)
from sayso.model import Json


class Revised(NamedTuple):
    """A statement as it was read (`data`) and as it stands; `by_hand` where the reading does not have it."""

    data: Json
    stands: Json
    dropped: bool
    by_hand: bool


def revise_record(connection: Connection, record: Json, before: Collection[str]) -> tuple[list[Json], list[Revised]]:
    """The speakers and statements of a reading with the corrections of its article; `before` are the ids of the
    statements that the reading before had.
    """
    made, overtaken = _bind(connection, record["article"]["id"], record["statements"], before)
    speakers = list(record["speakers"])
    ids = {statement["id"] for statement in record["statements"]}
    revised = []
    for data in record["statements"]:
        corrections = made.pop(data["id"], [])
        stands = _apply(data, corrections, speakers)
        revised.append(Revised(data, stands, is_dropped(corrections) or data["id"] in overtaken, by_hand=False))
    for id_, corrections in made.items():
        data = _home(corrections[0])
        if data["content"] and not all(one.action == DROP for one in corrections):
            # Its own speaker is told by name: the local ids of an earlier reading mean others now.
            data = data | {"id": id_, "parent": data["parent"] if data["parent"] in ids else None}
            stands = _apply(data, corrections, speakers)
            revised.append(Revised(data, stands, is_dropped(corrections), by_hand=True))
    return speakers, revised


def _home(one: Correction) -> Json:
    """The statement that a correction was made of, as it had been read or added."""
    return (one.value if one.action == ADD else one.machine) or {"id": one.statement, "content": [], "parent": None}


def _bind(
    connection: Connection, article: str, statements: list[Json], before: Collection[str]
) -> tuple[dict[str, list[Correction]], set[str]]:
    """An article's corrections by the ids of the statements that they are of now; and which statements of the reading
    a person had added before they were found: that person's stand.

    A correction is at home at the statement that it was made of. Where the reading lacks that one, it goes to one that
    is new in its place, and where there is none it stays at home.
    """
    ids = {statement["id"] for statement in statements}
    new = [statement for statement in statements if statement["id"] not in before]
    found: dict[str, list[Correction]] = {}
    overtaken = set()
    added = {one.statement for one in corrections_of(connection, article) if one.action == ADD}
    for one in corrections_of(connection, article):
        home = _home(one)
        to = home["id"]
        if to not in ids and to not in added and one.statement in ids:
            to = one.statement
        elif to not in ids and (heir := find_heir(home, new)) is not None:
            if to in added:
                overtaken.add(heir["id"])
            else:
                to = heir["id"]
        if to != one.statement:
            rebind(connection, one.n, to)
        found.setdefault(to, []).append(one)
    return found, overtaken


def _apply(data: Json, corrections: list[Correction], speakers: list[Json]) -> Json:
    stands = apply_corrections(data, corrections)
    if isinstance(stands["speaker"], dict):
        stands["speaker"] = _local(stands["speaker"], speakers)
    return stands


def _local(given: Json, speakers: list[Json]) -> str:
    """The local id of a speaker that is told by name; one that the reading lacks is added."""
    for speaker in speakers:
        if (speaker["name"], speaker["kind"]) == (given["name"], given["kind"]):
            return str(speaker["id"])
    own = f"c{sum(speaker['id'].startswith('c') for speaker in speakers) + 1}"
    speakers.append({"id": own, "name": given["name"], "kind": given["kind"], "offices": [], "wikidata": None})
    speakers[-1]["mentions"] = []
    return own
