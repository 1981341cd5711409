"""The page that a view is set on: its width in cells, and what its encoding can show."""

from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from sayso.show.plain import clean_line, fit_encoding

# rich asks for a console even where it only measures; nothing is ever printed to this one.
_MEASURE = Console(width=80, quiet=True)


@dataclass(frozen=True, slots=True)
class Paper:
    """A page of so many cells, in an encoding."""

    width: int
    encoding: str | None = "utf-8"

    def ink(self, words: str, style: str = "") -> Text:
        """Words in a style, on one line, safe to print; markup in them is just characters."""
        return Text(fit_encoding(clean_line(words), self.encoding), style)

    def ink_part(self, words: str, style: str = "") -> Text:
        """Part of a line, with its spaces; what holds no line breaks or controls any more."""
        return Text(fit_encoding(words, self.encoding), style)

    def mark(self, glyph: str, style: str = "") -> Text:
        """A glyph of our own with its spaces, or what comes nearest to it."""
        return Text(fit_encoding(glyph, self.encoding), style)

    def rule(self) -> Text:
        """A line across the page."""
        return self.mark("─" * self.width, "dim")

    def wrap(self, text: Text, margin: int = 0) -> list[Text]:
        """The text in lines that leave a margin of so many cells; longer words are folded."""
        lines = list(text.wrap(_MEASURE, self.width - margin, overflow="fold"))
        for line in lines:
            line.rstrip()
        return lines
