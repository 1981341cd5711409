"""The words that tell what a text is about, each with its weight: how rare it is in news."""

import math
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from sayso.wordlist import word_set
from sayso.words import split_words, stem

#: Words that tell of no matter.
_SMALL = word_set(
    """
    the a an of to in on at for from by with and or but that this these those it its he she his her him they their them
    we our us i my me you your is are was were be been being has have had do does did will would can could should may
    might as if so not no than then there here who whom which what when where how about into over after before up out
    off all some any more most other such only also just very said says say told tell s t mr mrs ms im dont its thats
    going get got go like think thing things know want well really been because
    """
)


@cache
def _load() -> tuple[int, dict[str, int]]:
    """How many texts were counted, and in how many of them each stem stands that stands in several."""
    lines = (files("sayso") / "data" / "terms.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:])
    return int(lines[0]), {word: int(count) for word, count in rows}


@lru_cache(maxsize=65536)
def weigh(term: str) -> float:
    """How much a stem tells: the inverse frequency in texts (Spärck Jones 1972), from 0 to 1."""
    total, counts = _load()
    return math.log(total / max(counts.get(term, 1), 1)) / math.log(total)


def find_terms(words: Iterable[str]) -> frozenset[str]:
    """The stems of those of some folded words that tell what is spoken of."""
    return frozenset(stem(word) for word in words if word not in _SMALL and (len(word) > 2 or word.isdigit()))


def terms_of(text: str) -> frozenset[str]:
    """The telling stems of a text."""
    return find_terms(split_words(text))


@lru_cache(maxsize=4096)
def weight_of(terms: frozenset[str]) -> float:
    """The weights of terms together, the same in whichever order they come."""
    return math.fsum(map(weigh, terms))
