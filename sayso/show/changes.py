"""`sayso changes NAME`: where a speaker's own position changed, later and earlier, with what came between."""

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.text import Text

from sayso.ledger.answers import Answer
from sayso.ledger.bearings import Bearing, Wanted, find_bearings, find_between
from sayso.show.complaints import DONE
from sayso.show.disputes import set_relation
from sayso.show.found import set_answer
from sayso.show.jsonl import write_json
from sayso.show.ledgers import open_ledger
from sayso.show.lines import Printer
from sayso.show.paper import Paper

#: One speaker's statements of which these hold cannot both be its position.
KINDS = ("reverses", "disputes")


class Change(NamedTuple):
    """A change of position, and what the speaker said of the matter meanwhile."""

    bearing: Bearing
    between: Sequence[Answer]


def execute(arguments: Namespace, _: object = None) -> int:
    """Print the changes; return the exit status."""
    wanted = Wanted(
        KINDS,
        speaker=" ".join(arguments.name),
        first=arguments.first,
        last=arguments.last,
        own=True,
        least=arguments.least,
    )
    with open_ledger(arguments) as ledger, ledger.read() as connection:
        found, more = find_bearings(connection, None, wanted, arguments.limit, (arguments.page - 1) * arguments.limit)
        changes = [Change(one, find_between(connection, one)) for one in found]
    if arguments.json:
        for change in changes:
            write_json(change.bearing.to_json(), sys.stdout)
    else:
        printer = Printer(sys.stdout)
        printer.show(_set_page(changes, arguments.page, printer.paper, more=more))
    return DONE


def _set_page(changes: Sequence[Change], number: int, paper: Paper, *, more: bool) -> Iterator[Text]:
    if not changes:
        yield paper.ink("No change was found." if number == 1 else "There is nothing more.", "dim")
    for place, (one, between) in enumerate(changes):
        if place:
            yield paper.rule()
        yield from set_answer(one.later, paper)
        yield set_relation(one, paper)
        yield from set_answer(one.earlier, paper)
        if between:
            yield paper.ink("between them:", "dim")
        for answer in between:
            yield from set_answer(answer, paper, whose=False)
    if more:
        yield Text()
        yield paper.ink(f"There is more: --page {number + 1}", "dim")
