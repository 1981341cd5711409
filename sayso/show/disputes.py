"""`sayso disputes`: pairs of statements, one of which bears on the other, with the words that say so."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.text import Text

from sayso.ledger.bearings import Bearing, Wanted, find_bearings
from sayso.ledger.query import parse_query
from sayso.show.complaints import DONE
from sayso.show.found import set_answer
from sayso.show.jsonl import write_json
from sayso.show.ledgers import open_ledger
from sayso.show.lines import Printer
from sayso.show.paper import Paper
from sayso.wording import RELATIONS


def execute(arguments: Namespace, _: object = None) -> int:
    """Print the pairs; return the exit status."""
    words = " ".join(arguments.query)
    query = parse_query(words) if words.strip() else None
    wanted = Wanted(
        arguments.kinds,
        arguments.basis,
        arguments.speaker,
        arguments.first,
        arguments.last,
        arguments.across,
        least=arguments.least,
    )
    with open_ledger(arguments) as ledger, ledger.read() as connection:
        found, more = find_bearings(connection, query, wanted, arguments.limit, (arguments.page - 1) * arguments.limit)
    if arguments.json:
        for one in found:
            write_json(one.to_json(), sys.stdout)
    else:
        printer = Printer(sys.stdout)
        lines = set_page(found, arguments.page, printer.paper, none="Nothing was found.", more=more)
        printer.show(lines)
    return DONE


def set_page(
    found: Sequence[Bearing],
    number: int,
    paper: Paper,
    *,
    none: str,
    more: bool,
    after: Callable[[Bearing], Iterable[Text]] = lambda _: (),
) -> Iterator[Text]:
    """The lines of a page of relations with what comes `after` each; `none` is told where there are none."""
    if not found:
        yield paper.ink(none if number == 1 else "There is nothing more.", "dim")
    for place, one in enumerate(found):
        if place:
            yield paper.rule()
        yield from set_answer(one.later, paper)
        yield _set_relation(one, paper)
        yield from set_answer(one.earlier, paper)
        yield from after(one)
    if more:
        yield Text()
        yield paper.ink(f"There is more: --page {number + 1}", "dim")


def _set_relation(one: Bearing, paper: Paper) -> Text:
    """The line between two statements: how the first bears on the second, on what basis, and how surely."""
    basis = "as the article says" if one.basis == "reported" else "by comparison"
    return Text.assemble(
        paper.ink(RELATIONS[one.kind], "bold red" if one.kind in ("disputes", "reverses") else "bold green"),
        " ",
        paper.ink(f"({basis}, {one.confidence:.0%})", "dim"),
    )
