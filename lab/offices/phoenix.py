"""Reading Phoenix: the heads of two organisations.

Phoenix codes persons with a coarse role only (GOV, LEG, IGOUNO), and its national part was made from CountryInfo, which
has the titles. Where a synonym names an office ("PRESIDENT_XI"), the span beside it is still that of the coarse role
and may begin in another office; so nothing is taken from that either.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lab.offices.rows import Row, to_day, to_name

SOURCE = "phoenix"
#: When the organisations were last gone through, by the notes in the file; who was in office then has no last day.
NOTED = date(2009, 7, 1)
SPAN = re.compile(r"\[([A-Z]+) (?:>(\d+)|(\d+)-(\d+))\]")
STYLED = re.compile(r"SECRETARY[-_]GENERAL_(?=[A-Z])(?!OF_)")
#: The note on a span that comes from a list of the rulers of organisations.
RULERS = "IGOrulers.txt"


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor: its names as printed, its dated spans (code, first, last), and what is noted beside them."""

    names: tuple[str, ...]
    spans: tuple[tuple[str, date, date], ...]
    notes: str


def read_actors(text: str) -> Iterator[Actor]:
    """The actors of a file that have at least one dated span."""
    names: list[str] = []
    spans: list[tuple[str, date, date]] = []
    notes = ""
    for line in [*text.splitlines(), "END"]:
        body = re.split(r"[#;]", line)[0].rstrip()
        if line[:1].isspace() and "[" in body:
            spans += _spans(body)
            notes += line
        elif body and not line[0].isspace():
            if not body.startswith("+"):
                if spans:
                    yield Actor(tuple(names), tuple(spans), notes)
                names, spans, notes = [], [], ""
            names.append(re.split(r"\s|\[", body.lstrip("+"))[0])


def _spans(body: str) -> Iterator[tuple[str, date, date]]:
    for code, since, start, end in SPAN.findall(body):
        first, last = to_day(since or start), to_day(end) if end else NOTED
        if first and last:
            yield code, first, last


def heads(actors: Iterator[Actor]) -> Iterator[Row]:
    """The secretaries-general of the United Nations and the World Bank's presidents, as far back as 1990.

    The first are so styled by their synonyms. The second are the bank's rulers by the list's note, and the bank's own
    entry has "PRESIDENT_OF_THE_WORLD_BANK" for a synonym.
    """
    for actor in actors:
        for code, first, last in actor.spans:
            row = Row("secretary general", "UNO", first, last, _name(actor), "", "", SOURCE)
            if code == "IGOUNO" and any(STYLED.search(name) for name in actor.names):
                yield row
            elif code == "IGOUNODEVWBK" and RULERS in actor.notes and first.year >= 1990:
                yield Row("president", "WBK", first, last, _name(actor), "", "", SOURCE)


def _name(actor: Actor) -> str:
    return to_name(STYLED.sub("", actor.names[0]))
