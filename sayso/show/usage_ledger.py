"""The words of the commands that stand on a ledger."""

import argparse
import os
from typing import Any, get_args

from sayso.model import LIKELY, Act, Basis, Kind, RelationKind
from sayso.show.parsing import add_command, count, day, number, port, relation_kinds, share
from sayso.show.usage_read import add_reading

#: Where the ledger is, if nobody says: named by the environment, or a file in the working folder.
DEFAULT = "sayso-ledger.db"

_ADD = """\
Read articles and keep what they say in the ledger. Adding an article again changes nothing; a changed
page is kept as a new version, and what it no longer says is marked as withdrawn. With --again, articles that another
version of Sayso (or one with other settings) had read are read anew: those of the sources, or all.

A SOURCE is a file (text, HTML, JSON Lines of articles, RSS or Atom, WARC, any of them
gzipped), a folder, a URL, or - for standard input.
"""
_SEARCH = """\
Find statements in the ledger: by words, speaker, addressee, outlet, act, date and figures. Words find their other
forms too ("migrant" finds "migrants"); "words in quotation marks" stand side by side; migr* finds what begins so;
-word leaves out. Without words, the newest come first.
"""
_WHO = """\
List who speaks in the ledger: how often, from when to when. With a name (or an id), what that speaker said, by date.
"""
_DISPUTES = """\
List pairs of statements of which one disputes the other, the newest first; with words, those about them. What is
reprinted comes once. Some an article reports itself ("denied", "rejected the claim that …"), the others were found by
comparing what was said, within an article and across all in the ledger.
"""
_CHANGES = """\
Show where a speaker's own position changed: the later statement, the earlier one that it does not go with, and what the
speaker said of the matter between them. What is reprinted comes once.
"""
_RELATE = """\
Compare all statements of the ledger with each other again, within articles and across them; `sayso add` does it for
each new article. Wanted after an update of Sayso, or after speakers were joined or parted.
"""
_SPEAKERS = """\
See and change which speakers of different articles are one party. Sayso joins them by identifier, or by full name with
something else that the articles have in common; every joining is a judgement that can be taken back.
"""
_CORRECT = """\
Put right what the ledger has of a statement, or accept it as it stands. What was read stays underneath, the correction
says who made it and when, and no later reading undoes it. The fields are speaker (NAME or KIND:NAME), act, form,
hedged, hedge, addressee, venue, said_on (DAY or DAY/DAY), figures, source, cue and content (JSON); a VALUE of - is
unknown.
"""
_EXPORT = """\
Write the ledger in another format: jsonl (the records of all articles), csv and parquet (a row for each statement),
jsonld (schema.org), webannotation (W3C), ftm (FollowTheMoney) or brat (a folder of standoff files).
"""
_SERVE = """\
Open the reading room: web pages on the ledger, and the HTTP API that they are made of, at /api/v1. It listens on this
machine alone unless --host says otherwise. Reading needs nothing; to accept, correct or add, sign in with a token.
SAYSO_SECRET in the environment signs the sessions; without it they end when the room is closed.
"""
_MCP = """\
Give the ledger to an assistant, by the Model Context Protocol on standard input and output: it can search, see
speakers, disputes and changes, and read articles, and change nothing.
"""
_TOKEN = """\
Make a token by which NAME may accept, correct and add in the reading room. It is printed once, and kept as a hash.
"""
_CHECK = """\
Look whether the ledger is whole, and name every fault.
"""


def add_ledger_commands(commands: Any) -> None:  # argparse gives the type of its subparsers no public name
    """All commands that stand on a ledger."""
    for add in (
        _add_add,
        _add_search,
        _add_who,
        _add_disputes,
        _add_changes,
        _add_relate,
        _add_speakers,
        _add_correct,
        _add_export,
        _add_check,
        _add_serve,
        _add_token,
        _add_mcp,
    ):
        add(commands)


def _add_ledger(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--ledger",
        default=os.environ.get("SAYSO_LEDGER", DEFAULT),
        metavar="ADDRESS",
        help=f"SQLite file or postgresql:// address (default: $SAYSO_LEDGER, else {DEFAULT})",
    )


def _add_person(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", metavar="NAME", help="who decides this (default: the user's name on this computer)")
    parser.add_argument("--note", metavar="TEXT", help="why")


def _add_paging(parser: argparse.ArgumentParser, many: int) -> None:
    parser.add_argument("--limit", type=count, default=many, metavar="N", help=f"how many to show (default: {many})")
    parser.add_argument("--page", type=count, default=1, metavar="N", help="which page of so many (default: 1)")
    parser.add_argument("--json", action="store_true", help="print one answer a line, as JSON Lines")


def _add_add(commands: Any) -> None:
    examples = "examples:\n  sayso add archive/\n  sayso add https://news.example/harbour --ledger harbour.db\n"
    parser = add_command(commands, "add", "read articles and keep them in the ledger", _ADD, examples)
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help="file, folder, URL or -")
    _add_ledger(parser)
    parser.add_argument("--again", action="store_true", help="read again what another version of Sayso had read")
    parser.add_argument("--json", action="store_true", help="print what became of each article, as JSON Lines")
    add_reading(parser)


def _add_search(commands: Any) -> None:
    examples = (
        "examples:\n  sayso search 'border wall' --speaker trump --from 2016-01-01\n"
        "  sayso search '\"climate change\" -paris' --act deny\n  sayso search --unit refugee --at-least 1000\n"
    )
    parser = add_command(commands, "search", "find statements in the ledger", _SEARCH, examples)
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words to look for")
    _add_ledger(parser)
    parser.add_argument("--speaker", metavar="NAME", help="words of a speaker's name, or an id")
    parser.add_argument("--addressee", metavar="NAME", help="who was told")
    parser.add_argument("--outlet", metavar="NAME", help="who published it")
    parser.add_argument("--act", choices=get_args(Act), help="what the speaker does")
    parser.add_argument("--hedged", action=argparse.BooleanOptionalAction, help="only what is (not) hedged")
    parser.add_argument("--from", dest="first", type=day, metavar="DATE", help="said, or else published, on or after")
    parser.add_argument("--to", dest="last", type=day, metavar="DATE", help="said, or else published, on or before")
    parser.add_argument("--at-least", dest="least", type=number, metavar="X", help="a figure of X or more")
    parser.add_argument("--at-most", dest="most", type=number, metavar="X", help="a figure of X or less")
    parser.add_argument("--unit", metavar="UNIT", help="a figure of this unit (refugee, USD, percent)")
    parser.add_argument("--withdrawn", action="store_true", help="only what is no longer on its page")
    _add_paging(parser, 20)


def _add_who(commands: Any) -> None:
    examples = "examples:\n  sayso who\n  sayso who 'Angela Merkel'\n  sayso who --kind group --limit 100\n"
    parser = add_command(commands, "who", "list speakers, or what one of them said", _WHO, examples)
    parser.add_argument("name", nargs="*", metavar="NAME", help="words of a name, or an id")
    _add_ledger(parser)
    parser.add_argument(
        "--kind",
        action="append",
        choices=[*get_args(Kind), "all"],
        help="which kinds of speakers to list (default: person and organisation)",
    )
    _add_paging(parser, 30)


def _add_disputes(commands: Any) -> None:
    examples = "examples:\n  sayso disputes --speaker 'Ada Lund'\n  sayso disputes ferry --kind supports,responds\n"
    parser = add_command(commands, "disputes", "pairs of statements that cannot both stand", _DISPUTES, examples)
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words of either statement")
    _add_ledger(parser)
    kinds = ", ".join(get_args(RelationKind))
    parser.add_argument(
        "--kind",
        dest="kinds",
        type=relation_kinds,
        default=("disputes",),
        metavar="KINDS",
        help=f"which kinds of relation, with commas between: {kinds}, or all (default: disputes)",
    )
    parser.add_argument("--basis", choices=get_args(Basis), help="only what is reported, or inferred")
    parser.add_argument("--speaker", metavar="NAME", help="words of either speaker's name, or an id")
    parser.add_argument("--from", dest="first", type=day, metavar="DATE", help="the later one on or after")
    parser.add_argument("--to", dest="last", type=day, metavar="DATE", help="the later one on or before")
    parser.add_argument("--across", action="store_true", help="only pairs whose ends stand in different articles")
    _add_least(parser)
    _add_paging(parser, 20)


def _add_least(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--least",
        type=share,
        default=LIKELY,
        metavar="SHARE",
        help=f"only those that are right with this probability at least, from 0 to 1 (default: {LIKELY})",
    )


def _add_changes(commands: Any) -> None:
    examples = "examples:\n  sayso changes 'Ada Lund'\n  sayso changes p0123456789abcdef --from 2016-01-01\n"
    parser = add_command(commands, "changes", "where a speaker's own position changed", _CHANGES, examples)
    parser.add_argument("name", nargs="+", metavar="NAME", help="words of a speaker's name, or an id")
    _add_ledger(parser)
    parser.add_argument("--from", dest="first", type=day, metavar="DATE", help="the later one on or after")
    parser.add_argument("--to", dest="last", type=day, metavar="DATE", help="the later one on or before")
    _add_least(parser)
    _add_paging(parser, 20)


def _add_relate(commands: Any) -> None:
    examples = "examples:\n  sayso relate\n  sayso relate --ledger harbour.db\n"
    parser = add_command(commands, "relate", "compare the ledger's statements again", _RELATE, examples)
    _add_ledger(parser)
    parser.add_argument("--json", action="store_true", help="print what was done as JSON")


def _add_speakers(commands: Any) -> None:
    examples = (
        "examples:\n  sayso speakers list merkel\n  sayso speakers merge p0123456789abcdef pfedcba9876543210\n"
        "  sayso speakers split p0123456789abcdef\n  sayso speakers undo 17\n"
    )
    parser = add_command(commands, "speakers", "join speakers of different articles, or part them", _SPEAKERS, examples)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listed = actions.add_parser("list", help="a party's speakers and the judgements about them", allow_abbrev=False)
    listed.add_argument("name", nargs="+", metavar="NAME", help="words of a name, or an id")
    listed.add_argument("--json", action="store_true", help="print one speaker or judgement a line, as JSON Lines")
    merged = actions.add_parser("merge", help="these are one", allow_abbrev=False)
    merged.add_argument("ids", nargs="+", metavar="ID", help="ids of speakers")
    split = actions.add_parser("split", help="these are not of the party that they are in", allow_abbrev=False)
    split.add_argument("ids", nargs="+", metavar="ID", help="ids of speakers, which are one party of their own then")
    undone = actions.add_parser("undo", help="take a judgement back", allow_abbrev=False)
    undone.add_argument("number", type=count, metavar="NUMBER", help="the judgement's number")
    for one in (listed, merged, split, undone):
        _add_ledger(one)
    for one in (merged, split, undone):
        _add_person(one)


def _add_correct(commands: Any) -> None:
    examples = (
        "examples:\n  sayso correct 8c32fc8e5f19bf5b5b0d speaker 'Ada Lund'\n"
        "  sayso correct 8c32fc8e5f19bf5b5b0d said_on 2016-05-03\n  sayso correct 8c32fc8e5f19bf5b5b0d --drop\n"
        "  sayso correct 8c32fc8e5f19bf5b5b0d --accept\n"
        "  sayso correct --add ARTICLE 'the pier is safe' --speaker 'Ada Lund'\n  sayso correct --list\n"
    )
    parser = add_command(commands, "correct", "put a statement right", _CORRECT, examples)
    parser.add_argument("words", nargs="*", metavar="STATEMENT [FIELD VALUE]", help="what to set of which statement")
    _add_ledger(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--drop", action="store_true", help="it is no statement")
    what.add_argument("--accept", action="store_true", help="it is right as it stands")
    what.add_argument("--add", metavar="ARTICLE", help="add a statement with these words of an article")
    what.add_argument("--undo", type=count, metavar="NUMBER", help="take a correction back")
    what.add_argument("--list", action="store_true", help="list corrections (of a statement, or all)")
    parser.add_argument("--speaker", metavar="NAME", help="with --add: whose it is, as NAME or KIND:NAME")
    parser.add_argument("--act", choices=get_args(Act), default="assert", help="with --add (default: assert)")
    parser.add_argument("--json", action="store_true", help="with --list: one correction a line, as JSON Lines")
    _add_person(parser)


def _add_export(commands: Any) -> None:
    examples = "examples:\n  sayso export > ledger.jsonl\n  sayso export --format parquet --out statements.parquet\n"
    parser = add_command(commands, "export", "write the ledger in another format", _EXPORT, examples)
    _add_ledger(parser)
    parser.add_argument("--format", default="jsonl", metavar="FORMAT", help="which (default: jsonl)")
    parser.add_argument("--out", metavar="PATH", help="file or (brat) folder to write (default: standard output)")
    parser.add_argument(
        "--corrections", action="store_true", help="what persons corrected, as training data (JSON Lines)"
    )


def _add_serve(commands: Any) -> None:
    examples = "examples:\n  sayso serve\n  sayso serve --ledger harbour.db --port 9000\n"
    parser = add_command(commands, "serve", "the reading room: web pages and the HTTP API", _SERVE, examples)
    _add_ledger(parser)
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=port, default=8080, help="the port to listen on (default: 8080)")
    parser.add_argument("--no-limits", action="store_true", help="let everybody ask as often as they like")
    parser.add_argument(
        "--name", action="append", default=[], metavar="HOST", help="a further name by which browsers ask for the room"
    )


def _add_mcp(commands: Any) -> None:
    examples = "examples:\n  sayso mcp --ledger harbour.db\n"
    _add_ledger(add_command(commands, "mcp", "the ledger for assistants", _MCP, examples))


def _add_token(commands: Any) -> None:
    examples = "examples:\n  sayso token Nora\n  sayso token --list\n  sayso token --withdraw 0123abcd\n"
    parser = add_command(commands, "token", "let somebody write in the reading room", _TOKEN, examples)
    parser.add_argument("name", nargs="*", metavar="NAME", help="whose token it is; corrections are in this name")
    _add_ledger(parser)
    parser.add_argument("--list", action="store_true", help="list the tokens")
    parser.add_argument("--withdraw", metavar="ID", help="let a token open nothing any more")


def _add_check(commands: Any) -> None:
    parser = add_command(commands, "check", "look whether the ledger is whole", _CHECK, "examples:\n  sayso check\n")
    _add_ledger(parser)
