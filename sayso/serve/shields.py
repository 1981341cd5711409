"""What stands before every request: limits on size and rate, and headers that let nothing of an article be run."""

import re

from fastapi.responses import JSONResponse
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.serve.problems import CODES

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

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless another page sent it."""
        if scope["type"] == "http" and scope["method"] == "POST" and not scope["path"].startswith("/api/"):
            known = {name: value.decode("latin-1") for name, value in scope["headers"]}
            site, origin = known.get(b"sec-fetch-site", "same-origin"), known.get(b"origin")
            own = origin is None or origin.partition("://")[2] == known.get(b"host")
            if site not in ("same-origin", "none") or not own:
                await _refuse(403, "this was sent by another page")(scope, receive, send)
                return
        await self.app(scope, receive, send)


class Bounds:
    """Refuses requests that are too large, before they are read whole."""

    def __init__(self, app: ASGIApp, largest: int = LARGEST) -> None:
        self.app, self.largest = app, largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless it says that it is too large, or turns out to be."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        told = dict(scope["headers"]).get(b"content-length", b"0")
        if told.isdigit() and int(told) > self.largest:
            await _refuse(413, f"the request is larger than {self.largest:,} bytes")(scope, receive, send)
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

    def __init__(self, app: ASGIApp) -> None:
        self.app, self._limiter = app, MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless there were too many."""
        if scope["type"] == "http" and not self._may(scope):
            await _refuse(429, "too many requests; wait a minute")(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _may(self, scope: Scope) -> bool:
        who = scope["client"][0] if scope.get("client") else "?"
        costly = scope["method"] == "POST" and scope["path"] in COSTLY_PATHS
        return self._limiter.hit(OFTEN, who) and (not costly or self._limiter.hit(COSTLY, "costly", who))


def _refuse(status: int, message: str) -> JSONResponse:
    return JSONResponse({"error": {"code": CODES[status], "message": message}}, status)
