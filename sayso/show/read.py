"""`sayso read`: print the record of each article as soon as it is made."""

import sys
from argparse import Namespace
from collections.abc import Callable
from importlib import import_module
from typing import TextIO, cast

from sayso.errors import ReadError, UsageError
from sayso.model import Record
from sayso.show.complaints import DONE, INCOMPLETE, complain
from sayso.show.figures import FiguresView
from sayso.show.jsonl import write_json
from sayso.show.progress import Progress
from sayso.show.records import Engine, Given, read_records
from sayso.show.terminal import TerminalView


def execute(arguments: Namespace, engine: Engine | None = None) -> int:
    """Print the record of each article of the sources; return the exit status."""
    engine = engine or cast(Engine, import_module("sayso.show.engine"))
    given = Given(**{name: getattr(arguments, name) for name in Given.__slots__})
    show = _choose_view(arguments, sys.stdout)
    status = DONE
    with Progress(sys.stderr, sys.stdout) as progress:
        for outcome in read_records(arguments.sources, given, engine):
            with progress.aside():
                if isinstance(outcome, ReadError):
                    complain(outcome.ref, outcome.reason)
                    status = INCOMPLETE
                else:
                    show(outcome)
    return status


def _choose_view(arguments: Namespace, stdout: TextIO | None) -> Callable[[Record], None]:
    if stdout is None:
        raise UsageError("standard output is closed")
    if arguments.figures:
        return FiguresView(stdout, as_json=arguments.json).show
    if arguments.json:
        return lambda record: write_json(record.to_json(arguments.why), stdout)
    return TerminalView(stdout, why=arguments.why, all_=arguments.all).show
