"""What is exported: the record of an article, and who its speakers are in the whole ledger."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.model import Json


@dataclass(frozen=True, slots=True)
class Party:
    """A speaker across articles: its id in the ledger, the fullest name that any of them gives, its kind."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of the ledger: the contract's record of it, and the party of each of its speakers by the
    speaker's id in that record ("p1").
    """

    record: Json
    parties: Mapping[str, Party]


class Said(NamedTuple):
    """A statement with its speaker, as the article has it, and the party that this is; None where it is left open."""

    statement: Json
    speaker: Json | None
    party: Party | None


def each_statement(entry: Entry) -> Iterator[Said]:
    """The statements of an article with their speakers, in its order.

    A speaker whom the ledger has as no party is one of its own, of this article alone.
    """
    speakers = {speaker["id"]: speaker for speaker in entry.record["speakers"]}
    for statement in entry.record["statements"]:
        speaker = speakers.get(statement["speaker"])
        yield Said(statement, speaker, _find_party(entry, speaker) if speaker else None)


def join_words(text: str, spans: Sequence[Sequence[int]]) -> str:
    """The words that spans cover, as printed, pieces joined by " … "."""
    return " … ".join(text[start:end] for start, end in spans)


def _find_party(entry: Entry, speaker: Json) -> Party:
    known = entry.parties.get(speaker["id"])
    alone = f"{entry.record['article']['id'][:16]}-{speaker['id']}"
    return known or Party(alone, speaker["name"], speaker["kind"])
