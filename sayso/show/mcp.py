"""`sayso mcp`: the ledger for assistants, on standard input and output."""

from argparse import Namespace
from importlib import import_module
from typing import cast

from sayso import __version__
from sayso.serve.assistant import build_server
from sayso.serve.room import Room
from sayso.show.complaints import DONE
from sayso.show.records import Engine, Given
from sayso.show.serve import Reading


def execute(arguments: Namespace, engine: Engine | None = None) -> int:
    """Answer until the assistant hangs up; return the exit status."""
    engine = engine or cast(Engine, import_module("sayso.show.engine"))
    room = Room(arguments.ledger, Reading(engine, Given()))
    room.open()
    build_server(room, __version__).run("stdio")
    room.close()
    return DONE
