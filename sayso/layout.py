"""Where the sentences and paragraphs of a text begin."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_SENTENCE = re.compile(r"(?<=[.!?])[”’\"')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")
_PARAGRAPH = re.compile(r"\n+")


@dataclass(frozen=True, slots=True)
class Layout:
    """Sentences and paragraphs of a text, by where they begin."""

    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]

    def sentence(self, place: int) -> int:
        """The number of the sentence that a place lies in."""
        return bisect_right(self.sentences, place) - 1

    def paragraph(self, place: int) -> int:
        """The number of the paragraph that a place lies in."""
        return bisect_right(self.paragraphs, place) - 1


def lay_out(text: str) -> Layout:
    """The sentences and paragraphs of a text."""
    sentences = (0, *(m.end() for m in _SENTENCE.finditer(text)))
    paragraphs = (0, *(m.end() for m in _PARAGRAPH.finditer(text)))
    return Layout(sentences, paragraphs)
