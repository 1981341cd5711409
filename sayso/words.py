"""The words by which statements are found: as printed but for case and accents, and their stems.

Both stores index these words and not the text, so that they find the same.
"""

import re
import threading
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

import snowballstemmer

from sayso.wordlist import fold

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_POSSESSIVE = re.compile(r"['’]s$", re.I)
#: Of a longer word this much is indexed and asked for; a store has its limits.
_LONGEST = 200
_ONE_AT_A_TIME = threading.Lock()


class Word(NamedTuple):
    """A folded word at [start, end) of a text."""

    text: str
    start: int
    end: int


def find_words(text: str) -> Iterator[Word]:
    """The words of a text in order; "Mayor’s" is "mayor", "don’t" is "dont"."""
    for found in _WORD.finditer(text):
        if word := _fold(found[0]):
            yield Word(word, found.start(), found.end())


def split_words(text: str) -> list[str]:
    """The folded words of a text."""
    return [word for word in map(_fold, _WORD.findall(text)) if word]


@lru_cache(maxsize=65536)
def _fold(word: str) -> str:
    # Taken apart, "½" holds a sign that is no part of a word in either store.
    return "".join(filter(str.isalnum, fold(_POSSESSIVE.sub("", word))))[:_LONGEST]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a folded word (Porter's English stemmer in its second form, by Snowball)."""
    with _ONE_AT_A_TIME:  # it keeps the word that it is at
        found: str = _stemmer().stemWord(word)
    return found


@cache
def _stemmer() -> Any:
    return snowballstemmer.stemmer("english")
