"""`sayso speakers`: which speakers of different articles are one party, and who decided it."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from rich.text import Text
from sqlalchemy import Connection

from sayso.errors import LedgerError
from sayso.ledger import parties
from sayso.ledger.decision import Decision
from sayso.ledger.who import find_voices, list_judgements, list_speakers
from sayso.show.complaints import DONE
from sayso.show.found import set_name
from sayso.show.jsonl import write_json
from sayso.show.ledgers import decide, open_ledger
from sayso.show.lines import Printer
from sayso.show.paper import Paper
from sayso.wording import format_day

_JUDGEMENT = ("n", "left", "right", "verdict", "reason", "by", "at", "withdrawn_by", "withdrawn_at")


def execute(arguments: Namespace, _: object = None) -> int:
    """Do what the action asks; return the exit status."""
    if arguments.action == "list":
        return _list(arguments)
    decision = decide(arguments)
    with open_ledger(arguments, writing=True, create=False) as ledger, ledger.write() as connection:
        told = _judge(connection, arguments, decision)
    print(told)
    return DONE


def _judge(connection: Connection, arguments: Namespace, decision: Decision) -> str:
    if arguments.action == "undo":
        taken = parties.undo(connection, arguments.number, decision)
        return f"withdrawn: judgement {', '.join(map(str, taken))}"
    judge = parties.merge if arguments.action == "merge" else parties.split
    made = judge(connection, arguments.ids, decision)
    root = parties.find_party(connection, arguments.ids[0])
    return f"{root} by judgement {made[0]}; `sayso speakers undo {made[0]}` takes it back"


def _list(arguments: Namespace) -> int:
    name = " ".join(arguments.name)
    with open_ledger(arguments) as ledger, ledger.read() as connection:
        voices = find_voices(connection, name)
        if not voices:
            raise LedgerError(f"nobody in the ledger is named {name!r}")
        found = []
        for voice in voices:
            speakers = list_speakers(connection, voice.id)
            found.append((voice, speakers, list_judgements(connection, voice.id)))
    if arguments.json:
        for voice, speakers, judgements in found:
            for row in speakers:
                known = {"id": row.id, "name": row.name, "kind": row.kind, **row.data}
                write_json({"party": voice.id, "speaker": known, "article": _article(row)}, sys.stdout)
            for row in judgements:
                write_json({"judgement": {key: getattr(row, key) for key in _JUDGEMENT}}, sys.stdout)
        return DONE
    printer = Printer(sys.stdout)
    for voice, speakers, judgements in found:
        printer.show(_set_party(voice, speakers, judgements, printer.paper))
    return DONE


def _article(row: Any) -> dict[str, Any]:
    return {"outlet": row.outlet, "published": row.published, "title": row.title}


def _set_party(voice: Any, speakers: list[Any], judgements: list[Any], paper: Paper) -> Iterator[Text]:
    head = paper.ink(f"{voice.kind}, {voice.statements:,} statements, {voice.id}", "dim")
    yield from paper.wrap(Text.assemble(set_name(voice.name, voice.kind, paper), "  ", head))
    by_left: dict[str, list[Any]] = {}
    for row in judgements:
        by_left.setdefault(row.left, []).append(row)
    for row in speakers:
        offices = f", {row.data['offices'][0]}" if row.data["offices"] else ""
        places = " · ".join(part for part in (row.outlet, format_day(row.published), row.title) if part)
        told = Text.assemble(row.id, "  ", paper.ink(row.name + offices), "  ", paper.ink(places, "dim"))
        yield from _indent(paper.wrap(told, margin=2), 2)
        for judged in by_left.get(row.id, ()):
            yield from _indent(paper.wrap(paper.ink(_compose(judged), "dim"), margin=4), 4)


def _indent(lines: list[Text], cells: int) -> Iterator[Text]:
    for line in lines:
        yield Text.assemble(" " * cells, line)


def _compose(row: Any) -> str:
    """A judgement in words."""
    said = f"judgement {row.n}: {'the same as' if row.verdict == parties.SAME else 'not the same as'} {row.right}"
    said += f" by {row.by}, {row.at[:10]}" + (f" ({row.reason})" if row.reason else "")
    return said + (f"; withdrawn by {row.withdrawn_by}, {row.withdrawn_at[:10]}" if row.withdrawn_at else "")
