"""A sign of life on stderr while articles are read, for the person who waits."""

import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Self, TextIO

from rich.console import Console
from rich.status import Status
from rich.text import Text


class Line:
    """A spinner with a line of its own; nothing at all unless a person can see it."""

    def __init__(self, stderr: TextIO | None, stdout: TextIO) -> None:
        self._status = _build_status(stderr) if stderr and _is_seen(stderr, stdout) else None

    def __enter__(self) -> Self:
        if self._status:
            self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._status:
            self._status.stop()

    def show(self, told: str) -> None:
        """Show another line in place of the last one."""
        if self._status:
            self._status.update(Text(told, style="dim"))


class Progress(Line):
    """A spinner with count and rate.

    What is printed meanwhile is printed inside `aside`, where the spinner is out of the way.
    """

    def __init__(self, stderr: TextIO | None, stdout: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(stderr, stdout)
        self._clock = clock
        self._count = 0
        self._start = clock()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Count one more input, with the spinner gone while its record or its error is printed."""
        self._count += 1
        if not self._status:
            yield
            return
        self._status.stop()
        yield
        self.show(self._describe())
        self._status.start()

    def _describe(self) -> str:
        rate = self._count / max(self._clock() - self._start, 1e-6)
        return f"{self._count:,} done, {rate:.1f} a second"


def _build_status(stderr: TextIO) -> Status:
    spinner = "dots" if (stderr.encoding or "").lower().startswith("utf") else "line"
    return Status(Text("reading", style="dim"), console=Console(file=stderr), spinner=spinner)


def _is_seen(stderr: TextIO, stdout: TextIO) -> bool:
    # Behind a pipe stands a program that may paint on the same terminal, such as a pager.
    return stderr.isatty() and os.environ.get("TERM") != "dumb" and not _is_pipe(stdout)


def _is_pipe(stream: TextIO) -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return False
