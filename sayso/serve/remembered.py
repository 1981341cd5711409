"""Answers that are given again while nothing has changed: who asks what another asked just now need not wait for it."""

from collections import OrderedDict
from math import inf
from time import monotonic
from typing import NamedTuple

from anyio import CapacityLimiter, to_thread
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.serve.room import FRESH, Room

#: Bytes of one answer, and of all that are remembered.
LARGEST_ANSWER, MEMORY = 2**20, 64 * 2**20
#: What an answer depends on besides its address.
_TELLING = (b"host", b"hx-request")


class _Kept(NamedTuple):
    mark: str
    until: float
    messages: tuple[Message, ...]
    size: int


class Remembered:
    """Remembers what strangers are answered, until the ledger changes.

    One who has signed in or brings a token is always answered anew. What is made within `FRESH` seconds of a change may
    show parts that the room had counted before it: that is kept for as long only.
    """

    def __init__(self, app: ASGIApp, room: Room) -> None:
        self.app, self._room = app, room
        self._kept: OrderedDict[tuple[bytes | str, ...], _Kept] = OrderedDict()
        self._size = 0
        self._mark, self._since = "", 0.0
        self._looks: CapacityLimiter | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as before, or pass the request on and keep the answer."""
        key = _key_of(scope)
        mark = await self._look() if key else None
        if key is None or mark is None:
            await self.app(scope, receive, send)
            return
        kept = self._kept.get(key)
        if kept is not None and kept.mark == mark and kept.until >= monotonic():
            self._kept.move_to_end(key)
            for message in kept.messages:
                await send(dict(message))
            return
        messages: list[Message] = []

        async def send_and_keep(message: Message) -> None:
            messages.append(dict(message))  # the layers outside add their headers to the one that is sent
            await send(message)

        await self.app(scope, receive, send_and_keep)
        self._keep(key, mark, messages)

    async def _look(self) -> str | None:
        """The state of the ledger; None where it cannot be told, and nothing is remembered."""
        if self._looks is None:
            self._looks = CapacityLimiter(1)  # beside those who are worked for: this takes no time
        try:
            mark = await to_thread.run_sync(self._room.mark, limiter=self._looks)
        except Exception:  # whoever asks is told what is wrong
            return None
        if mark != self._mark:
            self._mark, self._since = mark, monotonic()
        return mark

    def _keep(self, key: tuple[bytes | str, ...], mark: str, messages: list[Message]) -> None:
        size = sum(len(message.get("body", b"")) for message in messages)
        if not _is_whole(messages) or size > LARGEST_ANSWER:
            return
        now = monotonic()
        self._forget(key)
        self._kept[key] = _Kept(mark, inf if now > self._since + FRESH else now + FRESH, tuple(messages), size)
        self._size += size
        while self._size > MEMORY:
            self._forget(next(iter(self._kept)))

    def _forget(self, key: tuple[bytes | str, ...]) -> None:
        if old := self._kept.pop(key, None):
            self._size -= old.size


def _key_of(scope: Scope) -> tuple[bytes | str, ...] | None:
    """What tells a stranger's question from others; None where the answer is not to be remembered."""
    if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith("/static/"):
        return None
    headers = dict(scope["headers"])
    if b"authorization" in headers or b"sayso=" in headers.get(b"cookie", b""):
        return None
    packed = b"gzip" if b"gzip" in headers.get(b"accept-encoding", b"") else b""
    return scope["path"], scope["query_string"], packed, *(headers.get(name, b"") for name in _TELLING)


def _is_whole(messages: list[Message]) -> bool:
    """Whether an answer is a success, to its end, that sets no cookie."""
    if not messages or messages[0].get("status") != 200 or messages[-1].get("more_body"):
        return False
    return all(name.lower() != b"set-cookie" for name, _ in messages[0]["headers"])
