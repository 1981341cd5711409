"""The command line: its words, its help, and the way to the module of the chosen command.

Only light modules are imported here, so that help and wrong usage answer at once; a command's
module, with all that it needs, is imported when the command was chosen.
"""

import argparse
import logging
import sys
import warnings
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from sayso import __version__
from sayso.show.complaints import end_quietly
from sayso.show.records import Engine

#: Where each command lives; its `execute(arguments, engine)` returns the exit status.
COMMANDS = {"read": "sayso.show.read"}

_ABOUT = "Reads news articles and records who said what, on whose say-so."

_EXAMPLES = """\
examples:
  sayso read story.html
  sayso read https://news.example/harbour --json
"""

_EXIT = """\
exit status:
  0  done
  1  some inputs could not be read; each is named on stderr, the others are done
  2  wrong usage
"""

_READ = """\
Read articles and print the record of each: who said what. Nothing is stored.

A SOURCE is a file (text, HTML, JSON Lines of articles, RSS or Atom, WARC, any of them
gzipped), a folder, a URL, or - for standard input.
"""

_READ_EXAMPLES = """\
examples:
  sayso read story.html
  sayso read https://news.example/harbour --outlet 'Harbour Herald'
  sayso read archive/ --json > records.jsonl
  pdftotext report.pdf - | sayso read - --title 'The harbour in 2024' --published 2024-03-05
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
        epilog=f"{_EXAMPLES}\n{_EXIT}\n'sayso COMMAND --help' tells more about a command.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version", action="version", version=f"sayso {__version__}", help="print the version and exit"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_read(commands)
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
    status: int = import_module(COMMANDS[arguments.command]).execute(arguments, engine)
    return status


def _add_read(commands: Any) -> None:  # argparse gives the type of its subparsers no public name
    parser: argparse.ArgumentParser = commands.add_parser(
        "read",
        help="print the record of each article",
        description=_READ,
        epilog=f"{_READ_EXAMPLES}\n{_EXIT}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help="file, folder, URL or -")
    parser.add_argument("--json", action="store_true", help="print one record a line, as JSON Lines")
    parser.add_argument("--all", action="store_true", help="show bare mentions too, which are only counted else")
    parser.add_argument(
        "--figures", action="store_true", help="list every figure, with the statement it stands in or none"
    )
    parser.add_argument("--why", action="store_true", help="tell why each statement stands on its speaker")
    parser.add_argument(
        "--certain", type=_share, metavar="P", help="name a person or body only where at least so likely (0 to 1)"
    )
    parser.add_argument("--actors", type=Path, metavar="FILE", help="CSV of who held which office when; see docs")
    known = parser.add_argument_group("what the sources do not say themselves")
    known.add_argument("--published", type=_day, metavar="DATE", help="day of publication, as YYYY-MM-DD")
    known.add_argument("--url", metavar="URL", help="address of the article")
    known.add_argument("--outlet", metavar="NAME", help="newspaper, agency or site that published it")
    known.add_argument("--title", metavar="TEXT", help="headline")
    parser.add_argument(
        "--allow-private",
        action="store_true",
        help="fetch URLs on this computer and its own network too",
    )


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return value


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2024-03-05") from None
