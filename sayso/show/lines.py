"""Printing of lines that were set on a page, to a terminal or a file."""

import shutil
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.text import Text

from sayso.show.paper import Paper

_NARROWEST, _WIDEST, _USUAL = 40, 100, 80


class Printer:
    """Prints blocks of lines one below the other, a rule between them; in colour where the stream has any."""

    def __init__(self, stream: TextIO, width: int | None = None) -> None:
        self._stream = stream
        columns = width or shutil.get_terminal_size((_USUAL, 24)).columns
        self.paper = Paper(max(_NARROWEST, min(columns, _WIDEST)), stream.encoding)
        self._console = Console(file=stream, width=self.paper.width, highlight=False, legacy_windows=False)
        self._is_first = True

    def show(self, lines: Iterable[Text]) -> None:
        """Print a block."""
        # Captured and written at once: rich would end the whole program at a closed pipe.
        with self._console.capture() as capture:
            if not self._is_first:
                for line in (Text(), self.paper.rule(), Text()):
                    self._console.print(line, soft_wrap=True)
            for line in lines:
                self._console.print(line, soft_wrap=True)
        self._stream.write(capture.get())
        self._stream.flush()
        self._is_first = False
