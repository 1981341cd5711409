"""An article's text as words that know where they stand: sentence, paragraph, quotation.

Rules only; offsets are code points of the text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from sayso.resolve.gazetteer import ABBREVIATED
from sayso.resolve.grammar import ARTICLES, PREPOSITIONS
from sayso.wordlist import fold

# Initials and abbreviations keep their full stop; hyphens, apostrophes and & hold a word together.
WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?<!\w)[A-Z]\.(?=\s[A-Z])|(?<!\w)(?:"
    + "|".join(sorted((a.capitalize() for a in ABBREVIATED), key=len, reverse=True))
    + r")\.|\d[\d,.]*\d|\w+(?:[-'’&/.]\w+)*|&|%"
)
#: "al-Rashid": a name, though it begins with a small letter.
ARTICLE_NAME = re.compile(r"(?:a[dlnrst]|el|bin|ibn)-[A-Z]")
CLITIC = re.compile(r"['’](?:s|S|re|ve|ll|d|m)$")
SENTENCE = re.compile(r"[.!?][\"”’'»)\]]*\s|\n")
MARKS = re.compile(r"``|''|[\"“”„«»\n]")
#: Words that headlines leave without a capital.
SMALL = ARTICLES | PREPOSITIONS | {"and", "or", "but", "nor", "so", "is", "are", "if", "his", "her", "its", "no"}
OPENING = frozenset("“„«") | {"``"}
CLOSING = frozenset("”»")


class Word(NamedTuple):
    """One word; `low` is its lower case without a full stop, `gap` what stood before it.

    `end` leaves out a clitic ("'s"), `after` does not.
    """

    text: str
    low: str
    capital: bool
    start: int
    end: int
    after: int
    gap: str
    sentence: int
    paragraph: int
    quoted: bool
    initial: bool
    owns: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order; `loud` are the paragraphs set in capitals or title case."""

    text: str
    items: tuple[Word, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    common: frozenset[str]
    loud: frozenset[int]

    def within(self, start: int, end: int) -> range:
        """The places of the words that share a character with [start, end)."""
        return range(bisect_left(self.ends, start + 1), bisect_left(self.starts, end))

    def place(self, offset: int) -> int:
        """The place of the first word that starts at or after an offset."""
        return bisect_left(self.starts, offset)


def read_words(text: str) -> Words:
    """The words of a text."""
    items = tuple(_scan(text))
    loud = frozenset(n for n, group in groupby(items, key=lambda w: w.paragraph) if _is_loud(list(group)))
    common = frozenset(w.text for w in items if w.text[0].islower() and w.paragraph not in loud)
    return Words(text, items, tuple(w.start for w in items), tuple(w.after for w in items), common, loud)


def _scan(text: str) -> Iterator[Word]:
    sentence = paragraph = last = 0
    quoted, first = False, True
    for match in WORD.finditer(text):
        start, after = match.span()
        gap = text[last:start]
        gap = " " if gap.isspace() and "\n" not in gap else gap
        if gap not in (" ", "", "-"):
            if SENTENCE.search(gap):
                sentence, first = sentence + 1, True
            paragraph += "\n" in gap
            for mark in MARKS.finditer(text, last, start):
                quoted = mark.group() != "\n" and _opens(text, mark.start(), mark.end(), quoted)
                first = first or quoted
        end = _body(match.group()) + start
        owns = text[end:after].lower().endswith("s") or (
            text[after - 1] in "sS" and text[after : after + 2] in ("' ", "’ ")
        )
        core = text[start:end]
        low = fold(core).rstrip(".")
        yield Word(
            core,
            low,
            core[0].isupper() or ARTICLE_NAME.match(core) is not None,
            start,
            end,
            after,
            gap,
            sentence,
            paragraph,
            quoted,
            first,
            owns,
        )
        last, first = after, False


def _opens(text: str, start: int, end: int, quoted: bool) -> bool:
    """Whether the quotation mark at [start, end) opens; a straight one tells by what stands beside it."""
    mark = text[start:end]
    if mark in OPENING or mark in CLOSING:
        return mark in OPENING
    before, after = text[start - 1 : start].strip(), text[end : end + 1].strip()
    if bool(before) == bool(after):
        return not quoted
    return not before


def _body(word: str) -> int:
    clitic = CLITIC.search(word)
    return clitic.start() if clitic and clitic.start() else len(word)


def _is_loud(words: Sequence[Word]) -> bool:
    """Headlines: nearly every word that could go without a capital has one."""
    telling = [w for w in words if w.text[0].isalpha() and w.low not in SMALL]
    return len(telling) >= 3 and sum(w.capital for w in telling) >= 0.8 * len(telling) and len(words) < 40
