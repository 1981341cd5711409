"""What is known of a pair of statements beside their words in order: nearness, speakers, shared words, figures,
negation, hedges, acts, and the words by which an article relates them.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, get_args

import numpy as np
import numpy.typing as npt

from sayso.model import Act, Json
from sayso.relate.cues import KINDS as CUES
from sayso.relate.sides import Side
from sayso.relate.terms import weight_of
from sayso.wordlist import word_set
from sayso.words import split_words

Floats = npt.NDArray[np.float32]
ACTS = get_args(Act)
#: Steps of how far two statements of one article are apart, in statements.
_STEPS = (1, 2, 3, 5, 8, 12, 20)
#: Steps of days between two statements.
_DAYS = (0, 1, 3, 7, 30, 180)
#: A content whose telling words weigh less has no matter of its own, and may take up another's: "the charges".
_EMPTY = 1.2
_SAYINGS = word_set(
    """
    accusation accusations allegation allegations argument assertion assertions charge charges claim claims comment
    comments criticism report reports remark remarks statement statements suggestion that it this notion idea
    """
)
#: Units that name no thing of their own: much is counted in them.
_PLAIN_UNITS = frozenset({None, "", "percent", "USD"})


def compare(later: Side, earlier: Side, *, across: bool = False) -> Floats:
    """The features [FEATURES] of a pair; `across` articles nothing is known of how near they stand."""
    row: Floats = compare_all([(later, earlier)], across=across)[0]
    return row


def compare_all(pairs: Sequence[tuple[Side, Side]], *, across: bool = False) -> Floats:
    """The features [pairs, FEATURES] of pairs (later, earlier); what is one statement's alone is looked up once."""
    sides = {id(side): side for pair in pairs for side in pair}
    told = {key: _facts(side) for key, side in sides.items()}
    rows = []
    for later, earlier in pairs:
        common = _look_at(later, earlier)
        rows.append(
            [
                *_nearness(later, earlier, across),
                *_likeness(later, earlier, common),
                *_signs(later, earlier, across, common),
                *told[id(later)],
                *told[id(earlier)],
            ]
        )
    return np.array(rows, np.float32)


class _Common(NamedTuple):
    """What several features of a pair are made of: the weights of the words of each and of both, whether one party
    speaks, whether figures agree or exclude each other, whether the later one names the earlier one's speaker.
    """

    earlier: float
    later: float
    both: float
    same: bool
    agree: bool
    exclude: bool
    names: float


def _look_at(later: Side, earlier: Side) -> _Common:
    shared = earlier.terms & later.terms
    agree, exclude = compare_figures(earlier.figures, later.figures, shared)
    return _Common(
        weight_of(earlier.terms),
        weight_of(later.terms),
        weight_of(shared),
        are_one(later, earlier),
        agree,
        exclude,
        _names(earlier, later.around),
    )


def _nearness(later: Side, earlier: Side, across: bool) -> list[float]:
    if across:
        return [0.0] * (len(_STEPS) + 7) + [1.0]
    apart = later.place - earlier.place
    return [
        *(float(apart <= step) for step in _STEPS),
        min(apart, 40) / 40,
        float(later.sentence == earlier.sentence),
        float(later.paragraph == earlier.paragraph),
        float(later.paragraph - earlier.paragraph == 1),
        float(earlier.paragraph < 2 <= later.paragraph),
        float(earlier.paragraph < 2),
        float(later.parent == earlier.id or earlier.parent == later.id),
        0.0,
    ]


def _likeness(later: Side, earlier: Side, common: _Common) -> list[float]:
    a, b = earlier, later
    one, other, both, same, agree, exclude, names = common
    shared = len(a.runs & b.runs)
    known = a.party.key is not None and b.party.key is not None
    days = days_between(a, b)
    return [
        float(same),
        float(known and not same),
        both / max(min(one, other), 0.5),
        both / max(one + other - both, 0.5),
        min(both, 6) / 6,
        shared / max(min(len(a.runs), len(b.runs)), 1),
        min(shared, 6) / 6,
        names,
        _names(b, a.around),
        float(bool(a.numbers & b.numbers)),
        float(bool(a.numbers and b.numbers and not a.numbers & b.numbers)),
        float(agree),
        float(exclude),
        float(a.negative != b.negative),
        float(a.hedged != b.hedged),
        float(a.act == b.act),
        *(float(days is not None and days <= step) for step in _DAYS),
    ]


def _signs(later: Side, earlier: Side, across: bool, common: _Common) -> list[float]:
    """What speaks for a kind of relation only together: a denial by another party of what was said, and the like."""
    one, other, both, same, _, exclude, names = common
    covered = both / max(other, 0.5)  # of the later one
    alike = both / max(one, other, 0.5)
    clash = is_turned(later) != is_turned(earlier)
    near = 0.0 if across else 1 / max(later.place - earlier.place, 1)
    takes_up = other < _EMPTY and not _SAYINGS.isdisjoint(later.words)
    return [
        covered,
        alike,
        covered * (later.denies and not same),
        near * (bool(later.cues["deny"]) and takes_up and not same),
        near * (bool(later.cues["respond"]) and not same),
        alike * (clash and not same),
        alike * (clash and same),
        alike * (not clash and not same),
        alike * (not clash and same),
        covered * (bool(later.cues["confirm"]) and not same),
        covered * (bool(later.cues["reverse"]) and same),
        near * (bool(later.cues["reverse"]) and same),
        alike * exclude,
        near * (_asks(earlier) and not same),
        near * names,
    ]


def is_turned(side: Side) -> bool:
    """Whether a statement says that something is not so."""
    return side.negative != side.denies


def _asks(side: Side) -> bool:
    return side.act == "ask" or "?" in side.said


def _facts(side: Side) -> list[float]:
    said = side.said
    return [
        *(float(bool(side.cues[kind])) for kind in CUES),
        *(float(side.act == act) for act in ACTS),
        float(side.hedged),
        float(side.negative),
        float("?" in said),
        float(said[:1] in "“\"'‘"),
        float(side.party.key is None),
        float(side.party.kind in ("person", "organisation")),
        float(side.parent is not None),
        min(len(side.words), 60) / 60,
        float(bool(side.figures)),
    ]


def are_one(one: Side, other: Side) -> bool:
    """Whether two statements stand on one party."""
    return one.party.key is not None and one.party.key == other.party.key


def days_between(one: Side, other: Side) -> int | None:
    """Days between two statements at least; None where a day is not known."""
    if not (one.day and one.last and other.day and other.last):
        return None
    first, second = sorted(((one.day, one.last), (other.day, other.last)))
    try:
        return max(0, (date.fromisoformat(second[0]) - date.fromisoformat(first[1])).days)
    except ValueError:
        return None


def compare_figures(one: Sequence[Json], other: Sequence[Json], shared: frozenset[str]) -> tuple[bool, bool]:
    """Whether two statements give a figure for one thing that agrees, and one that excludes the other.

    Figures are for one thing where unit and rate are the same and the unit names a thing, or the statements share
    telling words.
    """
    agree = exclude = False
    for a in one:
        for b in other:
            if not _count_the_same(a, b, shared):
                continue
            low = max(_low(a), _low(b))
            high = min(_high(a), _high(b))
            agree |= low <= high
            exclude |= low > high
    return agree and not exclude, exclude and not agree


def _count_the_same(a: Json, b: Json, shared: frozenset[str]) -> bool:
    if a["unit"] != b["unit"] or a["per"] != b["per"]:
        return False
    return len(shared) >= (2 if a["unit"] in _PLAIN_UNITS else 1)


def _low(figure: Json) -> float:
    value = figure["low"]
    return -np.inf if value is None else float(value) * (0.9 if figure["approx"] else 1.0)


def _high(figure: Json) -> float:
    value = figure["high"]
    return np.inf if value is None else float(value) * (1.1 if figure["approx"] else 1.0)


def _names(party: Side, words: frozenset[str]) -> float:
    """Whether a statement's speaker is named among words by the last word of its name."""
    found = split_words(party.party.name)
    return float(bool(found) and found[-1] in words)


NEARNESS = len(_STEPS) + 8
SIGNS = 15
FEATURES = NEARNESS + 16 + SIGNS + len(_DAYS) + 2 * (len(CUES) + len(ACTS) + 9)
