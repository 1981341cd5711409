"""What the parsers of all commands share: their form, and the values that they take."""

import argparse
from datetime import date
from typing import Any, get_args

from sayso.model import RelationKind

EXIT = """\
exit status:
  0  done
  1  some inputs could not be read, or the ledger could not be used; each is named on stderr with its reason
  2  wrong usage
"""


def add_command(commands: Any, name: str, summary: str, about: str, examples: str) -> argparse.ArgumentParser:
    """A command's parser with its help."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=summary,
        description=about,
        epilog=f"{examples}\n{EXIT}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    return parser


def share(text: str) -> float:
    """A number from 0 to 1."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return value


def day(text: str) -> str:
    """An ISO date."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2024-03-05") from None


def count(text: str) -> int:
    """A whole number from 1 on."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 10**9:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 on")
    return int(text)


def port(text: str) -> int:
    """A port to listen on."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 2**16:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 1 to 65535")
    return int(text)


def number(text: str) -> float:
    """A number, with or without commas."""
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        value = float("nan")
    if value != value or value in (float("inf"), float("-inf")):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number")
    return value


def relation_kinds(text: str) -> tuple[str, ...]:
    """Kinds of relation with commas between; all of them is none."""
    kinds = tuple(part.strip() for part in text.split(","))
    known = get_args(RelationKind)
    if kinds == ("all",):
        return ()
    if wrong := [kind for kind in kinds if kind not in known]:
        raise argparse.ArgumentTypeError(f"{wrong[0]!r} is not one of {', '.join(known)}, all")
    return kinds
