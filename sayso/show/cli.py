"""The command line: its words, its help, and the way to the module of the chosen command.

Only light modules are imported here, so that help and wrong usage answer at once; a command's
module, with all that it needs, is imported when the command was chosen.
"""

import argparse
import logging
import sys
import warnings
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from sayso import __version__
from sayso.errors import UsageError
from sayso.show.complaints import end_quietly
from sayso.show.parsing import EXIT
from sayso.show.records import Engine
from sayso.show.usage_bulk import add_bulk
from sayso.show.usage_ledger import add_ledger_commands
from sayso.show.usage_read import add_read

#: Where each command lives; its `execute(arguments, engine)` returns the exit status.
COMMANDS = {
    "read": "sayso.show.read",
    "add": "sayso.show.add",
    "search": "sayso.show.search",
    "who": "sayso.show.who",
    "disputes": "sayso.show.disputes",
    "changes": "sayso.show.changes",
    "relate": "sayso.show.relate",
    "speakers": "sayso.show.speakers",
    "correct": "sayso.show.correct",
    "export": "sayso.show.export",
    "check": "sayso.show.check",
    "serve": "sayso.show.serve",
    "token": "sayso.show.token",
    "mcp": "sayso.show.mcp",
    "bulk": "sayso.show.bulk",
}

_ABOUT = "Reads news articles and keeps the record of who said what, on whose say-so."

_EXAMPLES = """\
examples:
  sayso read story.html
  sayso read https://news.example/harbour --json
  sayso add archive/
  sayso search 'border wall' --speaker trump
  sayso who 'Angela Merkel'
"""


def run() -> NoReturn:
    """The `sayso` command."""
    _hush_libraries()
    sys.exit(main())


def main(argv: Sequence[str] | None = None, engine: Engine | None = None) -> int:
    """Do what the words of the command line ask, and return the exit status.

    `engine` reads the articles in place of Sayso's own reading parts.
    """
    with end_quietly() as end:
        end.status = _obey(argv, engine)
        if sys.stdout is not None:
            sys.stdout.flush()  # here, where a closed pipe is still caught
    return end.status


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="sayso",
        description=_ABOUT,
        epilog=f"{_EXAMPLES}\n{EXIT}\n'sayso COMMAND --help' tells more about a command.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version", action="version", version=f"sayso {__version__}", help="print the version and exit"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    add_read(commands)
    add_ledger_commands(commands)
    add_bulk(commands)
    return parser


def _hush_libraries() -> None:
    # stderr is for our own lines; what a library has to say to its programmers is not for users.
    logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def _obey(argv: Sequence[str] | None, engine: Engine | None) -> int:
    try:
        arguments = build_parser().parse_args(argv)
    except SystemExit as stop:  # argparse has answered: help, version or wrong usage
        return stop.code if isinstance(stop.code, int) else 0
    if sys.stdout is None:
        raise UsageError("standard output is closed")
    status: int = import_module(COMMANDS[arguments.command]).execute(arguments, engine)
    return status
