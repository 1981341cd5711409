"""A record with what persons changed of it: corrections find their statements, and speakers that were put right."""

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


def revise_record(connection: Connection, record: Json) -> tuple[list[Json], list[Revised]]:
    """The speakers and statements of a reading with the corrections of its article."""
    made = _bind(connection, record["article"]["id"], record["statements"])
    speakers = list(record["speakers"])
    revised = [_revise(data, made.pop(data["id"], []), speakers, by_hand=False) for data in record["statements"]]
    for corrections in made.values():
        first = corrections[0]
        data = first.value if first.action == ADD else first.machine
        if data is not None and not all(one.action == DROP for one in corrections):
            revised.append(_revise(data, corrections, speakers, by_hand=True))
    return speakers, revised


def _bind(connection: Connection, article: str, statements: list[Json]) -> dict[str, list[Correction]]:
    """An article's corrections by the ids of the statements that they are of now."""
    ids = {statement["id"] for statement in statements}
    found: dict[str, list[Correction]] = {}
    for one in corrections_of(connection, article):
        found.setdefault(one.statement, []).append(one)
    for old in [id_ for id_ in found if id_ not in ids]:
        first = found[old][0]
        heir = find_heir(first.value if first.action == ADD else first.machine or {"content": []}, statements)
        if heir is not None and first.action != ADD:
            rebind(connection, old, heir["id"])
            found.setdefault(heir["id"], []).extend(found.pop(old))
    return found


def _revise(data: Json, corrections: list[Correction], speakers: list[Json], *, by_hand: bool) -> Revised:
    stands = apply_corrections(data, corrections)
    if isinstance(stands["speaker"], dict):
        stands["speaker"] = _local(stands["speaker"], speakers)
    elif stands["speaker"] is not None and not any(s["id"] == stands["speaker"] for s in speakers):
        stands["speaker"] = None  # of an earlier reading, whose speakers are gone
    return Revised(data, stands, is_dropped(corrections), by_hand)


def _local(given: Json, speakers: list[Json]) -> str:
    """The local id of a speaker that a person named; one that the reading lacks is added."""
    for speaker in speakers:
        if (speaker["name"], speaker["kind"]) == (given["name"], given["kind"]):
            return str(speaker["id"])
    own = f"c{sum(speaker['id'].startswith('c') for speaker in speakers) + 1}"
    speakers.append({"id": own, **given, "offices": [], "wikidata": None, "mentions": []})
    return own
