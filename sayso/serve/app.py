"""The reading room as an ASGI application."""

import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from threading import Thread
from typing import Any

from anyio import to_thread
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from sayso.serve import pages
from sayso.serve.api import build_api
from sayso.serve.api.speakers import SOMEBODY, list_named
from sayso.serve.problems import answer_problems
from sayso.serve.remembered import Remembered
from sayso.serve.room import Room
from sayso.serve.shields import Blanks, Bounds, Headers, Origins, Rates
from sayso.serve.tokens import Doorkeeper

_ABOUT = """\
Who said what, on whose say-so: the statements that a ledger holds, and what has become of them.

Reading needs nothing; what changes the ledger needs a token (`sayso token NAME`), sent as `Authorization: Bearer …`.
Spans are half-open, in Unicode code points of the article's text. Lists come in pages: give the `next` of one as the
`cursor` of the following. All errors have one shape.
"""


#: Requests that are worked on at once: more would only take Python's one lock from each other.
AT_ONCE = 3


#: Seconds after which a person signs in again.
SESSION = 12 * 3600


def build_app(
    room: Room, version: str, *, secret: str | None = None, hosts: Sequence[str] = ("*",), limits: bool = True
) -> FastAPI:
    """The application on a room; `secret` signs sessions, and without one they end with the process.

    Asked for by a name that is none of `hosts`, it does not answer: a page elsewhere could lead a browser here by a
    name of its own.
    """

    @asynccontextmanager
    async def live(_: FastAPI) -> AsyncIterator[None]:
        room.open()
        to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
        Thread(target=_warm, args=(room,), name="sayso-warm", daemon=True).start()
        yield
        room.close()

    app = FastAPI(
        title="Sayso",
        version=version,
        description=_ABOUT,
        lifespan=live,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.state.room, app.state.doorkeeper, app.state.ended = room, Doorkeeper(), set()
    app.include_router(build_api())
    app.include_router(pages.router)
    pages.mount_files(app)
    answer_problems(app, pages.show_problem)
    signed: dict[str, Any] = {"secret_key": secret or secrets.token_hex(32), "session_cookie": "sayso"}
    app.add_middleware(SessionMiddleware, same_site="strict", max_age=SESSION, **signed)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=3)
    app.add_middleware(Remembered, room=room)
    app.add_middleware(Blanks)
    app.add_middleware(Origins, show=pages.show_problem)
    if limits:
        app.add_middleware(Rates, show=pages.show_problem)
    app.add_middleware(Bounds, show=pages.show_problem)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    app.add_middleware(Headers)
    return app


def _warm(room: Room) -> None:
    """What takes long is done before the first asks for it."""
    with suppress(Exception):  # whoever asks is told what is wrong
        pages.load_templates()
        list_named(room, None, SOMEBODY, 1, 0)
        room.warm()
