"""`sayso changes NAME`: where a speaker's own position changed, later and earlier, with what came between."""

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence

from rich.text import Text

from sayso.ledger.answers import Answer
from sayso.ledger.bearings import Bearing, Wanted, find_bearings, find_between
from sayso.show.complaints import DONE
from sayso.show.disputes import set_page
from sayso.show.found import set_answer
from sayso.show.jsonl import write_json
from sayso.show.ledgers import open_ledger
from sayso.show.lines import Printer
from sayso.show.paper import Paper

#: One speaker's statements of which these hold cannot both be its position.
KINDS = ("reverses", "disputes")


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
        if arguments.json:
            for one in found:
                write_json(one.to_json(), sys.stdout)
            return DONE
        printer = Printer(sys.stdout)

        def meanwhile(one: Bearing) -> Iterator[Text]:
            return _set_between(find_between(connection, one), printer.paper)

        lines = set_page(found, arguments.page, printer.paper, none="No change was found.", more=more, after=meanwhile)
        printer.show(list(lines))
    return DONE


def _set_between(answers: Sequence[Answer], paper: Paper) -> Iterator[Text]:
    if answers:
        yield paper.ink("between them:", "dim")
    for answer in answers:
        yield from set_answer(answer, paper, whose=False)
