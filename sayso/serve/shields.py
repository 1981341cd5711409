"""What stands before every request: limits on size and rate, and headers that let nothing of an article be run."""

import re
from math import ceil
from time import time

from fastapi import Request
from fastapi.responses import Response
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.serve.problems import Show, tell_problem

#: Only what the room itself serves is loaded, shown or asked; nothing may frame it, and no form goes elsewhere.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with none at all a form would come from nowhere
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
#: Bytes of a request, and requests a minute from one address: of all, and of those that read an article or sign in.
LARGEST = 5 * 2**20
OFTEN, COSTLY = RateLimitItemPerMinute(1200), RateLimitItemPerMinute(30)
COSTLY_PATHS = ("/api/v1/read", "/api/v1/articles", "/add", "/add/keep", "/sign-in")


class Headers:
    """Puts the safety headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the headers."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if not scope["path"].startswith("/static/"):
                    headers.setdefault("cache-control", "private, no-cache")
                    headers.add_vary_header("HX-Request")
            await send(message)

        await self.app(scope, receive, send_safely if scope["type"] == "http" else send)


class Blanks:
    """Takes empty questions away: a field of a form that nobody filled asks for nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on without them."""
        if scope["type"] == "http" and scope["query_string"]:
            asked = [part for part in scope["query_string"].split(b"&") if part and not re.fullmatch(rb"[^=]*=", part)]
            scope["query_string"] = b"&".join(asked)  # in place: what stands outside sees the same request
        await self.app(scope, receive, send)


class Origins:
    """Takes what a person sends from the room's own pages alone; programs bring a token and are not asked."""

    def __init__(self, app: ASGIApp, show: Show) -> None:
        self.app, self._show = app, show

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless another page sent it."""
        if scope["type"] == "http" and scope["method"] == "POST" and not scope["path"].startswith("/api/"):
            known = {name: value.decode("latin-1") for name, value in scope["headers"]}
            site, origin = known.get(b"sec-fetch-site", "same-origin"), known.get(b"origin")
            own = origin is None or origin.partition("://")[2] == known.get(b"host")
            if site not in ("same-origin", "none") or not own:
                refused = tell_problem(self._show, Request(scope), 403, "this was sent by another page")
                await refused(scope, receive, send)
                return
        await self.app(scope, receive, send)


class Bounds:
    """Refuses requests that are too large, before they are read whole."""

    def __init__(self, app: ASGIApp, show: Show, largest: int = LARGEST) -> None:
        self.app, self._show, self.largest = app, show, largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless it says that it is too large, or turns out to be."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        told = dict(scope["headers"]).get(b"content-length", b"0")
        if told.isdigit() and int(told) > self.largest:
            reason = f"the request is larger than {self.largest:,} bytes"
            await tell_problem(self._show, Request(scope), 413, reason)(scope, receive, send)
            return
        seen = 0

        async def receive_bounded() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.largest:
                return {"type": "http.disconnect"}
            return message

        await self.app(scope, receive_bounded, send)


class Rates:
    """Lets one address ask only so often."""

    def __init__(self, app: ASGIApp, show: Show) -> None:
        self.app, self._show, self._limiter = app, show, MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless there were too many."""
        seconds = self._count(scope) if scope["type"] == "http" else 0
        if seconds:
            await self._refuse(Request(scope), seconds)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _count(self, scope: Scope) -> int:
        """Count a request; the seconds after which there may be another, where this one is too many."""
        who = scope["client"][0] if scope.get("client") else "?"
        costly = scope["method"] == "POST" and scope["path"] in COSTLY_PATHS
        for limit in (OFTEN, COSTLY) if costly else (OFTEN,):
            if not self._limiter.hit(limit, who):
                return max(1, ceil(self._limiter.get_window_stats(limit, who).reset_time - time()))
        return 0

    def _refuse(self, request: Request, seconds: int) -> Response:
        reason = f"too many requests; wait {seconds} second{'s' if seconds > 1 else ''}"
        return tell_problem(self._show, request, 429, reason, {"Retry-After": str(seconds)})
