"""The sign of life: there for a person who waits, and for nobody else."""

import io
import os

import pytest

from sayso.show.progress import Progress


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def run_progress(stderr: io.StringIO, stdout: io.TextIOBase) -> str:
    ticks = iter(range(0, 1000, 2))
    with Progress(stderr, stdout, clock=lambda: next(ticks)) as progress:  # type: ignore[arg-type]
        for _ in range(2):
            with progress.aside():
                pass
    return stderr.getvalue()


def test_a_terminal_shows_count_and_rate() -> None:
    text = run_progress(Terminal(), Terminal())
    assert "reading" in text
    assert "1 done, 0.5 a second" in text
    assert "2 done, 0.5 a second" in text


def test_the_spinner_is_wiped_before_something_is_printed() -> None:
    stderr = Terminal()
    with Progress(stderr, Terminal()) as progress, progress.aside():
        painted = stderr.getvalue()
    assert "\x1b[2K" in painted[painted.rindex("reading") :]


def test_without_a_terminal_nothing_is_shown() -> None:
    assert run_progress(io.StringIO(), Terminal()) == ""


def test_a_dumb_terminal_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert run_progress(Terminal(), Terminal()) == ""


def test_before_a_pipe_nothing_is_shown() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading), os.fdopen(writing, "w") as pipe:
        assert run_progress(Terminal(), pipe) == ""
