"""`sayso search`: statements of the ledger by words, people, days and figures."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import fields

from rich.text import Text

from sayso.errors import UsageError
from sayso.ledger.answers import Answer
from sayso.ledger.query import Query, parse_query
from sayso.ledger.search import Filters, Page, search
from sayso.show.complaints import DONE
from sayso.show.found import set_answer
from sayso.show.jsonl import write_json
from sayso.show.ledgers import open_ledger
from sayso.show.lines import Printer
from sayso.show.paper import Paper


def execute(arguments: Namespace, _: object = None) -> int:
    """Print what is found; return the exit status."""
    words = " ".join(arguments.query)
    query = parse_query(words) if words.strip() else None
    filters = Filters(**{field.name: getattr(arguments, field.name) for field in fields(Filters)})
    if query is None and filters == Filters():
        raise UsageError("give words to look for, or say what the statements must have (see --help)")
    with open_ledger(arguments) as ledger, ledger.read() as connection:
        page = search(connection, query, filters, arguments.limit, (arguments.page - 1) * arguments.limit)
    if arguments.json:
        for answer in page.answers:
            write_json(answer.data, sys.stdout)
    else:
        show_page(page, query, arguments.page)
    return DONE


def show_page(page: Page, query: Query | None, number: int) -> None:
    """Print the answers of a page, and how to get to the next one."""
    printer = Printer(sys.stdout)
    printer.show(_set_page(page, query, number, printer.paper))


def _set_page(page: Page, query: Query | None, number: int, paper: Paper) -> Iterator[Text]:
    if not page.answers:
        yield paper.ink("Nothing was found." if number == 1 else "There is nothing more.", "dim")
    yield from set_answers(page.answers, query, paper)
    if page.more:
        yield Text()
        yield paper.ink(f"There is more: --page {number + 1}", "dim")


def set_answers(answers: list[Answer], query: Query | None, paper: Paper, *, whose: bool = True) -> Iterator[Text]:
    """The lines of answers, a blank one between."""
    for place, answer in enumerate(answers):
        if place:
            yield Text()
        yield from set_answer(answer, paper, query, whose=whose)
