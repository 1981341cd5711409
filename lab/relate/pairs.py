"""What is known of pairs of statements of one article, beside the encoder's vectors."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lab.relate.cues import KINDS, find_cues, is_negative
from sayso.model import Attribution, Spans
from sayso.normalise.layout import Layout, lay_out
from sayso.wordlist import fold, word_set

Floats = npt.NDArray[np.float32]
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_SMALL = word_set(
    """
    the a an of to in on at for from by with and or but that this these those it its he she his her him they their we
    our us i my me you your is are was were be been being has have had do does did will would can could should may might
    as if so not no than then there here who whom which what when where how about into over after before up out off all
    some any more most other such only also just very said says say told tell s t
    """
)
#: Steps of how far two statements are apart, in statements.
_STEPS = (1, 2, 3, 5, 8, 12, 20)


class Side(NamedTuple):
    """A statement as it is compared with others: its parts, whose it is, and in which other one it stands."""

    attribution: Attribution
    speaker: str | None
    name: str


class Known(NamedTuple):
    """What is known of the statements [s, FACTS] and of their pairs [s, s, FEATURES], the later one first."""

    facts: Floats
    features: Floats


class _Told(NamedTuple):
    words: frozenset[str]
    runs: frozenset[tuple[str, ...]]
    numbers: frozenset[str]
    all_words: frozenset[str]
    facts: tuple[float, ...]
    sentence: int
    paragraph: int


def describe(text: str, sides: Sequence[Side]) -> Known:
    """What is known of an article's statements, which are in the order of their places."""
    layout = lay_out(text)
    told = [_tell(text, side, layout) for side in sides]
    facts = np.array([one.facts for one in told], np.float32).reshape(len(told), -1)
    features = np.zeros((len(sides), len(sides), FEATURES), np.float32)
    for j, later in enumerate(sides):
        for i in range(j):
            features[j, i] = _compare(j - i, later, told[j], sides[i], told[i])
    return Known(facts, features)


def _tell(text: str, side: Side, layout: Layout) -> _Told:
    a = side.attribution
    content = " ".join(text[start:end] for start, end in a.content)
    words = [fold(word) for word in _WORD.findall(content)]
    first = min(start for start, _ in (*a.source, *a.cue, *a.content))
    last = max(end for _, end in (*a.source, *a.cue, *a.content))
    around = _around(a, first, last, text)
    cues = find_cues(text, around)
    sentence, paragraph = layout.sentence(first), layout.paragraph(first)
    facts = (
        *(float(bool(cues[kind])) for kind in KINDS),
        float(is_negative(content)),
        float("?" in content),
        float(content[:1] in "“\"'‘"),
        float(not a.source),
        float(side.speaker is None),
        float(a.parent is not None),
        float(paragraph < 2),
        min(len(words), 60) / 60,
    )
    return _Told(
        frozenset(word for word in words if word not in _SMALL and len(word) > 2),
        frozenset(tuple(words[n : n + 3]) for n in range(len(words) - 2)),
        frozenset(number.strip(",.") for number in _NUMBER.findall(content)),
        frozenset(fold(word) for word in _WORD.findall(text[max(0, first - 40) : last + 40])),
        facts,
        sentence,
        paragraph,
    )


def _around(a: Attribution, first: int, last: int, text: str) -> Spans:
    """Where the words stand that tell how a statement bears on others: outside its content, in its sentence."""
    begin = max(text.rfind("\n", 0, first) + 1, text.rfind(". ", 0, first) + 1, first - 120)
    spans, at = [], begin
    for start, end in sorted(a.content):
        if start > at:
            spans.append((at, start))
        at = max(at, end)
    stop = min((n for n in (text.find(mark, last) for mark in (". ", "\n")) if n >= 0), default=len(text))
    spans.append((at, max(at, min(stop, last + 80))))
    return tuple(type(a.content[0])(start, end) for start, end in spans if end > start)


def _compare(apart: int, later: Side, b: _Told, earlier: Side, a: _Told) -> list[float]:
    both, fewer = len(a.words & b.words), min(len(a.words), len(b.words))
    shared = len(a.runs & b.runs)
    same = later.speaker is not None and later.speaker == earlier.speaker
    known = later.speaker is not None and earlier.speaker is not None
    numbers = a.numbers & b.numbers
    return [
        *(float(apart <= step) for step in _STEPS),
        min(apart, 40) / 40,
        float(same),
        float(known and not same),
        float(a.sentence == b.sentence),
        float(a.paragraph == b.paragraph),
        float(b.paragraph - a.paragraph == 1),
        both / max(fewer, 1),
        both / max(len(a.words | b.words), 1),
        min(both, 8) / 8,
        shared / max(min(len(a.runs), len(b.runs)), 1),
        min(shared, 6) / 6,
        _names(earlier.name, b.all_words),
        _names(later.name, a.all_words),
        float(bool(numbers)),
        float(bool(a.numbers and b.numbers and not numbers)),
        float(a.facts[len(KINDS)] != b.facts[len(KINDS)]),
        float(a.paragraph < 2 <= b.paragraph),
    ]


def _names(name: str, words: frozenset[str]) -> float:
    """Whether a party is named among words by the last word of its name."""
    found = [fold(word) for word in _WORD.findall(name)]
    return float(bool(found) and found[-1] in words)


FACTS = len(KINDS) + 8
FEATURES = len(_STEPS) + 17
