"""`sayso who`: who speaks in the ledger, and what one of them said, by date."""

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence

from rich.text import Text

from sayso.errors import LedgerError, UsageError
from sayso.ledger.search import Filters, Page, search
from sayso.ledger.who import Voice, count_months, find_voices, list_voices
from sayso.show.chart import set_months
from sayso.show.complaints import DONE
from sayso.show.found import set_name
from sayso.show.jsonl import write_json
from sayso.show.ledgers import open_ledger
from sayso.show.lines import Printer
from sayso.show.paper import Paper
from sayso.show.search import set_answers
from sayso.wording import format_day

_KINDS = ("person", "organisation")
#: So many parties of one name are told one by one.
_MOST = 10


def execute(arguments: Namespace, _: object = None) -> int:
    """Print the speakers, or the statements of one; return the exit status."""
    if arguments.name and arguments.kind:
        raise UsageError("--kind is for the list of speakers, not for one of them")
    if arguments.name:
        return _show_statements(arguments, " ".join(arguments.name))
    kinds = set(arguments.kind or _KINDS)
    with open_ledger(arguments) as ledger, ledger.read() as connection:
        asked = () if "all" in kinds else sorted(kinds)
        voices = list_voices(connection, asked, arguments.limit + 1, (arguments.page - 1) * arguments.limit)
    if arguments.json:
        for voice in voices[: arguments.limit]:
            write_json(voice.to_json(), sys.stdout)
    else:
        printer = Printer(sys.stdout)
        printer.show(_set_voices(voices, arguments, printer.paper))
    return DONE


def _show_statements(arguments: Namespace, name: str) -> int:
    with open_ledger(arguments) as ledger, ledger.read() as connection:
        voices = find_voices(connection, name)
        if not voices:
            raise LedgerError(f"nobody in the ledger is named {name!r}")
        months = count_months(connection, [voice.id for voice in voices])
        page = search(
            connection,
            None,
            Filters(speaker=name),
            arguments.limit,
            (arguments.page - 1) * arguments.limit,
            oldest=True,
        )
    if arguments.json:
        for answer in page.answers:
            write_json(answer.data, sys.stdout)
    else:
        printer = Printer(sys.stdout)
        printer.show(_set_statements(voices, months, page, arguments.page, printer.paper))
    return DONE


def _set_voices(voices: Sequence[Voice], arguments: Namespace, paper: Paper) -> Iterator[Text]:
    if not voices:
        yield paper.ink("Nobody speaks here." if arguments.page == 1 else "There is nobody more.", "dim")
    for voice in voices[: arguments.limit]:
        yield from _set_voice(voice, paper)
    if len(voices) > arguments.limit:
        yield paper.ink(f"There is more: --page {arguments.page + 1}", "dim")


def _set_voice(voice: Voice, paper: Paper) -> Iterator[Text]:
    span = " to ".join(dict.fromkeys(format_day(day) or "" for day in (voice.first, voice.last) if day))
    count = f"{voice.statements:>6,}  "
    facts = paper.ink(voice.kind + f", {span}" * bool(span), "dim")
    lines = paper.wrap(Text.assemble(set_name(voice.name, voice.kind, paper), "  ", facts), margin=len(count))
    for place, line in enumerate(lines):
        yield Text.assemble(count if not place else " " * len(count), line)


def _set_statements(
    voices: Sequence[Voice], months: dict[str, int], page: Page, number: int, paper: Paper
) -> Iterator[Text]:
    for voice in voices[:_MOST]:
        yield from _set_voice(voice, paper)
        yield Text.assemble(" " * 8, paper.ink(voice.id, "dim"))
    if len(voices) > _MOST:
        yield paper.ink(f"and {len(voices) - _MOST:,} more of that name", "dim")
    yield Text()
    yield from set_months(months, paper)
    yield Text()
    yield from set_answers(page.answers, None, paper, whose=len(voices) > 1)
    if page.more:
        yield Text()
        yield paper.ink(f"There is more: --page {number + 1}", "dim")
