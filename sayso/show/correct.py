"""`sayso correct`: put a statement right, in the open."""

import json
import sys
from argparse import Namespace

from sqlalchemy import Connection

from sayso.errors import UsageError
from sayso.ledger import correct
from sayso.ledger.corrections import ACCEPT, ADD, DROP, SET, Change, Correction, parse_value
from sayso.ledger.decision import Decision
from sayso.show.complaints import DONE
from sayso.show.jsonl import write_json
from sayso.show.ledgers import decide, open_ledger
from sayso.show.plain import clean_line, fit_encoding


def execute(arguments: Namespace, _: object = None) -> int:
    """Make, list or take back a correction; return the exit status."""
    _require_words(arguments)
    if arguments.list:
        return _list(arguments)
    with open_ledger(arguments, writing=True, create=False) as ledger, ledger.write() as connection:
        told = _change(connection, arguments, decide(arguments))
    print(told)
    return DONE


def _require_words(arguments: Namespace) -> None:
    words = len(arguments.words)
    wants = {"list": (0, 1), "undo": (0,), "drop": (1,), "accept": (1,), "add": (1,)}
    chosen = next((name for name in wants if getattr(arguments, name)), None)
    if (arguments.speaker and chosen != "add") or (arguments.json and chosen != "list"):
        raise UsageError("--speaker goes with --add, --json with --list")
    if words not in (wants[chosen] if chosen else (3,)):
        raise UsageError("say which STATEMENT, FIELD and VALUE, or use an option (see --help)")


def _change(connection: Connection, arguments: Namespace, decision: Decision) -> str:
    if arguments.undo:
        taken = correct.undo_correction(connection, arguments.undo, decision)
        return f"correction {arguments.undo} of statement {taken.statement} is withdrawn"
    if arguments.add:
        speaker = parse_value("speaker", arguments.speaker, {}) if arguments.speaker else None
        missing = correct.Missing(arguments.words[0], speaker, arguments.act)
        number, id_ = correct.add_statement(connection, arguments.add, missing, decision)
        return f"statement {id_} by correction {number}; `sayso correct --undo {number}` takes it back"
    statement, *rest = arguments.words
    change = Change(DROP if arguments.drop else ACCEPT)
    if not (arguments.drop or arguments.accept):
        where = correct.find_article_of(connection, statement)
        change = Change(SET, rest[0], parse_value(rest[0], rest[1], where))
    number = correct.correct_statement(connection, statement, change, decision)
    return f"correction {number} of statement {statement}; `sayso correct --undo {number}` takes it back"


def _list(arguments: Namespace) -> int:
    with open_ledger(arguments) as ledger, ledger.read() as connection:
        found = correct.list_corrections(connection, *arguments.words)
    for one in found:
        if arguments.json:
            write_json(one._asdict(), sys.stdout)
        else:
            print(fit_encoding(_compose(one), sys.stdout.encoding))
    return DONE


def _compose(one: Correction) -> str:
    what = {SET: f"{one.field} is {json.dumps(one.value, ensure_ascii=False)}"}
    what |= {DROP: "no statement", ADD: "added", ACCEPT: "right as it stands"}
    told = f"{one.n} · {one.statement} · {what[one.action]}, by {one.by}, {one.at[:10]}"
    return clean_line(told + (f" ({one.note})" if one.note else ""))
