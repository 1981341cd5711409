"""`sayso serve`: the reading room."""

import gc
import os
import sys
from argparse import Namespace
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, cast

import uvicorn

from sayso import __version__
from sayso.relate.judge import Judge
from sayso.serve.app import build_app
from sayso.serve.room import Room
from sayso.show.complaints import DONE
from sayso.show.plain import clean_line
from sayso.show.records import Engine, Given, RecordReader

#: Names by which a browser on this machine asks for it.
LOCAL = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True)
class Reading:
    """The reading parts as the room wants them, with the settings of the command line."""

    engine: Engine
    given: Given

    @cache  # noqa: B019  (there is one, and it lives as long as the process)
    def name_reader(self) -> str:
        """Which version reads."""
        return self.engine.name_reader(self.given)

    def load_reader(self) -> RecordReader:
        """What reads articles."""
        return self.engine.load_reader(self.given)

    def load_judge(self) -> Judge:
        """What relates statements of several articles."""
        return self.engine.load_judge()


def _collect_less() -> None:
    """What is loaded by now stays: looking through it again and again would take a part of every page's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def execute(arguments: Namespace, engine: Engine | None = None) -> int:
    """Serve until somebody stops it; return the exit status."""
    engine = engine or cast(Engine, import_module("sayso.show.engine"))
    room = Room(arguments.ledger, Reading(engine, Given()))
    room.open()
    hosts = [*LOCAL, arguments.host, *arguments.name]
    secret = os.environ.get("SAYSO_SECRET")
    app = build_app(room, __version__, secret=secret, hosts=hosts, limits=not arguments.no_limits)
    shown = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    print(f"the reading room of {clean_line(arguments.ledger)}: http://{shown}:{arguments.port}/", file=sys.stderr)
    settings: dict[str, Any] = {
        "log_level": "warning",
        "server_header": False,
        "proxy_headers": False,
        "timeout_graceful_shutdown": 5,
    }
    _collect_less()
    uvicorn.run(app, host=arguments.host, port=arguments.port, **settings)
    return DONE
