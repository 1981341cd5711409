"""Pairs of statements that plain words decide: the same words said and denied, confirmed or taken back.

Few pairs of real articles are so plain; those few no reader would forgive a program for missing, and so they are not
left to what networks learnt from others. Figures are: most that exclude each other count two things
(docs/relations.md).
"""

import re
from typing import NamedTuple

from sayso.relate.features import are_one, days_between, is_turned
from sayso.relate.judge import Judged, Pair
from sayso.relate.sides import Side
from sayso.relate.terms import weight_of

#: How likely such a relation is taken to be right: by counting it cannot be told, they are too few.
RIGHT = 0.8
#: Two statements share this part of the telling words of one of them at least, so many words, and so much weight.
COVERED, SHARED, WEIGHT = 0.8, 2, 0.7
#: The part of the heavier statement's telling words that both have, where nobody says outright that he denies.
ALIKE = 0.6
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|will|would|has|have|had|can|could|should|must|do|does|did|cannot)\b|n['’]t\b", re.I
)
#: What says less, or more, than that something is so or not so.
_OPEN = re.compile(
    r"\?|\b(?:if|unless|whether|in case|not (?:only|just|merely|simply|necessarily|sure|aware)|no idea)\b"
    r"|(?:\bnot|n['’]t) (?:know|think|believe|remember|recall|expect)\b",
    re.I,
)


class _Shared(NamedTuple):
    """The part of each statement's telling words, by weight, that the other has too."""

    of_later: float
    of_earlier: float

    @property
    def of_both(self) -> float:
        return min(self.of_later, self.of_earlier)

    @property
    def of_one(self) -> float:
        return max(self.of_later, self.of_earlier)


def judge_plainly(pair: Pair) -> Judged | None:
    """The relation of a pair that plain words decide; None for all others."""
    later, earlier = pair
    shared = _share(later, earlier)
    if shared.of_one < COVERED or _OPEN.search(later.said) or _OPEN.search(earlier.said):
        return None
    if are_one(later, earlier):
        return Judged("reverses", RIGHT) if _takes_back(later, earlier, shared) else None
    if not later.party.key or not earlier.party.key:
        return None
    if _contradicts(later, earlier, shared):
        return Judged("disputes", RIGHT)
    return Judged("supports", RIGHT) if _confirms(later, earlier, shared) else None


def _share(later: Side, earlier: Side) -> _Shared:
    both = later.terms & earlier.terms
    weight = weight_of(both)
    if len(both) < SHARED or weight < WEIGHT:
        return _Shared(0.0, 0.0)
    return _Shared(weight / weight_of(later.terms), weight / weight_of(earlier.terms))


def _contradicts(later: Side, earlier: Side, shared: _Shared) -> bool:
    """Whether one says that what the other says is not so: outright ("denied that"), or in a clause of its own."""
    if is_turned(later) == is_turned(earlier):
        return False
    if later.denies != earlier.denies and later.negative == earlier.negative:
        denial = shared.of_later if later.denies else shared.of_earlier
        return denial >= COVERED
    return shared.of_both >= ALIKE and _are_clauses(later, earlier)


def _takes_back(later: Side, earlier: Side, shared: _Shared) -> bool:
    """Whether a party says that what it said is not so, and says outright that it takes it back, or says it later."""
    if is_turned(later) == is_turned(earlier) or shared.of_both < ALIKE or not _are_clauses(later, earlier):
        return False
    return later.verb == "reverses" or bool(days_between(later, earlier))


def _confirms(later: Side, earlier: Side, shared: _Shared) -> bool:
    """Whether one says outright that he confirms what the other says."""
    return later.verb == "supports" and shared.of_later >= COVERED and is_turned(later) == is_turned(earlier)


def _are_clauses(*sides: Side) -> bool:
    return all(_VERB.search(side.said) for side in sides)
